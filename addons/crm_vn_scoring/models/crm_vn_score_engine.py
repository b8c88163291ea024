from odoo import api, models
from odoo.exceptions import MissingError
from odoo.tools import SQL

from odoo.addons.crm_vn_base.models.crm_vn_condition_mixin import FAULTS
from odoo.addons.crm_vn_base.tools.plans import look_up

from .crm_vn_score_engine_facts import COMPANY

FACT_COLUMNS = SQL(
    "partner_id, lead_id, kind, activity_type_id, group_id, rule_id, res_model, res_id,"
    " date, points"
)
# two rows about the same source and the same reason
SAME = SQL(
    """l.active IS TRUE AND l.res_id = e.res_id AND l.res_model = e.res_model
    AND COALESCE(l.group_id, -l.rule_id, 0) = COALESCE(e.group_id, -e.rule_id, 0)"""
)
COUNTS = ("added", "changed", "ended", "scores")
PART = 2000  # customers in one statement
VALUES = SQL("partner_id, lead_id, activity_type_id, points")


class CrmVnScoreEngine(models.AbstractModel):
    """Keeps ledger, scores and stars equal to the facts, by one SQL statement.

    Whoever changes a fact queues the customers it concerns: their `vn_score` becomes
    a field to compute, so that the next one who reads, searches or commits it gets
    the right number, however many changes there were.
    """

    _inherit = "crm.vn.score.engine"

    # === Queue ===
    @api.model
    def _queue(self, partners, leads=None):
        """Let the scores of *partners* (and of *leads*) be brought up to date.

        :param partners: contacts count for their commercial partners
        """
        # sudo: who changes a fact need not be able to read whose score it moves
        partners = partners.sudo()
        partners |= self._get_existing(partners, "commercial_partner_id")
        for records in (partners, leads if leads is None else leads.sudo()):
            for name in ("vn_score", "vn_star") if records else ():
                self.env.add_to_compute(records._fields[name], records)

    @api.model
    def _take_queued(self, model):
        """Return the ids of *model* that are queued; who takes them refreshes them."""
        field = self.env[model]._fields["vn_score"]
        queued = self.env.records_to_compute(field)
        queued = queued.browse([record_id for record_id in queued._ids if record_id])
        for name in ("vn_score", "vn_star") if queued else ():
            self.env.remove_to_compute(queued._fields[name], queued)
        return queued.ids

    @api.model
    def _queue_activities(self, activities):
        """Queue the customers and leads that the documents of *activities* are of."""
        documents = self.env["res.partner"]._vn_customer_documents()
        by_model = activities.sudo().grouped("res_model")
        for model in by_model.keys() & documents.keys():
            ids = set(by_model[model].mapped("res_id"))
            self._queue(*self._get_document_owners(self.env[model].browse(ids)))

    @api.model
    def _get_document_owners(self, records):
        """Return the (partners, leads) that documents of customers count for."""
        partner = self.env["res.partner"]
        customers = partner._vn_get_customers(records._name, records.ids)
        leads = records if records._name == "crm.lead" else self.env["crm.lead"]
        return partner.union(*customers.values()), leads

    @api.model
    def _get_existing(self, records, name):
        """Return the many2one *name* of those *records* that are still there."""
        try:
            return records[name] if len(records) == 1 else records.mapped(name)
        except MissingError:
            return records.exists().mapped(name)

    @api.model
    def _get_line_owners(self, model, ids):
        """Return the (partners, leads) whose live lines come from records of *model*.

        Ask before a change and queue them after it: a flush between them would use
        the queue up.
        """
        rows = ids and self.env.execute_query(
            SQL(
                """SELECT partner_id, lead_id FROM crm_vn_score_line
                WHERE active IS TRUE AND res_id = ANY(%s) AND res_model = %s""",
                list(ids),
                model,
            )
        )
        return (
            self.env["res.partner"].browse({row[0] for row in rows} - {None}),
            self.env["crm.lead"].browse({row[1] for row in rows} - {None}),
        )

    # === Refresh ===
    @api.model
    def _refresh(self, partners=(), leads=()):
        """Bring ledger, scores and stars of some customers up to date.

        Running it again changes nothing; of two transactions that do it at once for
        the same customer the second is refused by the database and tried again.

        :param partners: ids of partners; contacts count for their commercial partners
        :param leads: ids of leads
        :return: dict of counts, see `_apply`
        """
        self._flush_facts()
        # sudo: see `_queue`
        partners = self.env["res.partner"].sudo().browse(partners)
        leads = self.env["crm.lead"].sudo().browse(leads)
        found = self._get_commercial_ids(partners)
        found.update(leads.partner_id.commercial_partner_id.ids)
        return self._apply_in_parts(sorted(found), leads.ids)

    @api.model
    def _get_commercial_ids(self, partners):
        """Return the ids of the commercial partners of *partners*.

        One that stands for a contact before it is its own and is not read for that:
        contacts are queued before their companies.
        """
        found = set()
        for partner in partners:
            if partner.id not in found:
                found.update(partner.commercial_partner_id.ids)
        return found

    def _apply_in_parts(self, partners, leads):
        """Apply to so few at a time that the statement's plan stays right.

        :return: dict of counts, see `_apply`
        """
        total = {}
        for start in range(0, max(len(partners), len(leads)), PART):
            part = slice(start, start + PART)
            counts, moved = self._apply(partners[part], leads[part])
            if moved[0] or moved[1]:
                # lines went over from customers that are not in this part
                self._apply(*moved)
            total = {name: total.get(name, 0) + counts[name] for name in counts}
        return total or dict.fromkeys(COUNTS, 0)

    @api.model
    def _rebuild(self, first=False):
        """Bring the ledger and the scores of everybody up to date.

        What is right is left alone. Only one transaction does it at a time.

        :param first: date memberships to the creation of the customer, who may have
            been in the group ever since, instead of today
        :return: dict of counts, see `_apply`
        """
        self._flush_facts()
        self.env.execute_query(SQL("SELECT pg_advisory_xact_lock(%s)", 724_300))
        counts, _moved = self._apply(None, None)
        if first:
            self._date_first_memberships(0)
        return counts

    def _date_first_memberships(self, after):
        """Date the memberships whose lines have ids beyond *after*.

        To the creation of the customer, who may have been in the group ever since.
        """
        self.env.execute_query(
            SQL(
                """UPDATE crm_vn_score_line l
                SET date = %(created)s, is_date_estimated = TRUE
                FROM res_partner p WHERE p.id = l.partner_id AND l.kind <> 'activity'
                AND l.id > %(after)s AND %(created)s < l.date RETURNING 1""",
                created=self._get_day(SQL("p.create_date")),
                after=after,
            )
        )

    def _flush_facts(self):
        """Write what is pending to the tables that `_get_facts` reads."""
        self.env["mail.activity"].flush_model(
            ["res_model", "res_id", "active", "activity_type_id", "date_done"]
        )
        self.env["mail.activity.type"].flush_model(["vn_result_points"])
        self.env["crm.vn.customer.group"].flush_model(["score_points", "active"])
        self.env["res.company"].flush_model()
        self.env["res.partner"].flush_model(
            ["commercial_partner_id", "company_id", "vn_group_ids"]
        )
        self.env["crm.lead"].flush_model(["partner_id", "company_id", "vn_group_ids"])
        self.env["res.partner"]._vn_flush_documents()

    def _apply(self, partners, leads):
        """Write the difference between facts and ledger, and the sums of the facts.

        :param partners: list or range of ids of commercial partners, None for all
        :param leads: list of ids of leads, None for all
        :return: counts ({"added", "changed", "ended", "scores"}: rows written), and
            the ids of (partners, leads) that lost lines without being among these
        """
        today = self._get_today()
        many = not isinstance(partners, list)
        if many:
            # every row is read, and PostgreSQL takes the parts of the statement for
            # small: it would look the rows up one by one
            self.env.cr.execute("SET LOCAL work_mem = '64MB'")
            self.env.cr.execute("SET LOCAL enable_nestloop = off")
        else:
            look_up(self.env.cr, partners + leads)
        ((*numbers, lost_partners, lost_leads),) = self._run(partners, leads, today)
        if many:
            self.env.cr.execute("SET LOCAL enable_nestloop = on")
        self._invalidate()
        counts = dict(zip(COUNTS, numbers, strict=True))
        if partners is None:
            return counts, ([], [])
        lost_partners = set(lost_partners or ()).difference(partners)
        return counts, (list(lost_partners), list(set(lost_leads or ()) - set(leads)))

    def _run(self, partners, leads, today):
        """Run the statement of `_apply`; rules that fail are left out of it."""
        if not self._get_rules():
            return self.env.execute_query(self._get_statement(partners, leads, today))
        guarded = self.env["crm.vn.condition.mixin"]._vn_run_guarded
        try:
            return guarded(self._get_statement(partners, leads, today))
        except FAULTS:
            if not self._mark_failing_rules(partners, today):
                raise
        return guarded(self._get_statement(partners, leads, today))

    def _get_statement(self, partners, leads, today):
        return SQL(
            """WITH expected AS MATERIALIZED (%(facts)s),
            wanted AS (SELECT * FROM expected WHERE kind = 'group' OR points <> 0),
            %(ledger)s,
            %(scores)s
            SELECT (SELECT count(*) FROM added),
                (SELECT count(*) FROM changed),
                (SELECT count(*) FROM ended) + (SELECT count(*) FROM dropped),
                (SELECT count(*) FROM partner_scores)
                    + (SELECT count(*) FROM own_lead_scores),
                (SELECT array_agg(DISTINCT partner_id) FROM moved
                    WHERE partner_id IS NOT NULL),
                (SELECT array_agg(DISTINCT lead_id) FROM moved
                    WHERE lead_id IS NOT NULL)""",
            facts=self._get_facts(partners, leads, today),
            ledger=self._get_ledger_changes(partners, leads, today),
            scores=self._get_score_changes(partners, leads),
        )

    def _invalidate(self):
        for model in ("res.partner", "crm.lead"):
            self.env[model].invalidate_model(["vn_score", "vn_star"], flush=False)
        self.env["crm.vn.score.line"].invalidate_model(flush=False)

    def _get_ledger_changes(self, partners, leads, today):
        """Return the statements that bring the ledger to `wanted`.

        A line ends when its fact is gone, and is dropped when the fact still stands
        but is worth nothing any more: then the past is worth nothing either.
        """
        return SQL(
            """stale AS (
                SELECT l.id, l.partner_id, l.lead_id, l.date, CASE
                    WHEN e.res_id IS NOT NULL THEN NULL
                    WHEN l.kind <> 'activity' THEN 'left'
                    WHEN a.id IS NULL THEN 'deleted'
                    WHEN a.active THEN 'undone' END AS reason
                FROM crm_vn_score_line l
                LEFT JOIN expected e ON %(same)s
                LEFT JOIN mail_activity a
                    ON l.kind = 'activity' AND e.res_id IS NULL AND a.id = l.res_id
                WHERE l.active IS TRUE%(whose)s AND (e.res_id IS NULL
                    OR (e.points = 0 AND e.kind <> 'group'))),
            dropped AS (
                DELETE FROM crm_vn_score_line l USING stale s
                WHERE l.id = s.id AND (s.reason IS NULL
                    OR (s.reason <> 'deleted' AND s.date >= %(today)s))
                RETURNING l.partner_id, l.lead_id),
            ended AS (
                UPDATE crm_vn_score_line l
                SET active = FALSE, end_reason = s.reason, date_end = %(today)s
                FROM stale s WHERE l.id = s.id AND (s.reason = 'deleted'
                    OR (s.reason IS NOT NULL AND s.date < %(today)s))
                RETURNING l.partner_id, l.lead_id),
            moved AS (
                SELECT l.partner_id, l.lead_id FROM wanted e
                JOIN crm_vn_score_line l ON %(same)s
                WHERE (l.partner_id, l.lead_id)
                    IS DISTINCT FROM (e.partner_id, e.lead_id)),
            changed AS (
                UPDATE crm_vn_score_line l SET (%(values)s, date) = (
                    e.partner_id, e.lead_id, e.activity_type_id, e.points,
                    CASE WHEN e.dated THEN e.date ELSE l.date END)
                FROM (SELECT *, kind = 'activity' OR (kind = 'rule'
                        AND res_model <> 'res.partner') AS dated FROM wanted) e
                WHERE %(same)s AND (
                    (l.partner_id, l.lead_id, l.activity_type_id, l.points)
                    IS DISTINCT FROM
                    (e.partner_id, e.lead_id, e.activity_type_id, e.points)
                    OR (e.dated AND l.date <> e.date))
                RETURNING l.partner_id, l.lead_id),
            added AS (
                INSERT INTO crm_vn_score_line (%(columns)s, active)
                SELECT %(columns)s, TRUE FROM wanted e WHERE NOT EXISTS (
                    SELECT FROM crm_vn_score_line l WHERE %(same)s)
                ON CONFLICT DO NOTHING
                RETURNING partner_id, lead_id)""",
            same=SAME,
            whose=self._get_whose(partners, leads),
            today=today,
            values=VALUES,
            columns=FACT_COLUMNS,
        )

    def _get_score_changes(self, partners, leads):
        """Return the statements that write the sums of `wanted` and their stars.

        A customer whose lines changed is written even if the sum is the same: two
        transactions that both change lines of one customer must meet.
        """
        many = not isinstance(partners, list)
        return SQL(
            """touched AS (
                SELECT partner_id, lead_id FROM added
                UNION SELECT partner_id, lead_id FROM changed
                UNION SELECT partner_id, lead_id FROM ended
                UNION SELECT partner_id, lead_id FROM dropped),
            sums AS (
                SELECT partner_id, lead_id, sum(points)::int4 AS score
                FROM wanted GROUP BY partner_id, lead_id),
            stars AS MATERIALIZED (
                SELECT p.id, COALESCE(s.score, 0) AS score, %(partner_star)s AS star,
                    t.partner_id IS NOT NULL AS touched
                FROM res_partner p %(company)s
                LEFT JOIN sums s ON s.partner_id = p.id
                LEFT JOIN touched t ON t.partner_id = p.id
                WHERE %(own)s%(partners)s),
            partner_scores AS (
                UPDATE res_partner p SET vn_score = s.score, vn_star = s.star
                FROM stars s WHERE p.commercial_partner_id = s.id AND (
                    (p.vn_score, p.vn_star) IS DISTINCT FROM (s.score, s.star)
                    OR (s.touched AND p.id = s.id))
                RETURNING p.id),
            lead_scores AS (
                UPDATE crm_lead l SET vn_score = s.score, vn_star = s.star
                FROM stars s JOIN res_partner p ON p.commercial_partner_id = s.id
                WHERE l.partner_id = p.id
                    AND (l.vn_score, l.vn_star) IS DISTINCT FROM (s.score, s.star)),
            own_lead_scores AS (
                UPDATE crm_lead l SET vn_score = s.score, vn_star = s.star
                FROM (
                    SELECT p.id, COALESCE(s.score, 0) AS score,
                        %(partner_star)s AS star, t.lead_id IS NOT NULL AS touched
                    FROM crm_lead p %(company)s
                    LEFT JOIN sums s ON s.lead_id = p.id
                    LEFT JOIN touched t ON t.lead_id = p.id
                    WHERE p.partner_id IS NULL%(leads)s) s
                WHERE l.id = s.id AND (s.touched
                    OR (l.vn_score, l.vn_star) IS DISTINCT FROM (s.score, s.star))
                RETURNING l.id)""",
            partner_star=self._get_star(SQL("COALESCE(s.score, 0)")),
            company=COMPANY,
            # of known ones that is true, and PostgreSQL would take it for true of few
            own=SQL("p.commercial_partner_id = p.id" if many else "TRUE"),
            partners=self._get_within(SQL("p.id"), partners),
            leads=self._get_within(SQL("p.id"), leads),
        )
