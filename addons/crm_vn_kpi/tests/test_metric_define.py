from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestDefine(VnKpiCommon):
    """Users add metrics without code; faulty ones are refused when they are saved."""

    def _field(self, model, name):
        return self.env["ir.model.fields"]._get(model, name)

    def _define(self, **values):
        return (
            self.env["crm.vn.kpi.metric"]
            .with_user(self.huong)
            .create(
                {
                    "name": "Đơn lớn",
                    "definition": "Đơn hàng trên 5 triệu",
                    "model_id": self.env["ir.model"]._get_id("sale.order"),
                    "date_field_id": self._field("sale.order", "date_order").id,
                    "owner_field_id": self._field("sale.order", "user_id").id,
                    "domain": "[('amount_untaxed', '>', 5_000_000)]",
                    **values,
                }
            )
        )

    def test_in_the_form(self):
        """A sales manager needs no other right for it."""
        self._order(self.hoa, self.lan, amount=6_000_000)
        self._order(self.hoa, self.lan, amount=4_000_000)
        with Form(self.env["crm.vn.kpi.metric"].with_user(self.huong)) as form:
            form.name = "Đơn lớn"
            form.definition = "Đơn hàng trên 5 triệu"
            form.model_id = self.env["ir.model"]._get("sale.order")
            form.date_field_id = self._field("sale.order", "date_order")
            form.owner_field_id = self._field("sale.order", "user_id")
            form.domain = "[('amount_untaxed', '>', 5000000)]"
        metric = form.record
        self.assertTrue(metric.code)
        self.assertEqual(metric._vn_values(*JANUARY), {self.lan.id: 1})
        action = metric.action_view_records()
        self.assertEqual(action["res_model"], "sale.order")

    def test_sum(self):
        metric = self._define(
            domain="[('state', '=', 'sale')]",
            measure="sum",
            measure_field_id=self._field("sale.order", "vn_amount_company").id,
        )
        self._order(self.hoa, self.lan, amount=6_000_000)
        self._order(self.son, self.minh, amount=4_000_000)
        self.assertEqual(metric._vn_total(*JANUARY), 10_000_000)

    def test_different_values(self):
        """A customer of two people counts for each, and once in the total."""
        metric = self._define(
            domain="[('state', '=', 'sale')]",
            measure="distinct",
            measure_field_id=self._field("sale.order", "partner_id").id,
        )
        for user in (self.lan, self.lan, self.minh):
            self._order(self.hoa, user)
        self.assertEqual(metric._vn_values(*JANUARY), {self.lan.id: 1, self.minh.id: 1})
        self.assertEqual(metric._vn_total(*JANUARY), 1)
        action = metric._vn_action(*JANUARY)
        self.assertEqual(action["context"]["group_by"], ["partner_id"])

    def test_faults(self):
        """Each fault is refused, and the message names the metric."""
        lead = self.env["ir.model"]._get_id("crm.lead")
        wizard = self.env["ir.model"]._get_id("crm.lead.lost")
        for fault in (
            {"domain": "[('no_field', '=', 1)]"},
            {"domain": "[('amount_untaxed', 'about', 1)]"},
            {"domain": "[('amount_untaxed', '>', __import__('os').getpid())]"},
            {"domain": "amount_untaxed > 1"},
            {"domain": "[('amount_untaxed', '>'"},
            {"domain": "7"},
            {"domain": "[('vn_buyer_period', '=', 'yesterday')]"},
            {"model_id": lead},
            {"model_id": wizard},
            {"date_field_id": self._field("sale.order", "name").id},
            {"owner_field_id": self._field("sale.order", "partner_id").id},
            {"measure": "sum"},
            {
                "measure": "sum",
                "measure_field_id": self._field("sale.order", "partner_id").id,
            },
            {
                "measure": "distinct",
                "measure_field_id": self._field("sale.order", "amount_untaxed").id,
            },
        ):
            with (
                self.subTest(fault=fault),
                self.assertRaisesRegex(ValidationError, "Đơn lớn"),
                self.env.cr.savepoint(),
            ):
                self._define(**fault)

    def test_what_its_reader_may_not_read(self):
        """It is nothing for him alone; when its author may not, it is left out."""
        metric = self._define(domain="[('client_order_ref', '=', False)]")
        self._order(self.hoa, self.lan)
        self.env.flush_all()
        field = self.env["sale.order"]._fields["client_order_ref"]
        self.patch(field, "groups", "sales_team.group_sale_manager")
        self.assertEqual(metric.with_user(self.lan)._vn_total(*JANUARY), 0)
        self.assertFalse(metric.condition_error)
        self.assertEqual(metric._vn_total(*JANUARY), 1)
        self.patch(field, "groups", "base.group_system")
        self.assertEqual(metric._vn_total(*JANUARY), 0)
        self.assertTrue(metric.condition_error)

    def test_salespeople_define_nothing(self):
        with self.assertRaises(AccessError):
            self._metric("orders", self.lan).write({"domain": "[]"})

    def test_copy(self):
        copies = (self._metric("orders") | self._metric("revenue")).copy()
        self.assertEqual(len(set(copies.mapped("code"))), 2)
        self.assertEqual(copies[0].name, "Orders (copy)")

    def test_relative_dates(self):
        """Conditions may look back from today, as filters do."""
        metric = self._define(domain="[('date_order', '>', 'today -40d')]")
        self._order(self.hoa, self.lan, "2027-01-05 03:00:00")
        self._order(self.hoa, self.lan, "2027-01-25 03:00:00")
        self.assertEqual(metric._vn_total(*JANUARY), 1)

    def test_metric_of_one_company(self):
        metric = self._define(company_id=self.company.id)
        self._order(self.hoa, self.lan, amount=6_000_000)
        self.assertEqual(metric._vn_total(*JANUARY), 1)
        metrics = self.env["crm.vn.kpi.metric"]
        self.env.invalidate_all()
        self.assertIn(metric, metrics.with_user(self.lan).search([]))
        elsewhere = metrics.with_user(self.nam).with_context(
            allowed_company_ids=self.other_company.ids
        )
        self.assertNotIn(metric, elsewhere.search([]))

    @settings(max_examples=25, deadline=None)
    @given(
        st.dates(min_value=JANUARY[0], max_value=JANUARY[1]),
        st.integers(min_value=0, max_value=40),
    )
    def test_periods_meet(self, day, length):
        """Nothing lies between two periods or in both, whatever the time zone."""
        for zone in ("Asia/Ho_Chi_Minh", "Europe/Paris", "America/New_York"):
            self.company.partner_id.tz = zone
            middle = day.fromordinal(day.toordinal() + length)
            after = day.fromordinal(middle.toordinal() + 1)
            first = self.company._vn_kpi_edges(day, middle)
            second = self.company._vn_kpi_edges(after, after)
            self.assertEqual(first[1], second[0])
            self.assertLess(first[0], first[1])
