"""What lists hold: one row of a table for each kind of cell that was once misread."""

from odoo.tests import tagged
from odoo.tools import html2plaintext

from .import_common import ImportCase, csv_file, xlsx

#: (headings, cells, {field of the customer made: value})
ROWS = [
    # headings that Odoo takes for a list of other records
    (
        ("Tên KH", "Liên hệ", "Điện thoại"),
        ("Hà Văn Bưởi", "", "0168 222 3333"),
        {"name": "Hà Văn Bưởi", "phone": "+84 382 223 333", "is_company": False},
    ),
    (
        ("Tên KH", "Ngân hàng", "Đơn hàng", "SĐT"),
        ("Hà Văn Bưởi", "VCB 0071000", "DH01", "0912 000 111"),
        {"phone": "+84 912 000 111", "is_company": False},
    ),
    (
        ("Họ tên", "Hóa đơn", "Người theo dõi", "Tin nhắn", "Mobile"),
        ("Hà Bưởi", "HD01", "Cam", "chào", "0912000111"),
        {"phone": "+84 912 000 111", "is_company": False, "comment": []},
    ),
    (
        ("Name", "Contact", "Payments", "Users"),
        ("Hà Bưởi", "0912000111", "5tr", "admin"),
        {"phone": "+84 912 000 111", "name": "Hà Bưởi"},
    ),
    (
        ("Tên KH", "Liên hệ", "Children"),
        ("Hà Bưởi", "chị Cam", "Tí"),
        {"comment": ["Children: Tí", "Contact: chị Cam"], "is_company": False},
    ),
    # family names that look like legal forms once the accents are gone
    (("Họ tên",), ("Trương Thị Bưởi",), {"is_company": False}),
    (("Họ tên",), ("Viên Ngọc Chanh",), {"is_company": False}),
    (("Họ tên",), ("Sơ Ánh Cam",), {"is_company": False}),
    (("Họ tên",), ("Anh Bình và chị Yến",), {"is_company": False}),
    (("Họ tên",), ("Trường Mầm non Hoa Sen",), {"is_company": True}),
    (("Họ tên",), ("cty tnhh Bưởi Da Xanh",), {"is_company": True}),
    (("Họ tên", "MST"), ("Vựa Bưởi", "0100109106"), {"is_company": True}),
    (("Họ tên", "MST"), ("Vựa Bưởi", "001088012345"), {"is_company": False}),
    (("Họ tên", "Loại khách"), ("Vựa Bưởi", "Công ty"), {"is_company": True}),
    (("Họ tên", "Loại khách"), ("Cty Bưởi", "Cá nhân"), {"is_company": False}),
    (("Họ tên", "MST"), ("Hà Văn Bưởi", "1088012345"), {"is_company": False}),
    (("Họ tên",), ("Hà Văn Bưởi (Cty TNHH Cam)",), {"is_company": False}),
    (
        ("Họ tên", "Mã số thuế/CCCD"),
        ("Công ty Bưởi", "0100109106/1"),
        {"is_company": True, "vat": "0100109106-001"},
    ),
    (
        ("Họ tên", "MST (nếu có)"),
        ("Hà Bưởi", "CCCD: 001088012345"),
        {"is_company": False, "vat": "001088012345"},
    ),
    (("Họ tên", "MST"), ("Hà Bưởi", "0000000000"), {"vat": False}),
    # e-mails
    (
        ("Tên KH", "Email"),
        ("Bưởi Xanh", "Bưởi Xanh <buoi@example.com>"),
        {"email": "buoi@example.com", "comment": []},
    ),
    (("Tên KH", "Email"), ("Bưởi", "chưa có"), {"email": False, "comment": []}),
    (
        ("Tên KH", "Email"),
        ("Bưởi", "a@example.com, b@example.com"),
        {"email": "a@example.com", "comment": ["Other e-mail: b@example.com"]},
    ),
    (
        ("Tên KH", "Email"),
        ("Bưởi", "hỏi lễ tân"),
        {"email": False, "comment": ["Beside the e-mail: hỏi lễ tân"]},
    ),
    (
        ("Tên KH", "Hộp thư"),
        ("Bưởi", "Bưởi: a@example.com-b@example.com"),
        {"email": "a@example.com", "comment": ["Other e-mail: b@example.com"]},
    ),
    (
        ("Tên KH", "Email 1", "Email 2"),
        ("Bưởi", "", "mailto:a@example.com"),
        {"email": "a@example.com", "comment": []},
    ),
    # websites
    (
        ("Tên KH", "Trang web"),
        ("Bưởi", "buoi.example; cam.example"),
        {"website": "http://buoi.example", "comment": ["Other website: cam.example"]},
    ),
    # notes are text, whatever they look like
    (
        ("Tên KH", "Ghi chú"),
        ("Bưởi", "nợ <5tr & trả <i>dần</i>\nhẹn T2"),
        {"comment": ["nợ <5tr & trả <i>dần</i>", "hẹn T2"]},
    ),
    # phones
    (
        ("Tên KH", "Điện thoại"),
        ("Bưởi", "0912/34/56"),
        {"phone": "0912/34/56", "vn_phone2": False},
    ),
    (
        ("Tên KH", "Điện thoại"),
        ("Bưởi", "Tel: 028 3822 1111 - Fax: 028 3822 1112"),
        {
            "phone": "+84 28 3822 1111",
            "vn_phone2": False,
            "comment": ["Fax: 028 3822 1112"],
        },
    ),
    (
        ("Tên KH", "ĐT 1", "ĐT 2"),
        ("Bưởi", "028 3822 1111", "0912 000 111"),
        {"phone": "+84 28 3822 1111", "vn_phone2": "+84 912 000 111"},
    ),
    (
        ("Tên KH", "Điện thoại", "Di động", "Fax"),
        ("Bưởi", "028 3822 1111", "0912 000 111", "028 3822 1112"),
        {
            "phone": "+84 28 3822 1111",
            "vn_phone2": "+84 912 000 111",
            "comment": ["Fax: 028 3822 1112"],
        },
    ),
    (
        ("Tên KH", "Số liên hệ", "Zalo"),
        ("Bưởi", "028 3822 1111 (fax)", "0912 000 111"),
        {
            "phone": "+84 912 000 111",
            "vn_phone2": False,
            "comment": ["028 3822 1111 (fax)"],
        },
    ),
    (
        ("Tên KH", "SĐT (10 số)"),
        ("Bưởi", "tk VCB 0071000912345"),
        {"phone": False, "comment": ["tk VCB 0071000912345"]},
    ),
    (("Tên KH", "SĐT*"), ("Bưởi", "001088012345"), {"phone": "001088012345"}),
    (
        ("Tên KH", "Cố định", "Di động", "SĐT khác"),
        ("Bưởi", "028 3822 1111", "0912 000 111", "0912 000 222"),
        {
            "phone": "+84 912 000 111",
            "vn_phone2": "+84 28 3822 1111",
            "comment": ["Other phone: +84 912 000 222"],
        },
    ),
    # names in parts
    (("Họ", "Tên"), ("Hà Văn", "Bưởi"), {"name": "Hà Văn Bưởi"}),
    (("Tên", "Họ đệm"), ("Bưởi", "Hà Văn"), {"name": "Hà Văn Bưởi"}),
    (
        ("First Name", "Last Name", "Mobile Phone", "Home Phone", "Job Title"),
        ("Bưởi", "Hà", "0912000111", "02838221111", "Giám đốc"),
        {
            "name": "Hà Bưởi",
            "phone": "+84 912 000 111",
            "vn_phone2": "+84 28 3822 1111",
            "function": "Giám đốc",
        },
    ),
    (
        ("Surname", "Middle name", "Forename", "Company"),
        ("Hà", "Văn", "Bưởi", "Cty Cam"),
        {"name": "Hà Văn Bưởi", "company_name": "Cty Cam", "is_company": False},
    ),
    (
        ("Ten", "Ho", "Dien thoai"),
        ("Bưởi", "Hà Văn", "0912000111"),
        {"name": "Hà Văn Bưởi", "phone": "+84 912 000 111"},
    ),
    (
        ("Tên Người nhận", "TP / Quận / Huyện", "Địa chỉ nhận hàng"),
        ("Bưởi", "Quận 1", "1 Lê Lợi"),
        {"name": "Bưởi", "city": "Quận 1", "street": "1 Lê Lợi"},
    ),
    # places
    (
        ("Tên KH", "Quận/Huyện", "Phường/Xã"),
        ("Bưởi", "Quận 1", "Phường Bến Nghé"),
        {"city": "Phường Bến Nghé, Quận 1"},
    ),
    (
        ("Tên KH", "Tỉnh/Thành phố"),
        ("Bưởi", "Nam Định"),
        {"state": "Ninh Bình", "comment": ["Province until 2025: Nam Định"]},
    ),
    (("Tên KH", "Tỉnh"), ("Bưởi", "Da Nang City"), {"state": "TP Đà Nẵng"}),
    (
        ("Tên KH", "Tỉnh/TP"),
        ("Bưởi", "TP Nha Trang"),
        {"state": "Khánh Hòa", "city": "TP Nha Trang", "comment": []},
    ),
    (
        ("Tên KH", "Tỉnh cũ", "Tỉnh mới"),
        ("Bưởi", "Long An", "Tây Ninh"),
        {"state": "Tây Ninh", "comment": ["Tỉnh cũ: Long An"]},
    ),
    (
        ("Tên KH", "Province/City"),
        ("Bưởi", "Kien Giang Province"),
        {"state": "An Giang", "comment": ["Province until 2025: Kien Giang Province"]},
    ),
    (("Tên KH", "Quốc gia"), ("Bưởi", "Nước Úc"), {"country": "AU"}),
    (
        ("Tên KH", "Business City", "Home City", "Home Street"),
        ("Bưởi", "Huế", "Đông Hà", "2 Lê Lợi"),
        {"city": "Huế", "street": "2 Lê Lợi", "comment": ["Home city: Đông Hà"]},
    ),
    (("Tên KH", "Quốc gia"), ("Bưởi", "Mỹ"), {"country": "US"}),
    # the state of a record is no relationship
    (("Mã", "Tên KH", "Trạng thái KH"), ("B1", "Bưởi", 0), {"name": "Bưởi"}),
    (("Tên KH", "Trạng thái"), ("Bưởi", "Đang hoạt động"), {"name": "Bưởi"}),
    (("Mã", "Tên KH", "Trạng thái"), ("B1", "Bưởi", 1), {"name": "Bưởi"}),
    (("Name", "Company"), ("Hà Bưởi", "Cty Cam"), {"company_name": "Cty Cam"}),
]


