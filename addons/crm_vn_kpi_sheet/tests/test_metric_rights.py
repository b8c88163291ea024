from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.crm_vn_kpi.tests.common import JANUARY

from .common import NOW, VnKpiSheetCommon

METRIC = "crm.vn.kpi.metric"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestMetricRights(VnKpiSheetCommon):
    """A metric tells nobody what he may not read without it."""

    def _define(self, model="sale.order", user=None, **values):
        fields = self.env["ir.model.fields"]
        dates = {"sale.order": "date_order", "crm.lead": "create_date"}
        return (
            self.env[METRIC]
            .with_user(user or self.huong)
            .with_context(allowed_company_ids=(user or self.huong).company_id.ids)
            .create(
                {
                    "name": "Của quản lý",
                    "definition": "Thử",
                    "model_id": self.env["ir.model"]._get_id(model),
                    "date_field_id": fields._get(
                        model, dates.get(model, "create_date")
                    ).id,
                    "owner_field_id": fields._get(
                        model, "user_id" if model in dates else "create_uid"
                    ).id,
                    "domain": "[]",
                    **values,
                }
            )
        )

    def test_models_that_did_not_register(self):
        """Neither a manager nor the administrator counts what is no document."""
        admin = self.env.ref("base.user_admin")
        for user in (self.huong, admin, self.env.user):
            for model in (
                "ir.config_parameter",
                "ir.mail_server",
                "res.users",
                "ir.attachment",
                "mail.message",
            ):
                with (
                    self.subTest(model=model, user=user.login),
                    self.assertRaisesRegex(ValidationError, "not made for conditions"),
                    self.env.cr.savepoint(),
                ):
                    self._define(model, user)

    def test_paths_to_secrets(self):
        for domain in (
            "[('message_ids.mail_server_id.smtp_pass', '=like', 'a%')]",
            "[('access_token', '=like', 'a%')]",
            "[('user_id.password', '!=', False)]",
            "[('company_id.partner_id.signup_type', '!=', False)]",
            "[('activity_ids.activity_type_id.create_uid.api_key_ids', '!=', False)]",
        ):
            with (
                self.subTest(domain=domain),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._define(domain=domain)

    def test_a_metric_can_not_be_turned(self):
        """What came with the addon is the manager's once he changes it."""
        metric = self._metric("orders").with_user(self.huong)
        self.assertEqual(metric.condition_user_id.id, 1)
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            metric.model_id = self.env["ir.model"]._get("ir.config_parameter")
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            metric.domain = "[('user_id.totp_secret', '!=', False)]"
        metric.domain = "[('state', '=', 'sale')]"
        self.assertEqual(metric.condition_user_id, self.huong)

    def test_sheets_count_as_the_author(self):
        """Another company's orders behind a path don't tell on themselves."""
        metric = self._define(
            "crm.lead",
            domain="[('partner_id.sale_order_ids.amount_untaxed', '>', 1000)]",
        )
        customer = self._customer("Khách chung", self.lan, company_id=False)
        lead = self.env["crm.lead"].create(
            {"name": "Cơ hội", "partner_id": customer.id, "user_id": self.lan.id}
        )
        self._backdate(lead, "create_date", "2027-01-10 03:00:00")
        order = self._order(customer, self.lan, amount=6_000)
        plan = self._plan([(metric.code, 5, 100)], users=self.lan)
        plan.action_issue()
        sheet = self._sheet(plan, self.lan)
        for user in (self.lan, self.huong, self.env.user):
            self.assertEqual(self._as(sheet, user).line_ids.actual, 1)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET company_id = %s WHERE id = %s",
            [self.other_company.id, order.id],
        )
        for user in (self.lan, self.huong, self.env.user):
            self.assertEqual(self._as(sheet, user).line_ids.actual, 0)

    def test_report_counts_as_the_reader(self):
        metric = self._define(domain="[('state', '=', 'sale')]")
        self.assertEqual(metric._vn_total(*JANUARY), 7)
        self.assertEqual(metric.with_user(self.lan)._vn_total(*JANUARY), 3)

    def test_a_metric_that_fails_later(self):
        """It is 0 and marked; reports and sheets go on with the others."""
        metric = self._define(domain="[('state', '=', 'sale')]", block="order")
        good = self._define(domain="[('state', '=', 'sale')]")
        plan = self._plan([(metric.code, 5, 50), (good.code, 5, 50)], users=self.lan)
        plan.action_issue()
        sheet = self._sheet(plan, self.lan)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_vn_kpi_metric SET domain = %s WHERE id = %s",
            ["[('amount_untaxed', '>', 'abc')]", metric.id],
        )
        lines = self._as(sheet, self.huong).line_ids
        self.assertEqual(lines.mapped("actual"), [0, 3])
        self.assertTrue(metric.condition_error)
        self.assertFalse(good.condition_error)
        ((_key, numbers),) = (metric | good)._vn_read(*JANUARY)
        self.assertEqual(numbers, [0, 7])
        found = self.env[METRIC].with_user(self.huong)
        self.assertEqual(found.search([("condition_error", "!=", False)]), metric)
        metric.domain = "[]"
        self.assertFalse(metric.condition_error)

    def test_others_define_nothing(self):
        portal = new_test_user(
            self.env, "kpi_portal", groups="base.group_portal", company_id=1
        )
        employee = new_test_user(
            self.env,
            "kpi_employee",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        for user in (portal, employee, self.lan):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._define(user=user)
        self.company.vn_kpi_leaderboard = "company"
        for user in (portal, employee):
            with self.assertRaises(AccessError):
                self.env["crm.vn.kpi.leaderboard"].with_user(user).get_leaderboard()
        with self.assertRaises(AccessError):
            self._metric("orders", self.lan).action_vn_check_condition()
