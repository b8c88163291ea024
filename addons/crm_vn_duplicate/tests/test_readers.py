"""What one cell holds, kind by kind: the readers of values need no database."""

import doctest

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import (
    duplicate,
    emails,
    legacy_text,
    notes,
    organisation,
    phone,
    phone_cell,
    phone_numbers,
    places,
    tax_code,
    websites,
)
from ..tools.duplicate import keys
from ..tools.organisation import is_company

PHONES = [
    ("024 - 3822 1111", ["+842438221111"]),
    ("(84-236) 3822 111", ["+842363822111"]),
    ("084 905 111 222", ["+84905111222"]),
    ("0905111222-0905111333", ["+84905111222", "+84905111333"]),
    ("Điện thoại: 0236 3822 111; Fax: 0236 3822 112", ["+842363822111"]),
    ("0905 111 222 CCCD 048088012345", ["+84905111222"]),
    ("8.1E+09", []),
    ("9,05111222E+08", ["+84905111222"]),
    ("0236 3822111, 3822112", ["+842363822111", "+842363822112"]),
    ("0236 3822 111 [12]", ["+842363822111"]),
    ("0236 3822 111 nội bộ 12", ["+842363822111"]),
    ("1) 0905111222\n2) 0905111333", ["+84905111222", "+84905111333"]),
    ("0905/11/22", []),
    ("09/05/1988", []),
    # a fax behind its number, a sign for it, one number for both
    ("0236 3822 111 (fax)", []),
    ("0236 3822 111 - 0236 3822 112 (Fax)", ["+842363822111"]),
    ("📱 0905111222 📠 02363822112", ["+84905111222"]),
    ("ĐT & Fax: 0236 3822 111", ["+842363822111"]),
    # numbers of another kind, and a phone behind them
    ("MST: 0100109106 - 0236 3822 111", ["+842363822111"]),
    ("Số TK: 0905111222", []),
    ("tk ngân hàng 0071000912345", []),
    ("0071000912345", []),
    ("001088012345", []),
    ("Mã đơn 0905111222", []),
    ("Mã Thị Lan 0905111222", ["+84905111222"]),
    ("Zalo ID 0905111222", ["+84905111222"]),
    # dividers
    ("0905111222+0905111333", ["+84905111222", "+84905111333"]),
    ("0236_3822_111", ["+842363822111"]),
    ("+9.05111222E+08", ["+84905111222"]),
    ("\u200e+84 905 111 222\u200e", ["+84905111222"]),
    ('="0905111222"', ["+84905111222"]),
    ("00 65 6123 4567", ["+6561234567"]),
    # a zero that is dialled at home only
    ("+65 (0) 6123 4567", ["+6561234567"]),
    ("0081 (0)3 1234 5678", ["+81312345678"]),
    ("+39 (0)6 1234 5678", ["+390612345678"]),
    # the old code of Ho Chi Minh City by itself, and a mobile number of today
    ("(08) 3822 1111", ["+842838221111"]),
    ("(84-8) 3822 1111", ["+842838221111"]),
    ("(084-8) 3822 1111", ["+842838221111"]),
    ("+84 8 3822 1111", ["+842838221111"]),
    ("0838 221 111", ["+84838221111"]),
    ("(083) 822 1111", ["+84838221111"]),
    # a lost line break, lists, what somebody typed who had to
    ("09051112220905111333", ["+84905111222", "+84905111333"]),
    ("1/ 0905111222 2/ 0905111333", ["+84905111222", "+84905111333"]),
    ("1234567890", []),
    # days and hours
    ("2024-05-06 00:00:00", []),
    ("09-05-2024 08:30", []),
    ("0905111222 (gọi 09-05-2024 08:30)", ["+84905111222"]),
    ("09-05-111-222", ["+84905111222"]),
]
#: (cell, notes): what beside a number says something, and what does not
BESIDE = [
    ("ĐTDĐ: 0905111222", ()),
    ("Số ĐT: 0905111222", ()),
    ("SĐT 1: 0905111222; SĐT 2: 0905111333", ()),
    ("(1) 0905111222 (2) 0905111333", ()),
    ("0905111222 • 0905111333", ()),
    ("0905111222 (2)", ("2",)),
    ("0236 3822 111 (2)", ("ext. 2",)),
    ("0905111222 gọi T2-T6", ("gọi T2-T6",)),
]
#: (cell, addresses, notes)
EMAILS = [
    ("a@example.com-b@example.com", ["a@example.com", "b@example.com"], []),
    ("KT: a@example.com; b@my-shop.vn", ["a@example.com", "b@my-shop.vn"], ["KT"]),
    ("a@example.com 0905111222", ["a@example.com"], ["0905111222"]),
    ("khách không cho", [], ["khách không cho"]),
    ("E-mail: a@example.com và b@my-shop.vn", ["a@example.com", "b@my-shop.vn"], []),
    ("0000", [], []),
    ("a@example.com0905111222", ["a@example.com"], ["0905111222"]),
    ("mailto:a@my-shop.com2.vn", ["a@my-shop.com2.vn"], []),
]
#: (name, kind)
NAMES = [
    ("Nguyễn Văn An (Công ty TNHH Ổi)", "person"),
    ("Lê Minh Hà - Công ty Ổi", "person"),
    ("Công ty Ổi (Nguyễn Văn An)", "company"),
    ("Ổi Việt - Chi nhánh Huế", None),
    ("Chi Nhanh", None),
    ("chi nhanh cong ty oi", "company"),
    ("CT CP Ổi", "company"),
    ("TNHH MTV Ổi", "company"),
    ("Ổi J.S.C", "company"),
    ("KS Ổi", None),
    ("Trường Anh ngữ Ổi", "company"),
    ("Trường Sơn", None),
    ("Mã Thị Sở", "person"),
    ("Và A Sùng", "person"),
    # a word that only looks like the middle of a name
    ("Tạp hóa Văn Phòng Phẩm", None),
    ("Khu đô thị Mai", None),
    ("Nhà văn hóa Mai", "company"),
    ("Lê Văn Hóa", "person"),
    # what stands before the name
    ("1. Công ty Mai", "company"),
    ("KH: Cty Mai", "company"),
    ("Khách hàng Lê Văn Mai", "person"),
    ("VP Công ty Mai", "company"),
    # shops that are called like persons, companies that are spoken to
    ("Lê Mai Shop", None),
    ("Mai Lê Boutique", None),
    ("Kim Loại Màu Mai Lê", None),
    ("Nông Trường Mai Lê", None),
    ("Hội Văn Học Mai Lê", None),
    ("hoi van nghe mai le", None),
    ("Mai Hoàng Gia Lai", None),
    ("CtyTNHH Mai Lê", "company"),
    # persons all the same
    ("Đoàn Văn Công", "person"),
    ("Hoàng Gia Bảo", "person"),
    ("Nguyễn Việt Nam", "person"),
    ("Lê Thị Nghè", "person"),
    ("Mai H", "person"),
    ("Hoàng Mai Group", None),
    ("Cô Mai JSC", None),
    ("Chị Mai công ty cổ phần Đào", "person"),
    ("Anh ngữ Mai", "company"),
    ("Dr. Mai", "person"),
    ("Trường Lê Mai", "company"),
    ("BV Mai", "company"),
    ("BHXH quận 3", "company"),
]
#: (place, key of the province that it is part of today)
PROVINCES = [
    ("Long An (cũ)", "tayninh"),
    ("Bình Dương cũ", "hochiminh"),
    ("Vĩnh Phúc (nay là Phú Thọ)", "phutho"),
    ("tỉnh Kiên Giang, Việt Nam", "angiang"),
    ("Binh Thuan Province", "lamdong"),
    ("BR-VT", "hochiminh"),
    ("Thủ đô Hà Nội", None),
]
TOWNS = [
    ("TP. Nha Trang", "khanhhoa"),
    ("Buôn Mê Thuột", "daklak"),
    ("Thành phố Thủ Đức", "hochiminh"),
    ("Khánh Hòa", None),
]
COUNTRIES = [("Na Uy", "NO"), ("Nước Mỹ", "US"), ("UK", "GB"), ("my", "US")]
COUNTRIES += [("Mỹ (USA)", "US"), ("Liên bang Nga", "RU"), ("P.R. China", "CN")]
COUNTRIES += [("Cộng hòa Séc", "CZ"), ("CHDCND Lào", "LA"), ("Ca-na-đa", "CA")]
TAX_CODES = [
    ("0100109106-2", "0100109106-002"),
    ("0100109106-02", "0100109106-002"),
    ("CMND: 048088012345", "048088012345"),
    ("MST/CCCD 048088012345", "048088012345"),
    ("０１００１０９１０６", "0100109106"),
    ("1,00109106E+08", "0100109106"),
    ("1.0E+08", "1.0E+08"),
    ("48088012345", "048088012345"),
    ("0100109107-1", "0100109107-1"),
    # a branch, and never a person
    ("0100109106/1", "0100109106-001"),
    ("100109106-1", "0100109106-001"),
    ("01001091061", "01001091061"),
    ("0790880123456", "0790880123456"),
    # labels and what stands around
    ("(MST) 0100109106;", "0100109106"),
    ("M.S.T: 0100109106", "0100109106"),
    ("Mã số doanh nghiệp: 0100109106", "0100109106"),
    ("MST cá nhân: 8012345678", "8012345678"),
    ('="0100109106"', "0100109106"),
    ("O100109106", "0100109106"),
    ("\u202a0100109106\u202c", "0100109106"),
    ("Số định danh: 048088012345", "048088012345"),
    ("Hộ KD 048088012345", "048088012345"),
    ("0100109106 (MST)", "0100109106"),
    ("VAT No. 0100109106", "0100109106"),
    ("[0100109106]*", "0100109106"),
    ("vn-0100109106", "0100109106"),
    ("100,109,106", "0100109106"),
    ("48,088,012,345", "048088012345"),
]
SAME = [
    ("CTCP Mai Vàng", "Công ty Cổ phần Mai Vàng"),
    ("Mai Vàng Co., Ltd", "Công ty TNHH Mai Vàng"),
    ("C.ty TNHH Mai Vàng", "CT TNHH MAI VÀNG"),
    ("Mai Vàng J.S.C", "CT CP Mai Vàng"),
    ("Công ty TNHH TMDV Mai Vàng", "Công ty TNHH Thương mại & Dịch vụ Mai Vàng"),
    ("DN tư nhân Mai Vàng", "DNTN Mai Vàng"),
    ("Mai Vàng Pte. Ltd.", "Công ty TNHH hai thành viên trở lên Mai Vàng"),
    # letters with dots, other orders, longer and shorter words
    ("Công ty T.N.H.H Mai Vàng", "Công ty TNHH M.T.V Mai Vàng"),
    ("Mai Vàng Ltd., Co.", "Mai Vàng L.L.C."),
    ("Mai Vàng One Member Limited Liability Company", "Công ty TNHH 1 TV Mai Vàng"),
    ("Cty TNHH SXTMDV Mai Vàng", "Công ty TNHH SX - TM - DV Mai Vàng"),
    ("CTCP ĐTXD Mai Vàng", "Công ty Cổ phần Đầu tư Xây dựng Mai Vàng"),
    ("CTCP ĐT&PT Mai Vàng", "Công ty CP Đầu tư và Phát triển Mai Vàng"),
    ("CN Công ty TNHH Mai Vàng", "Chi nhánh Công ty TNHH Mai Vàng"),
    ("NHTMCP Mai Vàng", "Ngân hàng thương mại cổ phần Mai Vàng"),
    ("Trường MN Mai Vàng", "Trường mầm non Mai Vàng"),
    ("BV Mai Vàng", "Bệnh viện Mai Vàng"),
    ("Công ty TNHH Mai Vàng Vietnam", "Mai Vang Việt Nam Co., Ltd"),
    ("Công ty TNHH M.V.C", "Công ty TNHH MVC"),
    ("Công ty TNHH ĐH Mai Vàng", "ĐH Mai Vàng"),
    ("CTCP XD Mai Vàng", "Xây dựng Mai Vàng"),
]
OTHER = [("CT Group", "DV Group"), ("Mai và Đào", "Mai Đào")]
OTHER += [("Trường TH Mai Vàng", "Trường THCS Mai Vàng")]


