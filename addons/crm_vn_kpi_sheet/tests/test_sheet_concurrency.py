from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, Command, api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestSheetConcurrency(TransactionCase):
    """Two transactions at once, on plans that are really committed."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            today = env.company._vn_today()
            self.plan = env["crm.vn.kpi.plan"].create(
                {
                    "name": "Song song",
                    "date_start": today.replace(day=1),
                    "user_ids": [Command.set([SUPERUSER_ID])],
                    "line_ids": [
                        Command.create(
                            {
                                "metric_id": env["crm.vn.kpi.metric"]
                                .search([("code", "=", "orders")])
                                .id,
                                "target": 1,
                                "weight": 100,
                            }
                        )
                    ],
                }
            )
            # somebody inactive gets no sheet; root is
            self.plan.user_ids = env.ref("base.user_admin")
        self.addCleanup(self._forget)

    def _forget(self):
        with self.registry.cursor() as cr:
            cr.execute(
                "DELETE FROM crm_vn_kpi_sheet WHERE plan_id = %s", [self.plan.id]
            )
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.plan.with_env(env).unlink()

    def _count(self):
        with self.registry.cursor() as cr:
            cr.execute(
                "SELECT count(*) FROM crm_vn_kpi_sheet WHERE plan_id = %s",
                [self.plan.id],
            )
            return cr.fetchone()[0]

    def test_issue_and_make_at_once(self):
        """The second began before the first ended: refused, tried again, nothing."""
        with closing(self.registry.cursor()) as cr_2:
            env_2 = api.Environment(cr_2, SUPERUSER_ID, {})
            cr_2.execute("SELECT 1")
            self.plan.with_env(env_2).read(["state"])
            with self.registry.cursor() as cr_1:
                self.plan.with_env(
                    api.Environment(cr_1, SUPERUSER_ID, {})
                ).action_issue()
            self.assertEqual(self._count(), 1)
            with (
                self.assertRaises(psycopg2.errors.SerializationFailure),
                mute_logger("odoo.sql_db"),
            ):
                self.plan.with_env(env_2).action_issue()
                cr_2.commit()
            cr_2.rollback()
            plan = self.plan.with_env(api.Environment(cr_2, SUPERUSER_ID, {}))
            plan.action_issue()
            plan._make_sheets()
            cr_2.commit()
        self.assertEqual(self._count(), 1)

    def test_while_the_first_is_not_done(self):
        """The plan is locked by the first: the second leaves it alone."""
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.plan.with_env(env).action_issue()
            cr.execute(
                "DELETE FROM crm_vn_kpi_sheet WHERE plan_id = %s", [self.plan.id]
            )
        with (
            closing(self.registry.cursor()) as cr_1,
            closing(self.registry.cursor()) as cr_2,
        ):
            first = self.plan.with_env(api.Environment(cr_1, SUPERUSER_ID, {}))
            second = self.plan.with_env(api.Environment(cr_2, SUPERUSER_ID, {}))
            self.assertEqual(len(first._make_sheets()), 1)
            self.assertFalse(second._make_sheets())
            cr_2.commit()
            cr_1.commit()
        self.assertEqual(self._count(), 1)
