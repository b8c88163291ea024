from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_contract.tests.common import VnContractCommon


@tagged("post_install", "-at_install")
class TestFeedbackContract(VnContractCommon):
    """Orders and contracts that ask, once an occasion, until the reason is gone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write({"email": "hoanggia@example.com", "user_id": cls.lan.id})
        cls.today = cls.company._vn_today()
        cls.plans = cls.env["crm.vn.feedback.plan"]
        cls.plans.search([])._vn_as_engine().unlink()

    def switch_on(self, occasion, **values):
        sets = self.env["crm.vn.feedback.set"]
        sets.search([("occasion", "=", occasion)]).active = False
        return sets.create(
            {
                "name": occasion,
                "title": "Hài lòng không?",
                "thanks": "Cảm ơn",
                "occasion": occasion,
                "is_automatic": True,
                "delay_days": 0,
                "automatic_since": self.today,
                "company_id": self.company.id,
                **values,
            }
        )

    def order(self):
        orders = self.env["sale.order"].with_user(self.lan).with_company(self.company)
        return orders.create(
            {
                "partner_id": self.customer.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.product.id, "product_uom_qty": quantity}
                    )
                    for quantity in (1, 3)
                ],
            }
        )

    def run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_vn_feedback.ir_cron_ask").method_direct_trigger()
        self.env.invalidate_all()

    def plan_of(self, document):
        return self.plans.search(
            [("res_model", "=", document._name), ("res_id", "=", document.id)]
        )

    def test_an_order_asks_when_all_of_it_was_delivered(self):
        self.switch_on("order")
        order = self.order()
        order.action_confirm()
        self.run_cron()
        self.assertFalse(self.plan_of(order))
        first, second = order.sudo().order_line
        first.qty_delivered = 1
        second.qty_delivered = 2
        self.run_cron()
        self.assertFalse(self.plan_of(order), "one is missing")
        second.qty_delivered = 3
        for _time in range(2):
            self.run_cron()
        plan = self.plan_of(order)
        self.assertEqual(plan.state, "asked")
        request = self.env["crm.vn.feedback.request"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual((request.res_model, request.res_id), ("sale.order", order.id))
        self.assertEqual(request.user_id, self.lan)

    def test_where_deliveries_are_not_noted(self):
        self.switch_on("order", order_moment="confirmed", delay_days=2)
        order = self.order()
        self.run_cron()
        self.assertFalse(self.plan_of(order))
        order.action_confirm()
        self.run_cron()
        plan = self.plan_of(order)
        self.assertEqual(plan.state, "planned")
        self.assertGreater(plan.date, self.today)

    def test_a_cancelled_order_takes_it_back(self):
        self.switch_on("order", order_moment="confirmed")
        order = self.order()
        order.action_confirm()
        self.run_cron()
        request = self.env["crm.vn.feedback.request"].search(
            [("res_model", "=", "sale.order"), ("res_id", "=", order.id)]
        )
        self.assertEqual(request.state, "waiting")
        order.with_context(disable_cancel_warning=True).action_cancel()
        self.assertEqual(request.state, "revoked")

    def test_cancelled_before_it_was_asked(self):
        self.switch_on("order", order_moment="confirmed", delay_days=5)
        order = self.order()
        order.action_confirm()
        self.run_cron()
        order.with_context(disable_cancel_warning=True).action_cancel()
        self.assertEqual(self.plan_of(order).state, "cancelled")
        order.action_draft()
        order.action_confirm()
        self.run_cron()
        self.assertEqual(self.plan_of(order).state, "planned")

    def contract(self, start, end):
        contract = self._make_contract(start_date=start, end_date=end)
        contract.action_sign()
        return contract

    def test_contracts_begin_run_and_end(self):
        days = timedelta
        self.env.company.vn_feedback_days = self.company.vn_feedback_days = 0
        for occasion in ("contract", "contract_90", "renewal"):
            self.switch_on(occasion, days_before_end=30)
        year = days(days=365)
        began = self.contract(self.today, self.today + year)
        ran = self.contract(self.today - days(90), self.today + year)
        ends = self.contract(self.today - days(300), self.today + days(30))
        later = self.contract(self.today - days(300), self.today + days(31))
        annex = self._make_contract(
            contract_type_id=self.type_annex.id,
            main_contract_id=began.id,
            start_date=self.today,
            end_date=self.today + year,
        )
        for _time in range(2):
            self.run_cron()
        for contract, occasions in (
            (began, ["contract"]),
            (ran, ["contract_90"]),
            (ends, ["renewal"]),
            (later, []),
            (annex, []),
        ):
            self.assertEqual(self.plan_of(contract).mapped("occasion"), occasions)

    def test_an_ended_contract_asks_nothing(self):
        self.switch_on("contract", delay_days=5)
        contract = self.contract(self.today, self.today + timedelta(days=365))
        self.run_cron()
        self.assertEqual(self.plan_of(contract).state, "planned")
        contract.with_user(self.huong).action_cancel()
        self.assertEqual(self.plan_of(contract).state, "cancelled")

    def test_by_product(self):
        """A question counts with each product of its document, and opens from there."""
        self.env.company.vn_feedback_days = self.company.vn_feedback_days = 0
        answers = self.env["crm.vn.feedback.answer"]
        other = self.env["product.product"].create({"name": "Ghế"})
        two, one, contract = self.order(), self.order(), self._make_contract()
        two.order_line[0].sudo().product_id = other
        for source, stars in ((two, 5), (one, 2), (contract, 3)):
            requests = self.env["crm.vn.feedback.request"].with_user(self.lan)
            request = requests._vn_ask(
                self.customer.with_user(self.lan), "customer", source
            )
            answers._vn_receive(request, {"stars": stars}, "phone")
            if stars <= 2:
                case = self.env["crm.vn.feedback.case"].search(
                    [("answer_id", "in", request.answer_ids.ids)]
                )
                case.result = "Đã đổi"
                case.action_close()
        report = self.env["crm.vn.feedback.report"].with_user(self.lan)
        groups = report.formatted_read_group(
            [("partner_id", "=", self.customer.id)],
            ["product_ids"],
            ["__count", "stars:avg"],
        )
        found = {
            row["product_ids"] and row["product_ids"][0]: (
                row["__count"],
                row["stars:avg"],
            )
            for row in groups
        }
        self.assertEqual(found[other.id], (1, 5))
        count, average = found[self.product.id]
        rows = report.search([("product_ids", "in", self.product.ids)])
        self.assertEqual(count, len(rows))
        self.assertAlmostEqual(average, sum(rows.mapped("stars")) / count)
        self.assertIn(two.id, rows.request_id.mapped("res_id"))
        self.assertEqual(
            report.search([("product_ids", "in", other.ids)]).product_ids,
            other | self.product,
        )
