from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase
from odoo.addons.crm_vn_first_steps.tests.common import VnFirstStepsCommon


@tagged("post_install", "-at_install")
class TestTenMinutesTour(VnFirstStepsCommon, VnTourCase):
    """An administrator goes through the steps of a suite that is new."""

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

    def put_back(self, *_where):
        self.env["mail.activity.plan"].search(
            [("create_uid", "=", self.administrator.id)]
        ).unlink()

    def test_ten_minutes(self):
        self.env["mail.activity.plan"].search([]).active = False
        self.run_tour_everywhere(
            "/odoo/vn-first-steps",
            "crm_vn_ten_minutes",
            self.administrator.login,
            before=self.put_back,
            sizes=["1280x800"],
            langs=["en_US"],
        )
        plans = self.env["mail.activity.plan"].search(
            [("create_uid", "=", self.administrator.id)]
        )
        self.assertEqual(len(plans), 3)
