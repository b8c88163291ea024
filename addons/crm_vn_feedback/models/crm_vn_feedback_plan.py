from datetime import date, timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .crm_vn_feedback_set import OCCASIONS

BATCH = 200
LONG_AGO = date(2000, 1, 1)


class CrmVnFeedbackPlan(models.Model):
    """A question that an occasion brings, until its day has come.

    One for each document and occasion, so that whatever happens twice asks once.
    """

    _name = "crm.vn.feedback.plan"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Planned question"
    _vn_engine_only = True
    _order = "date, id"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    occasion = fields.Selection(OCCASIONS, required=True, readonly=True)
    res_model = fields.Char(string="Document model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", required=True, readonly=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    date = fields.Date(string="Asked on", required=True, readonly=True)
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("asked", "Asked"),
            ("left_out", "Left out"),
            ("cancelled", "Taken back"),
        ],
        default="planned",
        required=True,
        readonly=True,
    )
    reason = fields.Char(string="Why not asked", readonly=True)

    _source_uniq = models.UniqueIndex("(res_model, res_id, occasion)")
    _due_idx = models.Index("(date, id) WHERE state = 'planned'")

    def _vn_get_engine_hint(self, names):
        return self.env._(
            "Questions are planned by the occasions of the question sets."
        )

    # === What brings a question ===
    @api.model
    def _vn_get_occasions(self):
        """Return what has happened: list of ``(occasion, documents, day of each)``.

        Asked by the scheduled action; extended by the addon that knows the documents.
        *day of each* is a function from a document to the day of its occasion. What is
        planned already may come again.
        """
        return []

    @api.model
    def _vn_get_automatic(self, occasion):
        """Return the sets that ask about an occasion by themselves."""
        return self.env["crm.vn.feedback.set"].search(
            [("occasion", "=", occasion), ("is_automatic", "=", True)]
        )

    @api.model
    def _vn_get_since(self, occasion):
        """Return from which day on an occasion is asked about, False for never."""
        sets = self._vn_get_automatic(occasion)
        return min((one.automatic_since or LONG_AGO for one in sets), default=False)

    @api.model
    def _vn_plan(self, occasion, sources, get_day):
        """Plan a question about each document, after the delay of its set.

        A document that is planned already stays as it is; one that was taken back
        before it was asked about is planned again.

        :param str occasion: see ``crm.vn.feedback.set``
        :param sources: documents with ``partner_id`` and ``company_id``
        :param get_day: function from a document to the day of its occasion
        """
        now = fields.Datetime.now()
        rows = []
        sets = {}
        for source in sources:
            partner = source.partner_id
            company = source.company_id or partner.company_id or self.env.company
            if company not in sets:
                sets[company] = self._vn_get_automatic(occasion).filtered(
                    lambda one, company=company: (
                        not one.company_id or one.company_id == company
                    )
                )[:1]
            questions, day = sets[company], get_day(source)
            if not questions or not partner or not day:
                continue
            if questions.automatic_since and day < questions.automatic_since:
                continue
            rows.append(
                (
                    *(partner.id, occasion, source._name, source.id, company.id),
                    self._vn_get_due(company, day, questions.delay_days),
                    *("planned", self.env.uid, now, self.env.uid, now),
                )
            )
        if rows:
            self.flush_model()
            self.env.cr.execute_values(
                """
                INSERT INTO crm_vn_feedback_plan AS known (
                    partner_id, occasion, res_model, res_id, company_id, date, state,
                    create_uid, create_date, write_uid, write_date)
                VALUES %s
                ON CONFLICT (res_model, res_id, occasion) DO UPDATE
                   SET state = 'planned', date = EXCLUDED.date,
                       write_date = EXCLUDED.write_date
                 WHERE known.state = 'cancelled'
                """,
                rows,
            )
            self.invalidate_model(flush=False)

    @api.model
    def _vn_get_due(self, company, day, delay):
        """Return the day *delay* working days after *day*, not before today."""
        days = company._vn_working_days(
            day + timedelta(days=1), day + timedelta(days=2 * delay + 30)
        )
        due = days[delay - 1] if 0 < delay <= len(days) else day + timedelta(days=delay)
        return max(due, company._vn_today())

    @api.model
    def _vn_take_back(self, sources):
        """The reason is gone: nothing is asked about these documents any more."""
        # sudo: the reason is gone for every question, whoever may see it
        plans = self.sudo().search(
            Domain("res_model", "=", sources._name)
            & Domain("res_id", "in", sources.ids)
            & Domain("state", "in", ("planned", "asked"))
        )
        plans.filtered(
            lambda one: one.state == "planned"
        )._vn_as_engine().state = "cancelled"
        self.env["crm.vn.feedback.request"]._vn_revoke_for(sources)

    # === Asking ===
    @api.model
    def _cron_ask(self):
        """Look for occasions, and ask about those whose day has come.

        Strategy: what happened is planned once a document; what is due is asked in
        batches, document by document, each in a savepoint: one that fails stays planned
        and stands among what could not be done.
        """
        for occasion, sources, get_day in self._vn_get_occasions():
            self._vn_plan(occasion, sources, get_day)
        cron = self.env["ir.cron"]
        latest = max(self.env["res.company"]._vn_todays().values())
        due = Domain("state", "=", "planned") & Domain("date", "<=", latest)
        cron._commit_progress(remaining=self.search_count(due))
        last = 0
        # a batch at least, however long it took to find them
        while plans := self.search(
            due & Domain("id", ">", last), limit=BATCH, order="id"
        ):
            last = plans[-1].id
            self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_feedback.ir_cron_ask",
                plans.try_lock_for_update().filtered(
                    lambda one: one.date <= one.company_id._vn_today()
                ),
                lambda one: one._ask(),
            )
            if not cron._commit_progress(len(plans)):
                break

    def _ask(self):
        """Ask about one document and send the link, or keep why not."""
        self.ensure_one()
        source = self.env[self.res_model].browse(self.res_id).exists()
        plan = self._vn_as_engine()
        if not source:
            plan.state = "cancelled"
            return
        requests = self.env["crm.vn.feedback.request"].with_company(self.company_id)
        partner = self.partner_id
        reasons = requests._vn_get_unreachable(partner)
        if not reasons:
            asked = requests._vn_ask(partner, self.occasion, source)
            if asked:
                asked._vn_send()
                plan.write({"state": "asked", "reason": False})
                return
            reasons = requests._vn_get_obstacles(partner)
        plan.write({"state": "left_out", "reason": reasons.get(partner.id)})
