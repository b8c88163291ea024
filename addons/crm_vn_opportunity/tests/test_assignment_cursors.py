import uuid
from collections import Counter
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.cursors import VnCursorsCase

ROUNDS = 6


@tagged("post_install", "-at_install")
class TestTwoCursors(VnCursorsCase):
    """Two transactions at once, really committed; what they made is deleted again."""

    def setUp(self):
        super().setUp()
        mark = uuid.uuid4().hex
        with self.committed() as env:
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
        with self.committed() as env:
            leads = env["crm.lead"].with_context(active_test=False)
            leads.search([("team_id", "=", self.team_id)]).unlink()
            env["crm.vn.assignment.rule"].browse(self.rule_id).unlink()
            env["crm.team"].browse(self.team_id).unlink()
            partners = env["res.users"].browse(self.user_ids).partner_id
            env["res.users"].browse(self.user_ids).unlink()
            (partners + env["res.partner"].browse(self.partner_id)).unlink()

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
            self.together(self._create_leads(size), self._create_leads(size + 1))
            total += 2 * size + 1
            with self.committed() as env:
                leads = env["crm.lead"].search([("team_id", "=", self.team_id)])
                counts = Counter(lead.user_id.id for lead in leads)
            self.assertEqual(sum(counts.values()), total)
            numbers = [counts[user_id] for user_id in self.user_ids]
            self.assertLessEqual(max(numbers) - min(numbers), 1, numbers)

    def test_notices_of_two_cursors(self):
        """Two processes with the same intention give one notice."""
        self.retrying(self._create_leads(6))
        claimed = []

        def call(env):
            leads = env["crm.lead"].search([("team_id", "=", self.team_id)])
            now = fields.Datetime.now() + timedelta(days=30)
            rows = leads._vn_late_rows(leads.ids, now)
            claimed.extend(env["crm.vn.lead.notice"]._claim(rows))

        self.together(call, call, call)
        with self.committed() as env:
            leads = env["crm.lead"].search([("team_id", "=", self.team_id)])
            notices = env["crm.vn.lead.notice"].search([("lead_id", "in", leads.ids)])
            self.assertEqual(len(notices), 6)
            self.assertEqual(set(notices.mapped("kind")), {"owner"})
        self.assertEqual(len(claimed), 6)
