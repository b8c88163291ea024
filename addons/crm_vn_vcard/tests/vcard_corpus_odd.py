"""Cards of chat programs and scanners, and broken ones; see ``vcard_corpus``."""

from .vcard_corpus_tools import GIF_64, Sample, card, one

ZALO = [
    Sample(
        "zalo_name_card",
        card("FN:Chị Hạnh Zalo", "TEL;TYPE=CELL,VOICE:84912345678", end="\n").encode(),
        one("Chị Hạnh Zalo", "84912345678"),
    ),
    Sample(
        "zalo_qr_one_liner_name",
        b"BEGIN:VCARD\nVERSION:3.0\nN:Anh Ba Sua Xe\nTEL:0913999888\nEND:VCARD",
        one("Anh Ba Sua Xe", "0913999888"),
    ),
    Sample(
        "zalo_two_numbers_in_one",
        card("FN:Đại lý Tám", "TEL:0912345678 / 0987654321").encode(),
        one("Đại lý Tám", "0912345678 / 0987654321"),
    ),
    Sample(
        "business_card_scanner_40",
        card(
            "KIND:individual",
            "FN:Phan Gia Huy",
            "N:Phan;Huy;Gia;;",
            'TEL;VALUE=uri;PREF=1;TYPE="cell,voice":tel:+84-908-765-432;ext=5',
            "EMAIL;PREF=1:huy@example.com",
            'ADR;TYPE=work;LABEL="99 Trần Phú: tầng 2":;;99 Trần Phú;Hải Châu;Đà Nẵng;'
            ";Việt Nam",
            "LANG;TYPE=home;PREF=1:vi",
            "GEO:geo:16.06,108.21",
            version="4.0",
        ).encode(),
        one("Phan Gia Huy", "+84-908-765-432", emails=["huy@example.com"]),
    ),
    Sample(
        "photo_data_uri_40",
        card(
            "FN:Mã Lan", "PHOTO:data:image/gif;base64," + GIF_64, version="4.0"
        ).encode(),
        one("Mã Lan"),
    ),
    Sample(
        "organisation_40",
        card("KIND:org", "FN:HTX Rau Sạch", "TEL:tel:19001234", version="4.0").encode(),
        one("HTX Rau Sạch", "19001234"),
    ),
    Sample(
        "group_40",
        card(
            "KIND:group", "FN:Nhóm khách sỉ", "MEMBER:urn:uuid:1", version="4.0"
        ).encode(),
        [None],
    ),
]

BROKEN = [
    Sample("broken_empty_card", card().encode(), [None]),
    Sample(
        "broken_no_end",
        b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nBEGIN:VCARD\nVERSION:3.0\nFN:B\nEND:VCARD\n",
        [("A", [], []), ("B", [], [])],
    ),
    Sample(
        "broken_cut_off",
        b"BEGIN:VCARD\nVERSION:3.0\nFN:Nguy\xe1\xbb\x85n\nTEL:09031",
        one("Nguyễn", "09031"),
    ),
    Sample(
        "broken_lower_case",
        b"begin:vcard\nversion:3.0\nfn:An\ntel;type=cell:0903\nend:vcard\n",
        one("An", "0903"),
    ),
    Sample(
        "broken_indented",
        b"  BEGIN:VCARD\n  VERSION:3.0\n  FN:An\n  TEL:0903\n  END:VCARD\n",
        one("An", "0903"),
    ),
    Sample(
        "broken_note_lines",
        "BEGIN:VCARD\nFN:An\nNOTE:dòng một\ndòng hai\ngọi lúc 10:30\nTEL:0903\n"
        "END:VCARD\n".encode(),
        one("An", "0903"),
    ),
    Sample(
        "broken_photo_not_indented",
        f"BEGIN:VCARD\nFN:An\nPHOTO;ENCODING=b:{GIF_64[:20]}\n{GIF_64[20:]}\nTEL:0903\n"
        "END:VCARD\n".encode(),
        one("An", "0903"),
    ),
    Sample(
        "broken_photo_is_text",
        card("FN:An", "PHOTO;ENCODING=b:@@@@not-base64").encode(),
        one("An"),
    ),
    Sample(
        "broken_bytes",
        b"BEGIN:VCARD\nFN:An \xff\xfe\x00\x81\nTEL:0903\nEND:VCARD\n",
        [("An ÿþ", ["0903"], [])],
    ),
    Sample(
        "broken_text_around",
        "Xin chào,\n\n".encode() + card("FN:An").encode() + b"\n--\nsignature",
        one("An"),
    ),
    Sample(
        "broken_open_quote",
        card('TEL;TYPE="CELL:0903', "FN:An").encode(),
        one("An", "0903"),
    ),
    Sample(
        "broken_no_version_no_colon",
        b"BEGIN:VCARD\nNOVALUE\nFN:An\n;;;:\n:\nEND:VCARD\nEND:VCARD\n",
        one("An"),
    ),
    Sample("broken_mac_line_ends", card("FN:An", end="\r").encode(), one("An")),
    Sample(
        "broken_quoted_printable",
        card("FN;ENCODING=QUOTED-PRINTABLE:An=ZZ=4", version="2.1").encode(),
        one("An=ZZ=4"),
    ),
]
