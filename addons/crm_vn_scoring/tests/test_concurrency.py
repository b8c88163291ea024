from contextlib import closing

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestConcurrency(TransactionCase):
    """Two transactions at once, on customers that are really committed."""

    def setUp(self):
        super().setUp()
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.kind = env["mail.activity.type"].create(
                {"name": "Gặp", "vn_result_points": 15}
            )
            self.partner = env["res.partner"].create({"name": "Khách song song"})
            self.activities = env["mail.activity"].create(
                [
                    {
                        "res_model_id": env["ir.model"]._get_id("res.partner"),
                        "res_id": self.partner.id,
                        "activity_type_id": self.kind.id,
                        "user_id": SUPERUSER_ID,
                    }
                    for _number in range(2)
                ]
            )
        self.addCleanup(self._forget)

    def _forget(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.partner.with_env(env).unlink()
            self.kind.with_env(env).unlink()

    def _look(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            lines = env["crm.vn.score.line"].search(
                [("partner_id", "=", self.partner.id)]
            )
            return self.partner.with_env(env).vn_score, lines.mapped("points")

    def _twice(self, first, second):
        """Run *first* and commit while *second* has begun; try *second* again if it
        is refused, as Odoo does.

        :return: whether it was refused
        """
        with closing(self.registry.cursor()) as cr_2:
            env_2 = api.Environment(cr_2, SUPERUSER_ID, {})
            cr_2.execute("SELECT 1 FROM res_partner LIMIT 1")
            with self.registry.cursor() as cr_1:
                first(api.Environment(cr_1, SUPERUSER_ID, {}))
            refused = False
            try:
                with mute_logger("odoo.sql_db"):
                    second(env_2)
                    cr_2.commit()
            except psycopg2.errors.SerializationFailure:
                refused = True
                cr_2.rollback()
                second(api.Environment(cr_2, SUPERUSER_ID, {}))
                cr_2.commit()
        return refused

    def test_two_activities_done_at_once(self):
        one, two = self.activities
        refused = self._twice(
            lambda env: one.with_env(env).write({"active": False}),
            lambda env: two.with_env(env).write({"active": False}),
        )
        self.assertTrue(refused)
        self.assertEqual(self._look(), (30, [15, 15]))

    def test_engine_and_cron_at_once(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.activities.with_env(env).write({"active": False})
        self.assertEqual(self._look(), (30, [15, 15]))
        self._twice(
            lambda env: env["res.partner"]._vn_score_rebuild(),
            lambda env: self.partner.with_env(env)._vn_score_refresh(),
        )
        self._twice(
            lambda env: self.partner.with_env(env)._vn_score_refresh(),
            lambda env: env["res.partner"]._vn_score_rebuild(),
        )
        self.assertEqual(self._look(), (30, [15, 15]))

    def test_both_find_the_same_line_missing(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            self.activities.with_env(env).write({"active": False})
            env.flush_all()
            cr.execute(
                "DELETE FROM crm_vn_score_line WHERE partner_id = %s",
                (self.partner.id,),
            )
        self._twice(
            lambda env: self.partner.with_env(env)._vn_score_refresh(),
            lambda env: self.partner.with_env(env)._vn_score_refresh(),
        )
        self.assertEqual(self._look(), (30, [15, 15]))
