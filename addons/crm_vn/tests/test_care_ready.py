from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.crm_vn.tools import care
from odoo.addons.crm_vn_first_steps.tests.common import VnFirstStepsCommon


@tagged("post_install", "-at_install")
class TestCareReady(VnFirstStepsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["mail.activity.plan"].search([]).name = "Lịch cũ"
        cls.ready = cls.env["crm.vn.care.ready"].with_user(cls.huong)

    def plans(self):
        names = [schedule["name_en"] for schedule in care.schedules().values()]
        return self.env["mail.activity.plan"].search([("name", "in", names)])

    def test_all_three(self):
        wizard = self.ready.create({})
        self.assertEqual(len(wizard.line_ids), 3)
        self.assertFalse(self.plans())
        action = wizard.action_add()
        self.assertEqual(action["res_model"], "mail.activity.plan")
        plans = self.plans()
        self.assertEqual(len(plans), 3)
        after = plans.filtered(lambda plan: plan.vn_trigger == "order_confirmed")
        self.assertEqual(after.template_ids.mapped("delay_count"), [3, 20, 90])
        self.assertEqual(
            set(plans.template_ids.mapped("responsible_type")), {"vn_customer_owner"}
        )
        self.assertEqual(after.vn_automatic_since, self.company._vn_today())

    def test_twice_is_once(self):
        self.ready.create({}).action_add()
        again = self.ready.create({})
        self.assertTrue(all(again.line_ids.mapped("is_there")))
        again.line_ids.selected = True
        again.action_add()
        self.assertEqual(len(self.plans()), 3)

    def test_lines_say_the_same_once_they_are_saved(self):
        """The client sends back nothing of what may not be changed."""
        wizard = Form(self.ready).save()
        names = [schedule["name_en"] for schedule in care.schedules().values()]
        self.assertEqual(wizard.line_ids.mapped("name"), names)
        self.assertTrue(all(wizard.line_ids.mapped("content")))
        self.assertEqual(wizard.line_ids[0].trigger, "order_confirmed")

    def test_only_what_is_chosen(self):
        wizard = self.ready.create({})
        wizard.line_ids.selected = False
        with self.assertRaisesRegex(UserError, "at least one"):
            wizard.action_add()
        wizard.line_ids[:1].selected = True
        wizard.action_add()
        self.assertEqual(len(self.plans()), 1)

    def test_in_vietnamese(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.ready.with_context(lang="vi_VN").create({}).action_add()
        self.assertFalse(self.plans())
        plan = self.env["mail.activity.plan"].search(
            [("name", "=", "Chăm sóc sau mua hàng")]
        )
        self.assertIn("Gọi", plan.template_ids[:1].summary)
        self.assertTrue(all(self.ready.create({}).line_ids.mapped("is_there")))

    def test_not_for_salespeople(self):
        with self.assertRaises(AccessError):
            self.env["crm.vn.care.ready"].with_user(self.lan).create({})
