import threading
import uuid
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api, fields
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

ROUNDS = 6
TRIES = 10


@tagged("post_install", "-at_install")
class TestTwoCursors(BaseCase):
    """Two transactions at once, really committed; what they made is deleted again."""

    def setUp(self):
        super().setUp()
        self.db = get_db_name()
        mark = uuid.uuid4().hex
        self.registry = Registry(self.db)
        with self._commit() as env:
            partner = env["res.partner"].create({"name": "Hai con trỏ"})
            users = env["res.users"].with_context(no_reset_password=True)
            self.user_ids = [
                users.create(
                    {
                        "name": name,
                        "login": f"{mark}.{number}",
                        "group_ids": [
                            (4, env.ref("sales_team.group_sale_salesman").id)
                        ],
                    }
                ).id
                for number, name in enumerate(("Một", "Hai", "Ba"))
            ]
            team = env["crm.team"].create(
                {
                    "name": "Hai con trỏ",
                    "vn_handling_hours": 4,
                    "member_ids": [(6, 0, self.user_ids)],
                }
            )
            rule = env["crm.vn.assignment.rule"].create(
                {
                    "name": "Hai con trỏ",
                    "sequence": -1,
                    "condition": f"[('team_id', '=', {team.id})]",
                    "member_ids": [(0, 0, {"user_id": id_}) for id_ in self.user_ids],
                }
            )
            self.team_id, self.rule_id, self.partner_id = team.id, rule.id, partner.id
        self.addCleanup(self._forget)

    def _forget(self):
        with self._commit() as env:
            leads = env["crm.lead"].with_context(active_test=False)
            leads.search([("team_id", "=", self.team_id)]).unlink()
            env["crm.vn.assignment.rule"].browse(self.rule_id).unlink()
            env["crm.team"].browse(self.team_id).unlink()
            partners = env["res.users"].browse(self.user_ids).partner_id
            env["res.users"].browse(self.user_ids).unlink()
            (partners + env["res.partner"].browse(self.partner_id)).unlink()

    @contextmanager
    def _commit(self):
        with db_connect(self.db).cursor() as cr:
            yield api.Environment(
                cr,
                SUPERUSER_ID,
                {"mail_notify_force_send": False, "tracking_disable": True},
            )
            cr.commit()  # pylint: disable=invalid-commit

    def _retrying(self, call):
        """Call with an environment of its own until it isn't disturbed.

        That is what Odoo does with every request.
        """
        for _try in range(TRIES):
            with suppress(SerializationFailure), self._commit() as env:
                return call(env)
        raise AssertionError(f"disturbed {TRIES} times")

    def _together(self, calls):
        errors = []
        barrier = threading.Barrier(len(calls))

        def work(call):
            try:
                barrier.wait(timeout=20)
                self._retrying(call)
            except Exception as error:
                errors.append(error)

        with mute_logger("odoo.sql_db"):
            threads = [threading.Thread(target=work, args=(c,)) for c in calls]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=120)
        self.assertFalse(errors)

    def _create_leads(self, n):
        def call(env):
            env["crm.lead"].create(
                [
                    {
                        "name": f"Cơ hội {number}",
                        "team_id": self.team_id,
                        "user_id": False,
                    }
                    for number in range(n)
                ]
            )

        return call

    def test_turns_of_two_cursors(self):
        total = 0
        for size in range(1, ROUNDS):
            self._together([self._create_leads(size), self._create_leads(size + 1)])
            total += 2 * size + 1
            with self._commit() as env:
                leads = env["crm.lead"].search([("team_id", "=", self.team_id)])
                counts = Counter(lead.user_id.id for lead in leads)
            self.assertEqual(sum(counts.values()), total)
            numbers = [counts[user_id] for user_id in self.user_ids]
            self.assertLessEqual(max(numbers) - min(numbers), 1, numbers)

    def test_notices_of_two_cursors(self):
        """Two processes with the same intention give one notice."""
        self._retrying(self._create_leads(6))
        claimed = []

        def call(env):
            leads = env["crm.lead"].search([("team_id", "=", self.team_id)])
            now = fields.Datetime.now() + timedelta(days=30)
            rows = leads._vn_late_rows(leads.ids, now)
            claimed.extend(env["crm.vn.lead.notice"]._claim(rows))

        self._together([call, call, call])
        with self._commit() as env:
            leads = env["crm.lead"].search([("team_id", "=", self.team_id)])
            notices = env["crm.vn.lead.notice"].search([("lead_id", "in", leads.ids)])
            self.assertEqual(len(notices), 6)
            self.assertEqual(set(notices.mapped("kind")), {"owner"})
        self.assertEqual(len(claimed), 6)
