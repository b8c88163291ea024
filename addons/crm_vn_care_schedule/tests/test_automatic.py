from datetime import date, datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .common import VnCareCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-12-01 03:00:00")
class TestAutomatic(VnCareCommon):
    def _enrollments(self, record):
        return self.env["crm.vn.care.enrollment"]._vn_for_sources(record)

    def test_order_confirmed(self):
        self.plan.sudo().vn_trigger = "order_confirmed"
        order = self._make_order()
        order.action_confirm()
        self.assertEqual(len(self._enrollments(order).activity_ids), 3)
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual(len(self._enrollments(order)), 1)

    def test_contract_active(self):
        self.plan.sudo().vn_trigger = "contract_active"
        contract = self._make_contract(start_date=date(2026, 12, 1))
        self.assertFalse(self._enrollments(contract))
        contract.action_sign()
        self.assertEqual(len(self._enrollments(contract).activity_ids), 3)

    def test_bound_to_products(self):
        plan = self.plan.sudo()
        plan.vn_trigger = "order_confirmed"
        other = self.env["product.product"].create({"name": "Máy in"})
        plan.vn_product_ids = other
        order = self._make_order()
        order.action_confirm()
        self.assertFalse(self._enrollments(order))
        plan.vn_product_categ_ids = self.product.categ_id
        order = self._make_order()
        order.action_confirm()
        self.assertTrue(self._enrollments(order) or not self.product.categ_id)

    def test_bound_to_groups_and_types(self):
        plan = self.plan.sudo()
        plan.vn_trigger = "contract_active"
        group = self.env["crm.vn.customer.group"].search([], limit=1)
        plan.write(
            {
                "vn_group_ids": [(6, 0, group.ids)],
                "vn_contract_type_ids": [(6, 0, self.type_new.ids)],
            }
        )
        first = self._make_signed(start_date=date(2026, 12, 1))
        self.assertFalse(self._enrollments(first))
        self.customer.vn_group_ids = group
        second = self._make_signed(
            start_date=date(2026, 12, 1), contract_type_id=self.type_new.id
        )
        self.assertTrue(self._enrollments(second))

    def test_other_company(self):
        plan = self.plan.sudo()
        plan.write(
            {"vn_trigger": "order_confirmed", "company_id": self.other_company.id}
        )
        order = self._make_order()
        order.action_confirm()
        self.assertFalse(self._enrollments(order))

    def test_older_documents(self):
        plan = self.plan.sudo()
        plan.write(
            {"vn_trigger": "order_confirmed", "vn_automatic_since": "2026-12-02"}
        )
        order = self._make_order(date_order=datetime(2026, 12, 1, 3))
        order.action_confirm()
        self.assertFalse(self._enrollments(order))

    def test_cron_catches_up_once(self):
        order = self._make_order()
        order.action_confirm()
        self.plan.sudo().vn_trigger = "order_confirmed"
        self.plan.sudo().vn_automatic_since = date(2026, 12, 1)
        for _again in range(2):
            with self.enter_registry_test_mode():
                self.env.ref(
                    "crm_vn_care_schedule.ir_cron_enroll"
                ).method_direct_trigger()
            self.assertEqual(len(self._enrollments(order)), 1)
            self.assertEqual(len(self._enrollments(order).activity_ids), 3)