@tagged("post_install", "-at_install")
class TestImportKinds(ImportCase):
    def value(self, customer, name):
        if name == "comment":
            return [
                line
                for line in html2plaintext(customer.comment or "").splitlines()
                if line.strip()
            ]
        if name == "state":
            return customer.state_id.name
        if name == "country":
            return customer.country_id.code
        return customer[name]

    def test_each_kind_goes_where_it_belongs_and_only_once(self):
        for headings, cells, wanted in ROWS:
            with self.subTest(cells), self.cr.savepoint() as savepoint:
                content = xlsx(headings, cells)
                result = self.run_import(content)
                self.assertEqual(self.counts(result), (1, 0, 0, 0), result)
                customer = self.env["res.partner"].browse(result["ids"])
                for name, value in wanted.items():
                    self.assertEqual(self.value(customer, name), value, name)
                self.env.flush_all()
                self.env.invalidate_all()
                before = customer.read()
                again = self.run_import(content)
                self.assertEqual(self.counts(again), (0, 0, 1, 0), again)
                self.env.flush_all()
                self.env.invalidate_all()
                self.assertEqual(customer.read(), before)
                savepoint.rollback()

    def test_the_head_of_a_number_is_refused(self):
        for heading, cell in (("Điện thoại", "9,1E+08"), ("MST", "3.1E+09")):
            with self.subTest(heading):
                result = self.run_import(
                    xlsx(["Tên KH", heading], ["Bưởi", cell]), vn_leave_out_failed=True
                )
                self.assertEqual(self.counts(result), (0, 0, 0, 1))
                self.assertIn(cell, result["vn_report"]["failed"][0]["reason"])

    def test_an_unknown_place_is_a_note_and_nothing_else_is_proposed(self):
        headings = ["Tên KH", "Tỉnh", "Quốc gia"]
        content = xlsx(headings, ["Bưởi", "Bình Hương", ""], ["Cam", "", "Xứ Lạ"])
        result = self.run_import(content)
        self.assertEqual(self.counts(result), (2, 0, 0, 0))
        people = self.env["res.partner"].browse(result["ids"])
        told = result["vn_report"]["people"]
        for customer, row, text in zip(
            people, told, ("Bình Hương", "Xứ Lạ"), strict=True
        ):
            self.assertFalse(customer.state_id or customer.country_id)
            self.assertIn(text, customer.comment)
            self.assertIn(text, row["reason"])
            self.assertNotIn("did you mean", row["reason"])
        self.assertEqual(self.counts(self.run_import(content)), (0, 0, 2, 0))

    def test_columns_that_nothing_is_made_of_are_named(self):
        result = self.run_import(
            xlsx(["Tên KH", "Đơn hàng", "Cột lạ"], ["Bưởi", "DH01", "x"])
        )
        self.assertEqual(result["vn_report"]["left_out"], ["đơn hàng", "cột lạ"])

    def test_people_of_a_company(self):
        headings = ("Tên công ty", "MST", "Người liên hệ", "SĐT liên hệ", "Email")
        rows = (
            ("Công ty TNHH Bưởi", "0100109106", "Hà Văn Cam", "0912000111", ""),
            ("Lê Thị Quýt", "0100109106", "", "", "quyt@example.com"),
        )
        result = self.run_import(xlsx(headings, *rows))
        self.assertEqual(self.counts(result), (1, 1, 0, 0))
        company = self.env["res.partner"].browse(result["ids"])
        self.assertTrue(company.is_company)
        self.assertEqual(
            sorted(company.child_ids.mapped("name")), ["Hà Văn Cam", "Lê Thị Quýt"]
        )
        self.assertIn("+84 912 000 111", company.child_ids.mapped("phone"))
        self.assertIn("quyt@example.com", company.child_ids.mapped("email"))
        again = self.run_import(xlsx(headings, *rows))
        self.assertEqual(self.counts(again), (0, 0, 2, 0))

    def test_second_row_adds_what_it_can_and_says_what_not(self):
        headings = ("Tên KH", "Điện thoại", "Email", "Địa chỉ")
        rows = (
            ("Hà Bưởi", "0912000111", "buoi@example.com", "1 Lê Lợi"),
            ("Hà Bưởi", "0912000222", "buoi@example.com", "2 Lê Lợi"),
            ("Hà Bưởi", "0912000333", "BUOI@example.com", ""),
        )
        result = self.run_import(xlsx(headings, *rows))
        self.assertEqual(self.counts(result), (1, 2, 0, 0))
        customer = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(customer.vn_phone2, "+84 912 000 222")
        self.assertIn("+84 912 000 333", customer.comment)
        (kept,) = result["vn_report"]["kept"]
        self.assertEqual(kept["line"], 3)
        self.assertIn("2 Lê Lợi", kept["reason"])

    def test_known_customer_gets_the_second_phone(self):
        customer = self.customer_person
        self.assertFalse(customer.vn_phone2)
        result = self.run_import(
            xlsx(
                ["Tên KH", "Điện thoại", "Email"],
                [customer.name, "0912345678", ""],
                [customer.name, "0912345678 / 0987000111", ""],
            )
        )
        self.assertEqual(self.counts(result)[0], 0)
        self.assertEqual(customer.vn_phone2, "+84 987 000 111")

    def test_a_test_says_what_becomes_of_the_rows_that_are_right(self):
        content = xlsx(["Tên KH", "MST"], ["Hà Bưởi", ""], ["Hà Cam", "12"])
        result = self.run_import(content, dryrun=True)
        self.assertTrue(result["messages"])
        self.assertEqual(self.counts(result), (1, 0, 0, 1))
        self.assertEqual(result["vn_report"]["failed"][0]["line"], 3)
        self.assertNotIn("vn_report", self.run_import(content))

    def test_rows_taken_for_persons_in_doubt_are_shown(self):
        result = self.run_import(
            xlsx(["Tên KH"], ["Quán Bưởi"], ["Trần Văn Bưởi"]), dryrun=True
        )
        people = result["vn_report"]["people"]
        self.assertEqual([p["state"] for p in people], ["created", "created"])
        self.assertEqual(result["vn_report"]["doubtful"], 1)
        self.assertTrue(people[0]["reason"])
        self.assertFalse(people[1]["reason"])


