from odoo.tests import tagged

from odoo.addons.crm_vn_first_steps.tests.common import VnFirstStepsCommon


@tagged("post_install", "-at_install")
class TestSteps(VnFirstStepsCommon):
    """The steps of the whole suite, each not done and done."""

    def test_stars(self):
        self.env["res.partner"].search([]).vn_relationship_id = False
        self.assertMissing("stars", "0 customers have points")
        self.company.vn_star_1_min = 7
        self.assertDone("stars")

    def test_tiers(self):
        self.env["crm.vn.tier"].search([]).active = False
        self.assertMissing("tiers")
        self.env["crm.vn.tier"].with_user(self.huong).create({"name": "Bạc"})
        self.assertDone("tiers")

    def test_care(self):
        self.env["mail.activity.plan"].search([]).active = False
        self.assertMissing("care")
        self.env["crm.vn.care.ready"].with_user(self.huong).create({}).action_add()
        self.assertDone("care")

    def test_kpi(self):
        self.assertMissing("kpi", "No KPI plan")
        plan = self.env["crm.vn.kpi.plan"].create(
            {"name": "Tháng", "company_id": self.company.id}
        )
        self.assertMissing("kpi", "draft")
        plan._vn_as_engine().state = "issued"
        self.assertDone("kpi")

    def test_calls(self):
        self.env["crm.vn.call.provider"].search([]).active = False
        self.assertMissing("calls")
        self.assertFalse(self.steps()["calls"]["may"])
        self.env["crm.vn.call.provider"].create(
            {"name": "Tổng đài", "kind": "generic", "company_id": self.company.id}
        )
        self.assertDone("calls")

    def test_messages(self):
        self.env["crm.vn.sms.provider"].search([]).active = False
        self.env["crm.vn.zalo.account"].search([]).active = False
        self.assertMissing("messages")
        self.env["crm.vn.zalo.account"].create(
            {"name": "OA", "app_id": "1", "company_id": self.company.id}
        )
        self.assertMissing("messages")
        self.env["crm.vn.sms.provider"].create(
            {
                "name": "SMS",
                "kind": "generic",
                "brand": "SAOMAI",
                "url": "https://sms.example.com/send",
                "company_id": self.company.id,
            }
        )
        self.assertDone("messages")

    def test_every_screen_can_be_opened(self):
        for step in self.steps().values():
            action = step["action"]
            if isinstance(action, str):
                action = self.env.ref(action)._get_action_dict()
            if action["type"] == "ir.actions.act_window":
                model = self.env[action["res_model"]].with_user(self.huong)
                self.assertIn("form", model.get_views([(False, "form")])["views"])
