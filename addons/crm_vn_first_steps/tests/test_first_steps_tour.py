from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnFirstStepsCommon


@tagged("post_install", "-at_install")
class TestFirstStepsTour(VnFirstStepsCommon, VnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = new_test_user(
            cls.env,
            login="vn_steps_tour",
            groups="base.group_system,sales_team.group_sale_manager",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            tz="Asia/Ho_Chi_Minh",
        )

    def put_back(self, *_where):
        self.env["crm.vn.customer.group"].search(
            [("create_uid", "=", self.administrator.id)]
        ).unlink()
        self.env["crm.vn.channel"].search(
            [("create_uid", "=", self.administrator.id)]
        ).unlink()
        self.env["res.partner"].search([]).vn_relationship_id = False
        self.company.vn_first_steps_hidden = False

    def test_first_steps(self):
        self.run_tour_everywhere(
            "/odoo/customer-desk",
            "crm_vn_first_steps",
            self.administrator.login,
            before=self.put_back,
        )
        self.assertTrue(self.company.vn_first_steps_hidden)
        self.assertFalse(self.company.vn_first_steps_skipped)
