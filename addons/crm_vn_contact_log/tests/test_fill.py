from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.hooks import post_init_hook

from .common import VnContactCommon

NAMES = ["vn_last_contact_date", "vn_contact_base_date", "vn_last_contact_res_id"]
FORGET = """
    UPDATE res_partner SET vn_last_contact_date = NULL, vn_contact_base_date = NULL,
           vn_last_contact_res_id = NULL, vn_last_contact_model = NULL
     WHERE id = ANY(%s)
"""


@tagged("post_install", "-at_install")
class TestFill(VnContactCommon):
    def setUp(self):
        super().setUp()
        self.called = self.make_customer("Đã gọi")
        self.as_user(self.plan(self.called)).action_feedback()
        self.quiet = self.make_customer("Chưa ai gọi")
        self.partners = self.called | self.quiet
        self.env.flush_all()
        self.before = self.partners.read(NAMES)
        self.assertTrue(self.called.vn_last_contact_date)
        self.env.cr.execute(FORGET, [self.partners.ids])
        self.env.invalidate_all()

    def test_contacts_from_before_the_installation(self):
        post_init_hook(self.env)
        self.assertEqual(self.partners.read(NAMES), self.before)

    def test_of_some_customers(self):
        _label, _model, fill = self.env["crm.vn.fill"]._vn_fills()["contacts"]
        fill(self.quiet.id, self.quiet.id)
        self.env.invalidate_all()
        self.assertTrue(self.quiet.vn_contact_base_date)
        self.assertFalse(self.called.vn_contact_base_date)
        fill(self.called.id, self.called.id)
        fill(self.called.id, self.called.id)
        self.env.invalidate_all()
        self.assertEqual(self.partners.read(NAMES), self.before)

    def test_of_nobody_is_of_nobody(self):
        _label, _model, fill = self.env["crm.vn.fill"]._vn_fills()["contacts"]
        last = max(self.env["res.partner"].search([]).ids) + 1
        fill(last, last + 9)
        self.env.invalidate_all()
        self.assertFalse(self.called.vn_last_contact_date)

    def test_a_contact_without_a_record_is_forgotten(self):
        """Of a model whose records prove something, and of one without any left."""
        self.env["res.partner"]._vn_contact_refresh()
        for model in ("mail.activity", "crm.stage"):
            self.env.cr.execute(
                "UPDATE res_partner SET vn_last_contact_date = '2026-01-02',"
                " vn_last_contact_model = %s, vn_last_contact_res_id = 2147483647"
                " WHERE id = %s",
                [model, self.quiet.id],
            )
            self.env.invalidate_all()
            self.env["res.partner"]._cron_contact_refresh()
            self.env.invalidate_all()
            self.assertFalse(self.quiet.vn_last_contact_date, model)
            self.assertTrue(self.called.vn_last_contact_date)
