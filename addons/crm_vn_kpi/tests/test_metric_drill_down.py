from odoo.tests import freeze_time, tagged

from .common import JANUARY, VnKpiCommon

NUMBERS = {
    "customers_new": 4,
    "comments": 2,
    "calls_done": 2,
    "meetings_done": 2,
    "tasks_done": 4,
    "activities_done": 8,
    "quotations": 9,
    "orders": 9,
    "buyers": 4,
    "buyers_once": 1,
    "buyers_again": 3,
    "contracts": 4,
    "renewals": 2,
    "contracts_expired": 3,
    "revenue": 8_500_000,
    "leads_new": 6,
    "leads_won": 2,
}


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestDrillDown(VnKpiCommon):
    """Every number opens exactly what it counts, whoever looks at it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_january()
        cls.env.flush_all()

    def _for_each_number(self):
        roles = (self.lan, self.tuan, self.huong)
        metrics = self.env["crm.vn.kpi.metric"].search([])
        for metric in metrics:
            for role in roles:
                with self.subTest(metric=metric.code, role=role.login):
                    self.env.invalidate_all()
                    yield self._metric(metric.code, role)

    def _count(self, metric, action):
        """Return what a user counts in the list that a click opened."""
        records = (
            self.env[action["res_model"]]
            .with_user(metric.env.user)
            .with_context(**metric.env.context)
            .with_context(**action["context"])
            .search(action["domain"])
        )
        if metric.measure == "sum":
            return sum(records.mapped(metric.measure_field))
        if metric.measure == "distinct":
            return len(records[metric.measure_field])
        return len(records)

    def test_number_is_its_drill_down(self):
        for metric in self._for_each_number():
            total = metric._vn_total(*JANUARY)
            self.assertEqual(self._count(metric, metric._vn_action(*JANUARY)), total)
            for user_id, number in metric._vn_values(*JANUARY).items():
                action = metric._vn_action(*JANUARY, [user_id])
                self.assertEqual(self._count(metric, action), number)
                self.assertEqual(metric._vn_total(*JANUARY, [user_id]), number)

    def test_people_and_nobody_make_the_total(self):
        for metric in self._for_each_number():
            values = metric._vn_values(*JANUARY)
            self.assertEqual(sum(values.values()), metric._vn_total(*JANUARY))
            people = [self.lan.id, False]
            self.assertEqual(
                sum(metric._vn_values(*JANUARY, people).values()),
                sum(values.get(user_id, 0) for user_id in people),
            )

    def test_groups_make_the_total(self):
        for metric in self._for_each_number():
            groups = metric._vn_groups(*JANUARY, metric.owner_field)
            self.assertEqual(
                sum(number for _value, number in groups), metric._vn_total(*JANUARY)
            )

    def test_numbers_of_the_manager(self):
        """No metric is tested by having nothing to count."""
        for code, number in NUMBERS.items():
            with self.subTest(metric=code):
                self.assertEqual(self._number(code), number)

    def test_salesperson_sees_own_and_nobody_s(self):
        for code in ("orders", "activities_done", "comments", "leads_new"):
            values = self._metric(code, self.lan)._vn_values(*JANUARY)
            self.assertNotIn(self.minh.id, values)
            self.assertEqual(
                values[self.lan.id],
                self._metric(code)._vn_values(*JANUARY)[self.lan.id],
            )

    def test_another_company_sees_nothing(self):
        for code in NUMBERS:
            metric = self._metric(code, self.nam).with_context(
                allowed_company_ids=self.other_company.ids
            )
            self.assertEqual(metric._vn_total(*JANUARY), 0, code)

    def test_sources_make_the_total(self):
        metric = self._metric("revenue")
        groups = dict(metric._vn_groups(*JANUARY, "source_id"))
        self.assertEqual(groups[self.source], 3_000_000)
        self.assertEqual(sum(groups.values()), metric._vn_total(*JANUARY))
        action = metric._vn_action(
            *JANUARY, extra_domain=[("source_id", "=", self.source.id)]
        )
        self.assertEqual(self._count(metric, action), 3_000_000)
