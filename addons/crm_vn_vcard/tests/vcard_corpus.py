"""Cards shaped like those that phones, mail programs and people really make.

Written for this project; names, numbers and addresses are invented. Every
:class:`Sample` is a file and what must be read from it: one tuple per card of
(name, phones, e-mails), or None for a card that can't become a customer.
"""

import unicodedata

from .vcard_corpus_odd import BROKEN, ZALO
from .vcard_corpus_tools import GIF_64, Sample, card, cp1258, lines, one, quoted

IOS = [
    Sample(
        "ios_17_person",
        card(
            "PRODID:-//Apple Inc.//iPhone OS 17.4//EN",
            "N:Nguyễn;Lan;Thị;;",
            "FN:Nguyễn Thị Lan",
            "ORG:Công ty CP Hoà Bình;Phòng Kinh doanh",
            "TITLE:Trưởng phòng",
            "item1.EMAIL;type=INTERNET;type=pref:lan.nguyen@hoabinh.example",
            "item1.X-ABLabel:_$!<Work>!$_",
            "TEL;type=CELL;type=VOICE;type=pref:\u202a+84 903 123 456\u202c",
            "TEL;type=WORK;type=VOICE:024 3825 1234",
            "item2.ADR;type=WORK;type=pref:;;12 Lê Lợi\\, P. Bến Nghé;Quận 1;"
            "TP. Hồ Chí Minh;700000;Việt Nam",
            "item2.X-ABADR:vn",
            "BDAY:1990-05-02",
        ).encode(),
        one(
            "Nguyễn Thị Lan",
            "+84 903 123 456",
            "024 3825 1234",
            emails=["lan.nguyen@hoabinh.example"],
        ),
    ),
    Sample(
        "ios_decomposed_accents",
        unicodedata.normalize(
            "NFD", card("N:Đặng;Ánh;Ngọc;;", "FN:Đặng Ngọc Ánh", "TEL:0912345678")
        ).encode(),
        one("Đặng Ngọc Ánh", "0912345678"),
    ),
    Sample(
        "ios_company",
        card(
            "N:;;;;",
            "FN:Siêu thị Bình An",
            "ORG:Siêu thị Bình An;",
            "X-ABShowAs:COMPANY",
        ).encode(),
        one("Siêu thị Bình An"),
    ),
    Sample(
        "ios_photo_folded",
        lines(
            "BEGIN:VCARD",
            "VERSION:3.0",
            "N:Phạm;Hùng;;;",
            "FN:Phạm Hùng",
            "PHOTO;ENCODING=b;TYPE=GIF:" + GIF_64[:30],
            " " + GIF_64[30:],
            "TEL;type=IPHONE:0977000111",
            "END:VCARD",
        ).encode(),
        one("Phạm Hùng", "0977000111"),
    ),
    Sample(
        "ios_no_full_name",
        card("N:Lê;Minh;Quang;Anh;", "TEL:0388 111 222").encode(),
        one("Anh Lê Quang Minh", "0388 111 222"),
    ),
    Sample(
        "ios_folded_inside_a_letter",
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nguy\xe1\xbb\r\n \x85n An\r\nEND:VCARD\r\n",
        one("Nguyễn An"),
    ),
    Sample(
        "ios_shared_group",
        (
            card("FN:Trần Bảo", "TEL:0901000001")
            + card("FN:Trần Châu", "TEL:0901000002")
            + card("FN:Trần Dũng", "EMAIL:dung@example.com")
        ).encode(),
        [
            ("Trần Bảo", ["0901000001"], []),
            ("Trần Châu", ["0901000002"], []),
            ("Trần Dũng", [], ["dung@example.com"]),
        ],
    ),
]

ANDROID = [
    Sample(
        "android_21_quoted_printable",
        card(
            "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
            + ";".join(quoted(part) for part in ("Vũ", "Hằng", "Thu", "", "")),
            "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + quoted("Vũ Thu Hằng"),
            "TEL;CELL:0123-456-7890",
            version="2.1",
        ).encode(),
        one("Vũ Thu Hằng", "0123-456-7890"),
    ),
    Sample(
        "android_21_soft_breaks",
        card(
            "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:"
            + quoted("Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Đông Đô"),
            "TEL;WORK:02438251234",
            version="2.1",
        ).encode(),
        one("Công ty Trách nhiệm hữu hạn Thương mại Dịch vụ Đông Đô", "02438251234"),
    ),
    Sample(
        "android_21_preferred_phone",
        card(
            "N:Hoa;;;;",
            "FN:Hoa",
            "TEL;HOME:0241234567",
            "TEL;CELL;PREF:0905000999",
            version="2.1",
        ).encode(),
        one("Hoa", "0905000999", "0241234567"),
    ),
    Sample(
        "android_21_photo_blank_line",
        lines(
            "BEGIN:VCARD",
            "VERSION:2.1",
            "FN:Tu",
            "PHOTO;ENCODING=BASE64;GIF:" + GIF_64[:40],
            " " + GIF_64[40:],
            "",
            "TEL;CELL:0909090909",
            "END:VCARD",
        ).encode(),
        one("Tu", "0909090909"),
    ),
    Sample(
        "android_21_x_phonetic",
        card(
            "N:Ngô;Yến;;;",
            "FN:Ngô Yến",
            "X-PHONETIC-FIRST-NAME:yen",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Bé Yến;1;;;;;;",
            "TEL;X-Zalo:0866123123",
            version="2.1",
        ).encode(),
        one("Ngô Yến", "0866123123"),
    ),
    Sample(
        "android_stray_soft_break",
        card(
            "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:" + quoted("Bình") + "=",
            "TEL;CELL:0911222333",
            version="2.1",
        ).encode(),
        one("Bình", "0911222333"),
    ),
    Sample(
        "android_emoji_in_halves",
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Shop Hoa \xed\xa0\xbc\xed\xbc\xb8\nEND:VCARD\n",
        one("Shop Hoa 🌸"),
    ),
    Sample(
        "samsung_latin_charset_claim",
        card("FN;CHARSET=ISO-8859-1:Mai Phương", "TEL:0932111222").encode(),
        one("Mai Phương", "0932111222"),
    ),
]

