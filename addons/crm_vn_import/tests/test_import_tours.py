from pathlib import Path

from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon, VnTourCase

from .import_common import EMPLOYEES

LIST = Path(__file__).parents[1] / "demo" / "customers.xlsx"
#: a customer of the list, with the mail that the list gives
CUSTOMER = "Trần Ngọc Châu"
EMAIL = "tranngocchau6@example.com"


@tagged("post_install", "-at_install")
class TestImportTours(VnCustomerCommon, VnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.importer = new_test_user(
            cls.env,
            login="vn_import_tour",
            groups="sales_team.group_sale_manager,base.group_partner_manager,"
            "crm.group_use_lead",
        )
        for number, name in enumerate(EMPLOYEES):
            if not cls.env["res.users"].search_count([("name", "=", name)]):
                new_test_user(cls.env, login=f"vn_seller_{number}", name=name)
        cls.env["ir.attachment"].create(
            {
                "name": "customers.xlsx",
                "url": "/crm_vn_import_test/customers.xlsx",
                "raw": LIST.read_bytes(),
                "public": True,
            }
        )
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Hỏi giá từ trang web",
                "type": "lead",
                "contact_name": CUSTOMER,
                "email_from": EMAIL,
                "user_id": cls.importer.id,
            }
        )

    def test_import(self):
        """The messy list in the browser, and the work with its customers."""
        known = self.env["res.partner"].search([("vn_relationship_id", "!=", False)])
        savepoints = []

        def remember(size, lang):
            self.env.flush_all()
            savepoints.append(self.env.cr.savepoint(flush=False))

        def check_and_forget():
            self._check(known)
            savepoints.pop().close(rollback=True)
            self.env.invalidate_all()
            self.env.registry.clear_cache()

        self.run_tour_everywhere(
            "/odoo/vn-customers",
            "crm_vn_import",
            "vn_import_tour",
            before=remember,
            after=check_and_forget,
            timeout=120,
        )

    def _check(self, known):
        made = self.env["res.partner"].search(
            [("vn_relationship_id", "!=", False), ("id", "not in", known.ids)]
        )
        # 500 rows: 2 without a name, 10 with an unknown channel, 8 repeated
        self.assertEqual(len(made), 480)
        customer = made.filtered(lambda partner: partner.email == EMAIL)
        self.assertEqual(customer.name, CUSTOMER)
        self.assertEqual(customer.city, "Phường Thanh Khê")
        self.assertEqual(customer.function, "Chủ cửa hàng")
        self.assertEqual(self.lead.type, "opportunity")
        self.assertEqual(self.lead.partner_id, customer)
