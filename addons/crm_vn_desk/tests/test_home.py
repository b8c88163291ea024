from odoo.tests import Form, new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestHome(VnCustomerCommon):
    """The first screen after the login."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            login="vn_home_admin",
            groups="base.group_system,sales_team.group_sale_manager",
        )
        cls.desk = cls.env.ref("crm_vn_desk.crm_vn_desk_action")

    def home(self, user):
        self.env.invalidate_all()
        return user.with_user(user)._vn_home_action().id

    def choose(self, choice):
        with Form(self.env["res.config.settings"].with_user(self.admin)) as settings:
            settings.vn_home = choice
        settings.record.execute()

    def test_salespeople_begin_on_the_desk(self):
        self.assertEqual(self.home(self.user_own), self.desk.id)
        self.assertEqual(self.home(self.manager), self.desk.id)
        self.assertFalse(self.home(self.employee))

    def test_the_setting(self):
        self.choose("standard")
        self.assertFalse(self.home(self.user_own))
        self.choose("desk")
        self.assertEqual(self.home(self.user_own), self.desk.id)

    def test_an_own_home_action_stays(self):
        pipeline = self.env.ref("crm.crm_lead_action_pipeline")
        self.user_own.action_id = pipeline.id
        self.assertFalse(self.home(self.user_own))

    def test_no_chat_covers_the_phone(self):
        """Odoo's robot comes by itself with the chat."""
        for user, state in (
            (self.user_own, "disabled"),
            (self.employee, "onboarding_emoji"),
        ):
            user.odoobot_state = False
            user._on_webclient_bootstrap()
            self.assertEqual(user.odoobot_state, state)
