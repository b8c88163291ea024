from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.crm_vn_care_schedule.tools import care_dates

#: answers that another hour changes
PASSING = ("ok", "hours", "cap")
BATCH = 500
HORIZON = timedelta(days=400)


class CrmVnCareLine(models.Model):
    _inherit = "crm.vn.care.line"

    purpose = fields.Selection(
        [("care", "Care"), ("advert", "Advert"), ("survey", "Survey")],
        compute="_compute_purpose",
        store=True,
        precompute=True,
    )
    obstacle = fields.Selection(
        lambda self: list(self.env["crm.vn.contact.verdict"]._get_reasons().items()),
        string="Not allowed because",
        readonly=True,
        help="Why the customer must not be contacted with this; it has no activity",
    )
    move_reason = fields.Selection(
        selection_add=[("hours", "Hours and limits for contacts")]
    )

    # what waits for consent, or has to be asked about on its day
    _obstacle_idx = models.Index(
        "(date, id) WHERE state = 'planned' AND purpose <> 'care'"
    )

    @api.depends("template_id.vn_purpose", "enrollment_id.plan_id.vn_purpose")
    def _compute_purpose(self):
        for line in self:
            line.purpose = (
                line.template_id.vn_purpose
                or line.enrollment_id.plan_id.vn_purpose
                or "care"
            )

    @api.depends("obstacle")
    def _compute_is_overdue(self):
        result = super()._compute_is_overdue()
        self.filtered("obstacle").is_overdue = False
        return result

    # === What is asked ===
    def _vn_get_contact_codes(self):
        """Return what the gate says about these lines now, asked once for all.

        Lines whose purpose is care are asked only whether the person restricted the use
        of the data: a customer who wants no contact at all has no care.

        :return: ``{line id: (code, not_before)}``
        """
        codes = {}
        asked = self.filtered(lambda line: line.purpose not in (False, "care"))
        for (channel, purpose, company), lines in asked.grouped(
            lambda line: (line._vn_get_channel(), line.purpose, line.company_id)
        ).items():
            people = lines.partner_id.with_company(company)
            verdicts = people._vn_contact_verdicts(channel, purpose)
            for line in lines:
                _allowed, code, not_before = verdicts[line.partner_id.id]
                codes[line.id] = code, not_before
        for line in self - asked:
            if line.partner_id.vn_processing_restricted:
                codes[line.id] = "restricted", False
        return codes

    def _vn_get_channel(self):
        """Return by which channel this line reaches the customer."""
        self.ensure_one()
        if self.template_id:
            return self.template_id._vn_get_channel()
        return "visit" if self.activity_type_id.category == "meeting" else "call"

    @api.model
    def _vn_lasting_obstacles(self):
        """Return the codes with which a line waits on after its day has passed."""
        return set()

    # === What follows ===
    def _vn_check_contact(self, *, move=False):
        """Keep on open lines why they are not allowed, and move what may wait.

        :param move: also what is only outside the hours: when it is planned; later a
            line that nobody did in time is late, and stays so
        """
        open_lines = self.filtered(lambda line: line.state == "planned")
        codes = open_lines._vn_get_contact_codes()
        for line in open_lines:
            code, not_before = codes.get(line.id, ("ok", False))
            obstacle = False if code in PASSING else code
            if line.obstacle != obstacle:
                line._vn_as_engine().obstacle = obstacle
            if not_before and (move or code == "cap"):
                line._vn_move_to(not_before)

    def _vn_move_to(self, moment):
        """Move a line that is due to the first working day from a moment on."""
        self.ensure_one()
        company = self.company_id
        today, day = company._vn_today(), company._vn_day(moment)
        if self.date > today or day <= today:
            return
        if self.template_id.vn_off_day_policy != care_dates.KEEP:
            calendar = company.resource_calendar_id
            is_off = calendar._vn_is_off(company, day, day + HORIZON)
            day = care_dates.working_day(day, is_off)
        self._vn_as_engine().write({"date": day, "move_reason": "hours"})
        quiet = self.activity_id.with_context(mail_activity_quick_update=True)
        quiet._vn_as_care_engine().write({"date_deadline": day})

    def _vn_recheck_contact(self):
        """Ask again: what is allowed has an activity, what is not has none.

        A line that is still not allowed when its day has passed is skipped, unless its
        reason lasts.
        """
        lines = self.filtered(
            lambda line: (
                line.state == "planned" and line.enrollment_id.state == "running"
            )
        )
        lines._vn_check_contact()
        stopped = lines.filtered("obstacle")
        stopped.activity_id._vn_as_care_engine().unlink()
        stopped.invalidate_recordset(["activity_id"])
        lasting = self._vn_lasting_obstacles()
        missed = stopped.filtered(
            lambda line: (
                line.obstacle not in lasting and line.date < line.company_id._vn_today()
            )
        )
        missed._vn_as_engine().state = "skipped"
        freed = (lines - stopped).filtered(lambda line: not line.activity_id)
        for line in freed:
            line._vn_move_to_today()
        self.env["mail.activity"]._vn_create_for_care(freed)
        missed.enrollment_id._update_done()

    def _vn_move_to_today(self):
        """Move a line that had to wait to a working day from today on."""
        self.ensure_one()
        company = self.company_id
        today = company._vn_today()
        if self.date < today:
            calendar = company.resource_calendar_id
            is_off = calendar._vn_is_off(company, today, today + HORIZON)
            day = care_dates.working_day(today, is_off)
            self._vn_as_engine().write({"date": day, "move_reason": "hours"})

    @api.model
    def _vn_recheck_customers(self, partners):
        """Ask again for the open care of these customers that is not mere care.

        And for all of it where the use of the data is restricted, or was until now.
        """
        self.search(
            Domain("partner_id", "in", partners.ids)
            & Domain("state", "=", "planned")
            & (
                Domain("purpose", "!=", "care")
                | Domain("obstacle", "!=", False)
                | Domain("partner_id.vn_processing_restricted", "=", True)
            )
        )._vn_recheck_contact()

    @api.model
    def _cron_check_contact(self):
        """Ask again for what is due, and for what waits.

        Strategy: batches by id; a second run finds the same answers and writes nothing.
        """
        cron = self.env["ir.cron"]
        latest = max(self.env["res.company"]._vn_todays().values())
        domain = (
            Domain("state", "=", "planned")
            & Domain("purpose", "!=", "care")
            & Domain("enrollment_id.state", "=", "running")
            & (
                Domain("date", "<=", latest)
                | Domain("obstacle", "!=", False)
                | Domain("activity_id", "=", False)
            )
        )
        cron._commit_progress(remaining=self.search_count(domain))
        last = 0
        # a batch at least, however long it took to find them
        while found := self.search(
            domain & Domain("id", ">", last), limit=BATCH, order="id"
        ):
            last = found[-1].id
            found.try_lock_for_update()._vn_recheck_contact()
            if not cron._commit_progress(len(found)):
                break
