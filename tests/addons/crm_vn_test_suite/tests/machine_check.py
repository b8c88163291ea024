"""Compares what is stored with what the documents say, and with what was done."""

from collections import Counter
from datetime import timedelta

from odoo.tools import SQL

from .machine_common import THRESHOLDS
from .machine_facts import Facts

#: columns that a repair must find right
REPAIRED = (
    "vn_last_contact_date, vn_contact_base_date, vn_score, vn_star,"
    " vn_first_order_date, vn_last_order_date, vn_order_count,"
    " vn_purchase_cycle_days, vn_tier_id, vn_tier_base_id"
)


class Check:
    """What is known about a life beside what the suite stores.

    :param life: the machine
    """

    def __init__(self, life):
        self.life = life
        self.case = life.case
        self.bases = {}
        # who earned it: {model: {record id: user id}}
        self.credits = {"sale_order": {}, "mail_activity": {}, "crm_vn_contract": {}}

    # === What was done ===
    def confirmed(self, order):
        self.credits["sale_order"][order.id] = order.user_id.id

    def taken_back(self, order):
        self.credits["sale_order"].pop(order.id, None)

    def done(self, activity):
        user = activity.user_id or activity.vn_done_uid
        self.credits["mail_activity"][activity.id] = user.id

    def reopened(self, activity):
        self.credits["mail_activity"].pop(activity.id, None)

    def signed(self, contract, owner):
        self.credits["crm_vn_contract"][contract.id] = owner.id

    def reviewed(self):
        """Each keeps what he has until the next review."""
        self.bases = self._tiers_now("vn_tier_id")

    def merged(self):
        """The highest tier of the merged stays, held until the next review."""
        self.bases = self._tiers_now("vn_tier_base_id")

    def handed_over(self, handover, giver):
        case = self.case
        failed = handover.row_ids.filtered(lambda row: row.state == "failed")
        case.assertFalse(failed.mapped("reason"))
        work = giver.sudo()._vn_open_work(case.company)
        mine = {model: records.ids for model, records in work.items() if records}
        case.assertFalse(mine, "something stayed behind")

    # === Now ===
    def everything(self):
        case = self.case
        self.facts = Facts(case.env, self.life.people.exists(), self.life.now)
        self.contacts()
        self.scores()
        self.purchases()
        self.tiers()
        self.credit()
        self.numbers()
        self.care()

    def _stored(self, columns):
        """Return {partner id: row} of columns of the customers."""
        people = self.life.people.exists()
        people.flush_recordset()
        rows = self.case.env.execute_query(
            SQL(
                "SELECT id, %s FROM res_partner WHERE id IN %s",
                SQL(columns),
                tuple(people.ids),
            )
        )
        return {row[0]: row[1:] for row in rows}

    def contacts(self):
        wanted = self.facts.last_contacts()
        stored = self._stored("vn_last_contact_date, vn_contact_base_date")
        found = {partner: row[0] for partner, row in stored.items()}
        self.case.assertEqual(found, wanted, "last contact")
        known = {p: row[1] for p, row in stored.items() if row[0]}
        self.case.assertEqual(
            known, {p: day for p, day in wanted.items() if day}, "in touch since"
        )

    def scores(self):
        case, facts = self.case, self.facts
        scores = facts.scores()
        case.assertEqual(facts.ledger(), scores, "ledger")
        wanted = {}
        for partner, entity in facts.entity.items():
            star = sum(scores[entity] >= minimum for minimum in THRESHOLDS)
            wanted[partner] = (scores[entity], str(star))
        case.assertEqual(self._stored("vn_score, vn_star"), wanted, "score and star")
        leads = self.life.leads.exists()
        for lead in leads.filtered("partner_id"):
            found = (lead.vn_score, lead.vn_star)
            case.assertEqual(found, wanted[lead.partner_id.id], "score of a lead")

    def purchases(self):
        bought = self.facts.purchases(self.case.company)
        nothing = (None, None, 0, 0.0)
        wanted = {
            partner: bought.get(entity, nothing)
            for partner, entity in self.facts.entity.items()
        }
        company = self.case.company.id
        columns = ", ".join(
            (
                f"(vn_first_order_date->>'{company}')::date",
                f"(vn_last_order_date->>'{company}')::date",
                f"COALESCE((vn_order_count->>'{company}')::int, 0)",
                f"COALESCE((vn_purchase_cycle_days->>'{company}')::float, 0.0)",
            )
        )
        self.case.assertEqual(self._stored(columns), wanted, "purchases")

    def _tiers_now(self, column):
        """Return {partner id: rank of the tier in *column*}."""
        company = self.case.company.id
        ranks = {tier.id: rank for rank, tier in enumerate(self.case.tiers, 1)}
        stored = self._stored(f"({column}->>'{company}')::int")
        return {partner: ranks.get(row[0], 0) for partner, row in stored.items()}

    def tiers(self):
        ranks = self.facts.tiers(self.case.company, self.case.tiers, self.bases)
        wanted = {p: ranks[entity] for p, entity in self.facts.entity.items()}
        self.case.assertEqual(self._tiers_now("vn_tier_id"), wanted, "tier")

    # === KPI ===
    def credit(self):
        for table, credits in self.credits.items():
            rows = self.case.env.execute_query(
                SQL(
                    "SELECT id, vn_credit_user_id FROM %s WHERE id IN %s",
                    SQL.identifier(table),
                    (*credits, 0),
                )
            )
            found = dict(rows)
            wanted = {record: credits[record] for record in found}
            self.case.assertEqual(found, wanted, f"credit of {table}")

    def numbers(self):
        """The numbers of people are those of the credits."""
        orders = self.life.orders.exists().filtered(lambda o: o.state == "sale")
        mine = self.credits["sale_order"]
        sold = Counter()
        for order in orders:
            sold[mine[order.id]] += order.amount_untaxed
        signed = self.life.contracts.exists().filtered(
            lambda c: c.is_signed and c.meaning != "cancelled" and not c.is_annex
        )
        done = self.life.activities.exists().filtered(lambda a: not a.active)
        for name, wanted in (
            ("orders", Counter(mine[order.id] for order in orders)),
            ("revenue", sold),
            (
                "activities_done",
                Counter(
                    self.credits["mail_activity"][activity.id] for activity in done
                ),
            ),
            (
                "contracts",
                Counter(
                    self.credits["crm_vn_contract"][contract.id] for contract in signed
                ),
            ),
        ):
            self.case.assertEqual(self._number(name), dict(wanted), f"KPI {name}")

    def _number(self, name):
        metric = self.case.env.ref(f"crm_vn_kpi.crm_vn_kpi_metric_{name}")
        metric = self.life.manager(metric)
        today = self.case._today(self.life.now)
        users = [*self.life.users.ids, self.case.huong.id]
        first = today - timedelta(days=3650)
        return {u: n for u, n in metric._vn_values(first, today, users).items() if n}

    # === Care ===
    def enrollments(self):
        return self.case.env["crm.vn.care.enrollment"].search(
            [("partner_id", "in", self.life.people.exists().ids)]
        )

    def care(self):
        case = self.case
        for enrollment in self.enrollments():
            planned = enrollment.line_ids.filtered(lambda line: line.state == "planned")
            if enrollment.state != "paused":
                open_states = enrollment.state == "running"
                case.assertEqual(bool(planned), open_states, f"lines of {enrollment}")
            for line in enrollment.line_ids:
                activity = line.activity_id.exists()
                is_open = bool(activity and activity.active)
                due = line.state == "planned" and enrollment.state == "running"
                # what is taken up again while care stands still is somebody's own
                if due or activity not in self.life.activities:
                    case.assertEqual(is_open, due, f"activity of {line.state} {line}")
                if is_open:
                    case.assertEqual(activity.user_id, line.user_id)
                    case.assertEqual(activity.res_id, line.partner_id.id)
            contract = enrollment._source()
            if enrollment.state in ("running", "paused"):
                case.assertTrue(contract, "care of a contract that is gone")
                case.assertEqual(contract.meaning, "active")
                case.assertFalse(enrollment.partner_id._vn_refuses_contact())
            case.assertEqual(enrollment.partner_id, contract.partner_id)

    # === The end ===
    def repairs_change_nothing(self):
        """What the nightly repairs count anew is what was stored."""
        env = self.case.env
        env.flush_all()
        before = self._stored(REPAIRED)
        env["res.partner"]._cron_contact_refresh()
        env["res.partner"]._vn_purchase_rebuild()
        env["res.partner"]._vn_score_rebuild()
        self.life.people.exists()._vn_tier_on_document()
        env.flush_all()
        self.case.assertEqual(before, self._stored(REPAIRED), "repairs")
