from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.crm_vn_base.tests.common import VnCompanyCase

LOGGER = "odoo.addons.base.models.ir_cron"


@tagged("post_install", "-at_install")
class TestCronRun(VnCompanyCase):
    """How a scheduled action went, and why it failed, stands where one looks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_staff("vn_run")
        cls.admin = new_test_user(cls.env, "vn_run_admin", "base.group_system")
        cls.cron = cls.env["ir.cron"].create(
            {
                "name": "Việc thử",
                "model_id": cls.env.ref("base.model_res_partner").id,
                "code": "model.search([], limit=1)",
                "interval_number": 1,
                "interval_type": "days",
            }
        )
        cls.runs = cls.env["crm.vn.cron.run"].with_user(cls.admin)

    def run_cron(self, code=None):
        if code:
            self.cron.code = code
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        return self.runs.search([("cron_id", "=", self.cron.id)])

    def test_a_run_is_noted(self):
        run = self.run_cron()
        self.assertEqual((run.state, run.reason), ("done", False))
        self.assertTrue(run.date)
        self.assertGreaterEqual(run.seconds, 0)
        self.assertEqual(self.run_cron(), run, "one row for each scheduled action")

    def test_the_reason_stays_until_the_next_failure(self):
        with mute_logger(LOGGER):
            run = self.run_cron("raise UserError('Không có kho')")
        self.assertEqual(run.state, "failed")
        self.assertIn("Không có kho", run.reason)
        failed = run.reason_date
        run = self.run_cron("model.search([], limit=1)")
        self.assertEqual((run.state, run.reason_date), ("done", failed))
        self.assertIn("Không có kho", run.reason)

    def test_sql_that_fails(self):
        with mute_logger(LOGGER, "odoo.sql_db"):
            run = self.run_cron("env.cr.execute('SELECT 1 / 0')")
        self.assertEqual(run.state, "failed")
        self.assertIn("division by zero", run.reason)

    def test_one_that_is_gone_is_left_out(self):
        self.runs.sudo()._vn_note(0, self.cron.create_date, 1.0, "done", False)
        self.assertFalse(self.runs.search([("cron_id", "=", self.cron.id)]))
        self.run_cron()
        self.cron.unlink()
        self.assertFalse(self.runs.search([("cron_id", "=", self.cron.id)]))

    def test_only_administrators_read_and_nobody_writes(self):
        run = self.run_cron()
        for user in (self.huong, self.lan):
            with self.assertRaises(AccessError):
                run.with_user(user).read(["reason"])
        with self.assertRaises(AccessError):
            run.write({"reason": "?"})
        with self.assertRaises(AccessError):
            run.sudo().unlink()