@tagged("post_install", "-at_install")
class TestImportFiles(ImportCase):
    def made(self, content, name, **options):
        result = self.run_import(content, name, **options)
        self.assertFalse(result["messages"], result["messages"])
        return self.env["res.partner"].browse(result["ids"])

    def test_encodings_of_before_unicode(self):
        text = "Họ và tên,Ghi chú\nĐặng Thị Bưởi,khách quen ở Huế\n"
        plain = {"ọ": "o\u0323", "Đ": "\u0110", "ặ": "ă\u0323", "ị": "i\u0323"}
        plain |= {"ở": "ơ\u0309", "ế": "ê\u0301"}
        for letter, parts in plain.items():
            text = text.replace(letter, parts)
        (customer,) = self.made(text.encode("cp1258"), "list.csv")
        self.assertEqual(customer.name, "Đặng Thị Bưởi")
        self.assertIn("khách quen ở Huế", customer.comment)

    def test_fonts_of_before_unicode(self):
        content = xlsx(["Tên KH", "Địa chỉ"], ["NguyÔn V¨n B\u00adëi", "Hµ Néi"])
        preview = self.dialog(content).parse_preview(
            {"has_headers": True, "quoting": '"'}
        )
        chosen, other = preview["vn_readings"]
        self.assertEqual(chosen["encoding"], "tcvn3")
        self.assertIn("Nguyễn", chosen["sample"])
        self.assertIn("NguyÔn", other["sample"])
        (customer,) = self.made(content, "list.xlsx")
        self.assertEqual(customer.name, "Nguyễn Văn Bưởi")
        self.assertEqual(customer.street, "Hà Nội")

    def test_short_lines_titles_and_guides(self):
        customers = self.made(
            "Tên KH;Điện thoại;Email\nBưởi\nCam;0912000111\n".encode(), "list.csv"
        )
        self.assertEqual(customers.mapped("name"), ["Bưởi", "Cam"])
        (customer,) = self.made(
            xlsx(["DANH SÁCH KHÁCH HÀNG"], ["Tên KH", "Điện thoại"], ["Quýt", ""]),
            "list.xlsx",
        )
        self.assertEqual(customer.name, "Quýt")

    def test_line_numbers_below_a_title(self):
        result = self.run_import(
            csv_file(["KHÁCH HÀNG 2026"], ["Tên KH", "MST"], ["Bưởi", "12"]),
            "list.csv",
        )
        self.assertIn("3", result["messages"][0]["message"])
