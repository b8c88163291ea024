from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase
from odoo.addons.crm_vn_first_steps.tests.common import VnFirstStepsCommon


@tagged("post_install", "-at_install")
class TestTenMinutesTour(VnFirstStepsCommon, VnTourCase):
    """An administrator of a suite that is new: from a list to the first number."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = new_test_user(
            cls.env,
            login="vn_ten_minutes",
            groups="base.group_system,sales_team.group_sale_manager",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            tz="Asia/Ho_Chi_Minh",
        )

    def made(self, model):
        """Return what the administrator made."""
        found = self.env[model].with_context(active_test=False)
        return found.search([("create_uid", "=", self.administrator.id)])

    def check(self):
        customers = self.made("res.partner")
        self.assertEqual(len(customers), 5)
        self.assertTrue(all(customers.mapped("vn_relationship_id")))
        self.assertEqual(len(self.made("mail.activity.plan")), 3)
        [enrollment] = self.made("crm.vn.care.enrollment")
        self.assertIn(enrollment.partner_id, customers)
        self.assertTrue(enrollment.line_ids)

    def go(self, size, lang):
        self.env["mail.activity.plan"].search([]).active = False
        self.run_tour_everywhere(
            "/odoo/vn-first-steps",
            "crm_vn_ten_minutes",
            self.administrator.login,
            sizes=[size],
            langs=[lang],
            after=self.check,
        )

    def test_ten_minutes_on_a_desktop(self):
        self.go("1280x800", "en_US")

    def test_ten_minutes_on_a_phone(self):
        self.go("360x640", "vi_VN")