@tagged("post_install", "-at_install")
class TestReaders(BaseCase):
    def test_examples(self):
        for module in (
            *(duplicate, emails, legacy_text, notes, organisation, phone),
            *(phone_cell, phone_numbers, places, tax_code, websites),
        ):
            with self.subTest(module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)

    def test_phones(self):
        for cell, numbers in PHONES:
            with self.subTest(cell):
                self.assertEqual(list(phone.parse(cell).numbers), numbers)

    def test_what_stands_beside_a_phone(self):
        for cell, notes_of in BESIDE:
            with self.subTest(cell):
                self.assertEqual(phone.parse(cell).notes, notes_of)

    def test_nothing_of_a_phone_cell_is_lost(self):
        found = phone.parse("0905 111 222 (chị Mai) - Fax 0236 3822 112, lẻ 7")
        self.assertEqual(found.numbers, ("+84905111222",))
        for word in ("chị Mai", "0236 3822 112", "7"):
            self.assertIn(word, " ".join(found.notes))

    def test_tax_codes(self):
        for cell, code in TAX_CODES:
            with self.subTest(cell):
                self.assertEqual(tax_code.clean(cell), code)

    def test_company_names(self):
        for pairs, same in ((SAME, True), (OTHER, False)):
            for one, two in pairs:
                with self.subTest(one):
                    shared = keys(one, is_company=True) & keys(two, is_company=True)
                    self.assertEqual(bool(shared), same)

    def test_the_second_phone_is_a_key(self):
        first = keys("Mai", "0905111222", vn_phone2="0905111333")
        self.assertTrue(first & keys("Đào", "0905 111 333"))

    def test_emails_and_websites(self):
        found = emails.parse("Mai <mai@example.com>; dao@example.com (kế toán)")
        self.assertEqual(found.addresses, ("mai@example.com", "dao@example.com"))
        self.assertIn("kế toán", found.notes)
        self.assertEqual(websites.parse("mai.example,").sites, ("mai.example",))
        found = websites.parse("Website: http:/mai.example (mới)")
        self.assertEqual((found.sites, found.notes), (("mai.example",), ("mới",)))
        for cell, addresses, remarks in EMAILS:
            with self.subTest(cell):
                found = emails.parse(cell)
                self.assertEqual(list(found.addresses), addresses)
                self.assertEqual(list(found.notes), remarks)

    def test_kinds_of_customers(self):
        for name, code, company in (
            ("Trương Gia Mai", "", False),
            ("Trường THCS Mai Dịch", "", True),
            ("Sở Công Thương", "", True),
            ("Sở Văn Mai", "", False),
            ("Tiệm Mai", "", False),
            ("Tiệm Mai", "0100109106", True),
            ("Tiệm Mai", "8100109106", False),
            # the end of a person's number, of which the zeros were cut
            ("Tiệm Mai", "1088012345", False),
        ):
            with self.subTest(name, code=code):
                self.assertEqual(is_company(name, code)[0], company)
        for name, kind in NAMES:
            with self.subTest(name):
                self.assertEqual(organisation.kind(name), kind)

    def test_places(self):
        self.assertEqual(places.province_today("tỉnh Hậu Giang"), "cantho")
        self.assertEqual(places.country_code("Úc"), "AU")
        self.assertIsNone(places.country_code("my xa"))
        for cell, province in PROVINCES:
            with self.subTest(cell):
                self.assertEqual(places.province_today(cell), province)
        for cell, province in TOWNS:
            with self.subTest(cell):
                self.assertEqual(places.town_province(cell), province)
        for cell, code in COUNTRIES:
            with self.subTest(cell):
                self.assertEqual(places.country_code(cell), code)

    def test_text_of_before_unicode(self):
        for texts, encoding in (
            (["TrÇn ThÞ Mai"], "tcvn3"),
            (["Ghi chó: gäi s¸ng!"], "tcvn3"),
            (["Hµ Néi", "0905111222"], "tcvn3"),
            (["TRAÀN VAÊN MAI", "LEÂ"], "vni"),
            (["Leâ Thò Ñaøo", "Phaïm Quoác Baûo"], "vni"),
            (["Müller", "Jörg Köln"], ""),
            (["São João", "Conceição"], ""),
            (["Éric Noël", "François"], ""),
            (["Trần Thị Mai"], ""),
        ):
            with self.subTest(texts):
                self.assertEqual(legacy_text.guess_text(texts), encoding)
        vni = "Teân,Email\nLeâ Thò Hoaø,mai@example.com\n"
        self.assertEqual(legacy_text.guess_bytes(vni.encode("latin-1")), "vni")

    def test_long_cells_cost_what_short_ones_do(self):
        cell = "0905 111 222 - máy lẻ (12) / " * 400
        self.assertLessEqual(len(phone.parse(cell).numbers), 1)
        # what is not read is kept
        self.assertGreater(len("".join(phone.parse(cell).notes)), 9000)
        self.assertEqual(tax_code.clean("1" * 10_000), "1" * 10_000)

    @settings(max_examples=150, deadline=None, derandomize=True, database=None)
    @given(st.text(max_size=80))
    def test_no_text_raises_and_no_number_is_made_up(self, cell):
        digits = "".join(str(int(c)) for c in cell if c.isdecimal())
        for number in phone.parse(cell).numbers:
            self.assertIn(number[-6:], digits)
        tax_code.clean(cell)
        emails.parse(cell)
        websites.parse(cell)
        is_company(cell)
        places.province_key(cell)
        places.country_code(cell)
        legacy_text.guess_text([cell])
        legacy_text.guess_bytes(cell.encode("utf-16"))