GOOGLE = [
    Sample(
        "google_export",
        card(
            "FN:Đỗ Quốc Việt",
            "N:Việt;Đỗ Quốc;;;",
            "EMAIL;TYPE=INTERNET;TYPE=HOME:viet@example.com",
            "TEL;TYPE=CELL:+84 938 000 111",
            "item1.URL:https://viet.example",
            "item1.X-ABLabel:Profile",
            "NOTE:Gặp ở hội chợ\\nMua sỉ\\, trả góp",
            "CATEGORIES:myContacts,Khách sỉ",
        ).encode(),
        one("Đỗ Quốc Việt", "+84 938 000 111", emails=["viet@example.com"]),
    ),
    Sample(
        "google_remote_photo",
        card(
            "FN:Cao Thanh", "PHOTO:https://lh3.example.com/photo.jpg", "TEL:0944555666"
        ).encode(),
        one("Cao Thanh", "0944555666"),
    ),
    Sample(
        "google_only_email",
        card("FN:", "N:;;;;", "EMAIL;TYPE=INTERNET:sales@example.com").encode(),
        one("sales@example.com", emails=["sales@example.com"]),
    ),
    Sample(
        "google_two_emails",
        card(
            "FN:Hồ Ngọc",
            "EMAIL;TYPE=HOME:ngoc@home.example",
            "EMAIL;TYPE=INTERNET,PREF:ngoc@work.example",
        ).encode(),
        one("Hồ Ngọc", emails=["ngoc@work.example", "ngoc@home.example"]),
    ),
    Sample(
        "google_unix_line_ends",
        card("FN:Lý Hải", "TEL:0903 000 001", end="\n").encode(),
        one("Lý Hải", "0903 000 001"),
    ),
    Sample(
        "google_custom_phone_label",
        card("FN:Tạ Đình", "item1.TEL:0903000002", "item1.X-ABLabel:Nhà vợ").encode(),
        one("Tạ Đình", "0903000002"),
    ),
]

OUTLOOK = [
    Sample(
        "outlook_21_code_page_1258",
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=vi;CHARSET=windows-1258:"
        + cp1258("Trần;Đức;Minh")
        + b"\r\nFN;CHARSET=windows-1258:"
        + cp1258("Trần Minh Đức")
        + b"\r\nTEL;WORK;VOICE:(028) 3822 1234\r\nEND:VCARD\r\n",
        one("Trần Minh Đức", "(028) 3822 1234"),
    ),
    Sample(
        "outlook_21_undeclared_1258",
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:"
        + cp1258("Huỳnh Thị Mỹ Duyên")
        + b"\r\nEND:VCARD\r\n",
        one("Huỳnh Thị Mỹ Duyên"),
    ),
    Sample(
        "outlook_21_label_and_fax",
        card(
            "N:Nguyen;Van A",
            "FN:Nguyen Van A",
            "ORG:ABC Co., Ltd;Sales",
            "TEL;WORK;FAX:02839998888",
            "TEL;WORK;VOICE:02839997777",
            "ADR;WORK;PREF:;;1 Nguyễn Huệ;Quận 1;Hồ Chí Minh;700000;Vietnam",
            "LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:1 Nguyen Hue=0D=0A=\r\nQuan 1",
            "EMAIL;PREF;INTERNET:a@abc.example",
            "REV:20240102T030405Z",
            version="2.1",
        ).encode(),
        one("Nguyen Van A", "02839997777", emails=["a@abc.example"]),
    ),
    Sample(
        "outlook_western_1252",
        "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:José Müller\r\nEND:VCARD\r\n".encode(
            "cp1252"
        ),
        one("José Müller"),
    ),
    Sample(
        "outlook_exchange_address",
        card(
            "FN:Kim Ngân", "EMAIL;TYPE=X400:mailto:ngan@example.com?subject=hi"
        ).encode(),
        one("Kim Ngân", emails=["ngan@example.com"]),
    ),
    Sample(
        "outlook_utf16_mark",
        card("FN:Bùi Thế Anh", "TEL:0979111222").encode("utf-16"),
        one("Bùi Thế Anh", "0979111222"),
    ),
    Sample(
        "outlook_utf16_big_endian_no_mark",
        card("FN:Bùi Thế Em", "TEL:0979111223").encode("utf-16-be"),
        one("Bùi Thế Em", "0979111223"),
    ),
    Sample(
        "outlook_utf8_mark",
        card("FN:Dương Tử").encode("utf-8-sig"),
        one("Dương Tử"),
    ),
    Sample(
        "outlook_agent",
        lines(
            "BEGIN:VCARD",
            "VERSION:2.1",
            "FN:Giám đốc Sơn",
            "AGENT:",
            "BEGIN:VCARD",
            "VERSION:2.1",
            "FN:Thư ký Hà",
            "TEL:0908111222",
            "END:VCARD",
            "TEL:0908111111",
            "END:VCARD",
        ).encode(),
        [
            ("Giám đốc Sơn", ["0908111111"], []),
            ("Thư ký Hà", ["0908111222"], []),
        ],
    ),
]

SAMPLES = [*IOS, *ANDROID, *GOOGLE, *OUTLOOK, *ZALO, *BROKEN]
