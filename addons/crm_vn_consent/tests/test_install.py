from odoo.tests import TransactionCase, tagged

from ..hooks import pre_init_hook


@tagged("post_install", "-at_install")
class TestInstall(TransactionCase):
    """What the installation finds in the company."""

    def test_numbers_of_years(self):
        partners = self.env["res.partner"].create(
            [
                {"name": "Một", "phone": "0912 345 678"},
                {"name": "Hai", "phone": "0168.123.4567 / 024 3825 1234"},
                {"name": "Ba", "phone": "gọi sau 5 giờ"},
                {"name": "Bốn"},
                {"name": "Năm", "phone": " " * 300 + "0912345679"},
            ]
        )
        wanted = partners.mapped("vn_contact_number")
        self.assertEqual(wanted[:4], ["+84912345678", "+84381234567", False, False])
        self.env.flush_all()
        self.env.cr.execute(
            "ALTER TABLE res_partner DROP COLUMN vn_contact_number CASCADE"
        )
        pre_init_hook(self.env)
        self.env.invalidate_all()
        self.assertEqual(partners.mapped("vn_contact_number"), wanted)
