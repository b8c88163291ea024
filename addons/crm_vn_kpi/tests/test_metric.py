from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
class TestMetric(VnKpiCommon):
    def test_orders_per_buyer(self):
        """3 customers with 1, 2 and 4 orders: 7 orders, 3 buyers."""
        for customer, user, number in (
            (self.hoa, self.lan, 1),
            (self.mai, self.lan, 2),
            (self.son, self.minh, 4),
        ):
            for _number in range(number):
                self._order(customer, user)
        self.assertEqual(self._number("orders"), 7)
        self.assertEqual(self._number("buyers"), 3)
        self.assertEqual(self._number("buyers_once"), 1)
        self.assertEqual(self._number("buyers_again"), 2)
        self.assertEqual(
            self._metric("buyers")._vn_values(*JANUARY),
            {self.lan.id: 2, self.minh.id: 1},
        )
        self.assertEqual(self._number("orders", FEBRUARY), 0)

    def test_call_after_midnight(self):
        """00:30 on 1 February in Vietnam is 17:30 on 31 January in UTC."""
        self._activity(self.hoa, self.lan, "2027-01-31 17:30:00")
        self.assertEqual(self._number("calls_done", FEBRUARY), 1)
        self.assertEqual(self._number("calls_done", JANUARY), 0)

    def test_faults_are_told(self):
        metric = self._metric("orders")
        with self.assertRaisesRegex(ValidationError, "Orders.*no_such_field"):
            metric.domain = "[('no_such_field', '=', 1)]"
        with self.assertRaisesRegex(ValidationError, "Orders"):
            metric.domain = "__import__('os').listdir('/')"
