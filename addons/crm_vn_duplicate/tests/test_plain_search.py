"""Searches by phone, and the edges of what cells hold."""

from odoo.tests import BaseCase, tagged

from ..tools import duplicate, emails, phone_search, places, websites


@tagged("post_install", "-at_install")
class TestPlainSearch(BaseCase):
    def test_parts_of_numbers(self):
        for text, wanted in (
            ("0123", ("", "123")),
            ("123", None),
            ("1234", ("", "1234")),
            ("8412", ("", "8412")),
            ("+8412", ("", "12")),
            ("008412", ("", "12")),
            ("+84 012", ("", "12")),
            ("849123456", ("+84849123456", "849123456")),
            ("8491234567", ("", "91234567")),
            ("84912345678", ("+84912345678", "912345678")),
            ("0000", ("", "0")),
            ("０９１２ 345 678", ("+84912345678", "912345678")),
        ):
            self.assertEqual(phone_search.wanted(text), wanted, text)

    def test_long_cells(self):
        address = "a@example.com"
        fits = "x" * (512 - len(address) - 1) + " " + address
        self.assertEqual(emails.parse(fits).addresses, (address,))
        cut = emails.parse("x" + fits)
        self.assertEqual(cut.addresses, ("a@example.co",))
        self.assertEqual(cut.notes[-1], "m")
        site = "oi.example"
        fits = "x" * (1024 - len(site) - 1) + " " + site
        self.assertEqual(websites.parse(fits).sites, (site,))
        self.assertEqual(websites.parse("x" + fits).sites, ("oi.exampl",))

    def test_links_to_write(self):
        for text in (
            "mailto:a@example.com",
            "MailTo:a@example.com",
            "mailto:%61@example.com",
        ):
            self.assertEqual(emails.parse(text), (("a@example.com",), ()))
        found = emails.parse("mailtos:a@example.com")
        self.assertEqual(found, (("a@example.com",), ("mailtos",)))

    def test_codes_of_countries(self):
        for name, wanted in (
            ("VN", "VN"),
            ("vn", None),
            ("V", None),
            ("VNM", None),
            ("V1", None),
            ("ĐỨ", None),
            ("Đức", "DE"),
            (" Nhật Bản ", "JP"),
            (None, None),
        ):
            self.assertEqual(places.country_code(name), wanted, name)
        self.assertEqual(places.province_key("tinh " + "x" * 300), "x" * 195)

    def test_names_that_are_keys(self):
        def names(name):
            return {
                value
                for kind, value in duplicate.keys(name=name, is_company=True)
                if kind == "name"
            }

        self.assertEqual(names("Công ty TNHH Đại Phát"), {"dai phat"})
        self.assertEqual(names("Công ty TNHH Oi"), set())
        self.assertEqual(names("Công ty TNHH Oii"), {"oii"})
        self.assertEqual(names("Oi"), set())
