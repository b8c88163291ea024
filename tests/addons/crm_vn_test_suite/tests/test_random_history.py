"""Every stored number, after hundreds of random events, against independent SQL.

``VN_HISTORY_SEEDS="4 5 6"`` runs other seeds, ``VN_HISTORY_EVENTS`` more events.
"""

import os
from collections import defaultdict
from datetime import date, timedelta

from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL, mute_logger

from .history_common import ACTIVITY_POINTS
from .history_events import LongHistory

SEEDS = os.environ.get("VN_HISTORY_SEEDS", "1 2 3").split()
EVENTS = int(os.environ.get("VN_HISTORY_EVENTS") or 500)
EVERY = 125
#: what is asked below, in words of our own; nothing of the code under test
WORDS = """
    CREATE OR REPLACE FUNCTION pg_temp.day_of(moment timestamp) RETURNS date
    LANGUAGE sql AS $$
        SELECT (moment AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    $$;
    CREATE OR REPLACE FUNCTION pg_temp.customer_of(model varchar, id int) RETURNS int
    LANGUAGE sql AS $$
        SELECT CASE model
        WHEN 'res.partner' THEN id
        WHEN 'crm.lead' THEN (SELECT d.partner_id FROM crm_lead d WHERE d.id = $2)
        WHEN 'sale.order' THEN (SELECT d.partner_id FROM sale_order d WHERE d.id = $2)
        WHEN 'crm.vn.contract' THEN
            (SELECT d.partner_id FROM crm_vn_contract d WHERE d.id = $2)
        END
    $$;
    CREATE OR REPLACE TEMP VIEW history_contact AS
        WITH said AS (
            SELECT pg_temp.customer_of(res_model, res_id) AS partner, date_done AS day
              FROM mail_activity WHERE active IS FALSE AND date_done IS NOT NULL
             UNION ALL
            SELECT pg_temp.customer_of(model, res_id), pg_temp.day_of(date)
              FROM mail_message WHERE vn_is_contact
             UNION ALL
            SELECT partner_id, pg_temp.day_of(date_order) FROM sale_order
             UNION ALL
            SELECT partner_id, COALESCE(signed_date, pg_temp.day_of(create_date))
              FROM crm_vn_contract)
        SELECT target.id AS partner, max(said.day) AS day
          FROM said JOIN res_partner q ON q.id = said.partner
    CROSS JOIN LATERAL (SELECT q.id UNION SELECT q.commercial_partner_id) target (id)
         GROUP BY target.id;
    CREATE OR REPLACE TEMP VIEW history_ahead AS
        SELECT target.id AS partner, a.date_deadline AS day
          FROM mail_activity a
          JOIN res_partner q ON q.id = pg_temp.customer_of(a.res_model, a.res_id)
    CROSS JOIN LATERAL (SELECT q.id UNION SELECT q.commercial_partner_id) target (id)
         WHERE a.active;
"""


