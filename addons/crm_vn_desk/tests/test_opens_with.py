from odoo.tests import Form, new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestOpensWith(VnCustomerCommon):
    """What CRM opens with: the customer desk, or the pipeline as in stock Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            login="vn_settings",
            groups="base.group_system,sales_team.group_sale_manager",
        )
        cls.desk = cls.env.ref("crm_vn_desk.crm_vn_desk_action")
        cls.pipeline = cls.env.ref("crm.action_your_pipeline")

    def menus(self, user):
        return self.env["ir.ui.menu"].with_user(user).load_web_menus(False)

    def opened(self, user):
        menu = self.menus(user)[self.env.ref("crm.crm_menu_root").id]
        return self.env[menu["actionModel"]].browse(menu["actionID"])

    def choose(self, choice):
        with Form(self.env["res.config.settings"].with_user(self.admin)) as settings:
            settings.vn_opens_with = choice
        settings.record.execute()

    def test_desk_by_default(self):
        self.assertEqual(self.opened(self.user_own), self.desk)
        settings = self.env["res.config.settings"].with_user(self.admin).create({})
        self.assertEqual(settings.vn_opens_with, "desk")

    def test_pipeline_and_back(self):
        self.choose("pipeline")
        self.assertEqual(self.opened(self.user_own), self.pipeline)
        self.assertEqual(self.opened(self.manager), self.pipeline)
        entry = self.env.ref("crm_vn_desk.crm_vn_desk_menu").id
        self.assertEqual(self.menus(self.user_own)[entry]["actionID"], self.desk.id)
        self.choose("desk")
        self.assertEqual(self.opened(self.user_own), self.desk)

    def test_who_has_no_crm_has_none(self):
        self.choose("pipeline")
        self.assertNotIn(
            self.env.ref("crm.crm_menu_root").id, self.menus(self.employee)
        )
