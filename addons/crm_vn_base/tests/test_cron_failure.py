from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import VnCompanyCase

CRON = "base.autovacuum_job"


@tagged("post_install", "-at_install")
class TestCronFailure(VnCompanyCase):
    """One poisoned record: the others are done, the reason is read, then it is gone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_staff("vn_base")
        cls.admin = new_test_user(cls.env, "vn_base_admin", "base.group_system")
        cls.failures = cls.env["crm.vn.cron.failure"]
        cls.records = cls.env["res.partner"].create(
            [{"name": f"Khách {number}"} for number in range(3)]
        )
        cls.poisoned = cls.records[1]

    def work(self, records):
        """Write on records; fail where the poisoned one is among them."""
        records.write({"comment": "done"})
        if self.poisoned in records:
            raise ValueError("Không có người phụ trách")

    def run_all(self, **options):
        return self.failures._vn_each(CRON, self.records, self.work, **options)

    def listed(self):
        return self.failures.with_user(self.admin).search(
            [("res_model", "=", "res.partner"), ("res_id", "in", self.records.ids)]
        )

    def check_poisoned(self, **options):
        done = self.run_all(**options)
        self.assertEqual(done, self.records - self.poisoned)
        self.assertFalse(self.poisoned.comment)
        self.assertTrue(all(done.mapped("comment")))
        failure = self.listed()
        self.assertEqual(failure.res_id, self.poisoned.id)
        self.assertEqual(failure.record_name, "Khách 1")
        self.assertEqual(failure.reason, "Không có người phụ trách")
        self.assertEqual(failure.cron_id, self.env.ref(CRON))
        opened = failure.action_open_record()
        self.assertEqual(opened["res_id"], self.poisoned.id)
        self.run_all(**options)
        failure.invalidate_recordset()
        self.assertEqual((failure.count, self.listed()), (2, failure))
        self.poisoned = self.env["res.partner"]
        self.assertEqual(self.run_all(**options), self.records)
        self.assertFalse(self.listed())

    def test_one_by_one(self):
        self.check_poisoned()

    def test_together(self):
        self.check_poisoned(together=True)

    def test_sql_that_fails(self):
        def work(record):
            self.env.cr.execute("SELECT 1 / %s", [int(record != self.poisoned)])

        done = self.failures._vn_each(CRON, self.records, work)
        self.assertEqual(done, self.records - self.poisoned)
        self.assertIn("division by zero", self.listed().reason)

    def test_only_administrators_see_it_and_nobody_writes_it(self):
        self.run_all()
        failure = self.listed()
        for user in (self.huong, self.lan):
            with self.assertRaises(AccessError):
                failure.with_user(user).read(["reason"])
        with self.assertRaises(AccessError):
            failure.write({"reason": "?"})
        with self.assertRaises(AccessError):
            failure.sudo().unlink()

    def test_what_is_gone_or_old_is_forgotten(self):
        self.run_all()
        self.failures._gc_failures()
        self.assertTrue(self.listed())
        self.poisoned.unlink()
        self.failures._gc_failures()
        self.assertFalse(self.listed())
        self.poisoned = self.records[0]
        with freeze_time("2026-01-01 03:00:00"):
            self.failures._vn_each(CRON, self.poisoned, self.work)
        self.assertTrue(self.listed())
        self.failures._gc_failures()
        self.assertFalse(self.listed())