@tagged("post_install", "-at_install")
class TestRandomHistory(TransactionCase):
    def test_every_number(self):
        for seed in SEEDS:
            with (
                self.subTest(seed=seed),
                mute_logger("odoo.addons.base.partner.merge"),
            ):
                self._run(int(seed))

    def _run(self, seed):
        self.history = history = LongHistory(self.env, seed)
        self.env.cr.execute(WORDS)
        history.run(EVENTS, self._check, EVERY)
        rare = {kind for kind, count in history.happened.items() if count}
        self.assertGreater(len(rare), 22, history.happened)

    def _check(self, step):
        for name in (
            "purchase",
            "score",
            "contact",
            "forgotten",
            "tier",
            "unread",
            "kpi",
            "team",
        ):
            with self.subTest(step=step, number=name):
                getattr(self, f"_check_{name}")()

    # === Asking ===
    def _rows(self, query, **values):
        self.env.cr.execute(query, {"company": self.history.company.id, **values})
        return self.env.cr.fetchall()

    def _partners(self):
        partners = self.history.root["res.partner"].with_context(active_test=False)
        return partners.search([("company_id", "=", self.history.company.id)])

    def _assert_same(self, found, expected):
        wrong = {
            key: (found.get(key), expected.get(key))
            for key in found.keys() | expected.keys()
            if found.get(key) != expected.get(key)
        }
        self.assertFalse(wrong, "found, expected")

    # === Stored numbers ===
    def _check_purchase(self):
        rows = self._rows(
            """
            WITH bought AS (
                SELECT c.commercial_partner_id AS entity, o.id,
                       pg_temp.day_of(o.date_order) AS day
                  FROM sale_order o JOIN res_partner c ON c.id = o.partner_id
                 WHERE o.state = 'sale' AND o.company_id = %(company)s),
            gaps AS (SELECT entity, day, day - lag(day) OVER (
                                PARTITION BY entity ORDER BY day, id) AS gap
                       FROM bought)
            SELECT entity, min(day), max(day), count(*),
                   CASE WHEN count(*) >= 3 THEN
                       percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) END
              FROM gaps GROUP BY entity
            """
        )
        facts = {row[0]: row[1:] for row in rows}
        found, expected = {}, {}
        for partner in self._partners():
            first, last, count, cycle = facts.get(
                partner.commercial_partner_id.id, (False, False, 0, 0)
            )
            expected[partner.id] = (first, last, count, round(cycle or 0, 1))
            found[partner.id] = (
                partner.vn_first_order_date,
                partner.vn_last_order_date,
                partner.vn_order_count,
                round(partner.vn_purchase_cycle_days or 0, 1),
            )
        self._assert_same(found, expected)

    def _check_score(self):
        points = {
            self.history.kinds[name].id: value
            for name, value in ACTIVITY_POINTS.items()
        }
        expected = defaultdict(int)
        for entity, kind, count in self._rows(
            """
            SELECT p.commercial_partner_id, d.activity_type_id, count(*)
              FROM mail_activity d
              JOIN res_partner p ON p.id = pg_temp.customer_of(d.res_model, d.res_id)
             WHERE d.active IS FALSE AND p.company_id = %(company)s
             GROUP BY 1, 2
            """
        ):
            expected[entity] += points.get(kind, 0) * count
        relation = self.env["res.partner"]._fields["vn_group_ids"]
        for entity, value in self.env.execute_query(
            SQL(
                """
                SELECT p.id, max(g.score_points)
                  FROM %s r
                  JOIN res_partner p ON p.id = r.%s
                  JOIN crm_vn_customer_group g ON g.id = r.%s
                 WHERE p.company_id = %s AND p.commercial_partner_id = p.id
                 GROUP BY p.id
                """,
                SQL.identifier(relation.relation),
                SQL.identifier(relation.column1),
                SQL.identifier(relation.column2),
                self.history.company.id,
            )
        ):
            expected[entity] += value
        lines = dict(
            self._rows(
                """
                SELECT l.partner_id, sum(l.points) FROM crm_vn_score_line l
                  JOIN res_partner p ON p.id = l.partner_id
                 WHERE p.company_id = %(company)s AND l.date_end IS NULL
                 GROUP BY l.partner_id
                """
            )
        )
        company = self.history.company
        thresholds = [company[f"vn_star_{star}_min"] for star in range(1, 6)]
        for partner in self._partners():
            if partner.commercial_partner_id != partner:
                continue
            score = expected[partner.id]
            star = sum(threshold <= score for threshold in thresholds)
            self.assertEqual(
                (partner.vn_score, lines.get(partner.id, 0), partner.vn_star),
                (score, score, str(star)),
                partner.name,
            )

    def _check_contact(self):
        newest = dict(
            self._rows(
                """
                SELECT c.partner, c.day FROM history_contact c
                  JOIN res_partner p ON p.id = c.partner
                 WHERE p.company_id = %(company)s
                """
            )
        )
        self._assert_same(
            {
                partner.id: partner.vn_last_contact_date
                for partner in self._partners()
                if partner.vn_last_contact_date
            },
            newest,
        )

    def _check_forgotten(self):
        today = self.history.today()
        rows = self._rows(
            """
            SELECT p.id FROM res_partner p
         LEFT JOIN history_contact c ON c.partner = p.id
             WHERE p.company_id = %(company)s AND p.active
               AND p.vn_relationship_id IS NOT NULL
               AND COALESCE(c.day, pg_temp.day_of(p.create_date))
                   < %(today)s::date - 20
               AND (p.vn_snooze_date IS NULL OR p.vn_snooze_date <= %(today)s)
               AND p.id NOT IN (SELECT partner FROM history_ahead
                                 WHERE day >= %(today)s)
            """,
            today=today,
        )
        found = self.history.env["res.partner"].search(
            [
                ("vn_is_forgotten", "=", True),
                ("company_id", "=", self.history.company.id),
            ]
        )
        self.assertEqual(set(found.ids), {partner_id for (partner_id,) in rows})

    def _check_tier(self):
        history = self.history
        history.do_review()
        history.settle()
        again = history.root["res.partner"].search(
            [("company_id", "=", history.company.id)]
        )
        self.assertFalse(again._vn_tier_review(), "a second review moves nobody")
        today = history.today()
        year, month = divmod(today.year * 12 + today.month - 1 - 3, 12)
        last = date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)
        old = date(year, month + 1, min(today.day, last.day))
        sales = dict(
            self._rows(
                """
                SELECT c.commercial_partner_id, sum(o.amount_untaxed)
                  FROM sale_order o JOIN res_partner c ON c.id = o.partner_id
                 WHERE o.state = 'sale' AND o.company_id = %(company)s
                   AND pg_temp.day_of(o.date_order) > %(old)s
                 GROUP BY 1
                """,
                old=old,
            )
        )
        for partner in again:
            amount = sales.get(partner.commercial_partner_id.id, 0)
            wanted = history.tiers.filtered(
                lambda tier, amount=amount: tier.entry_threshold <= amount
            )[-1:]
            if partner.commercial_partner_id.active:
                self.assertEqual(partner.vn_tier_id, wanted, (partner.name, amount))

    def _check_unread(self):
        rows = self._rows(
            "SELECT user_id, message_id FROM crm_vn_unread"
            " WHERE user_id = ANY(%(ids)s)",
            ids=[user.id for user in (*self.history.people, self.history.manager)],
        )
        self.assertEqual(set(rows), self.history.unread)

    # === Who earned what ===
    def _periods(self):
        """Return the months of the history, the running one included."""
        first, today = date(2027, 11, 1), self.history.today()
        while first <= today:
            following = (first + timedelta(days=32)).replace(day=1)
            yield first, following - timedelta(days=1)
            first = following

    def _metric(self, code):
        # as the manager of the company sees it
        metric = self.history.env["crm.vn.kpi.metric"]
        return metric.search([("code", "=", code)]).ensure_one()

    def _expected(self, code, first, last, counts=None):
        numbers = defaultdict(int)
        for key, (day, owner) in self.history.truth[code].items():
            if first <= day <= last and (counts is None or counts(day, owner)):
                amount = 1
                if code == "revenue":
                    order = self.history.root["sale.order"].browse(key)
                    amount = order.amount_untaxed
                numbers[owner] += amount
        return dict(numbers)

    def _check_kpi(self):
        for code in (
            "customers_new",
            "orders",
            "revenue",
            "quotations",
            "leads_new",
            "leads_won",
            "activities_done",
            "comments",
            "contracts",
        ):
            metric = self._metric(code)
            for first, last in self._periods():
                with self.subTest(metric=code, month=first.isoformat()):
                    expected = self._expected(code, first, last)
                    self.assertEqual(metric._vn_values(first, last), expected)
                    if metric.measure == "count":
                        records = metric._get_model().search_count(
                            metric._vn_domain(first, last)
                        )
                        self.assertEqual(records, sum(expected.values()))

    def _check_team(self):
        """A team's numbers are those of its members of the day."""
        history = self.history
        users = [user.id for user in history.people]
        for team in history.teams:
            metric = self._metric("orders").with_context(vn_kpi_team_id=team.id)

            def in_team(day, owner, team=team):
                spans = history.spans.get((team.id, owner), ())
                return any(
                    (not since or since <= day) and (not until or day <= until)
                    for since, until in spans
                )

            for first, last in self._periods():
                with self.subTest(team=team.name, month=first.isoformat()):
                    self.assertEqual(
                        metric._vn_values(first, last, users),
                        self._expected("orders", first, last, in_team),
                    )
