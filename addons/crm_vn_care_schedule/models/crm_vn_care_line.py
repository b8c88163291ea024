from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import care_dates
from .mail_activity_plan_template import STEPS


class CrmVnCareLine(models.Model):
    """One line of an enrollment: what was promised, when, and what came of it.

    The activity is the to-do; this keeps the promise after the activity is done,
    moved or removed. Written by the engine only.
    """

    _name = "crm.vn.care.line"
    _description = "Care line"
    _inherit = ["crm.vn.day.mixin", "crm.vn.protected.mixin"]
    _vn_engine_only = True
    _order = "date, id"

    # === What ===
    name = fields.Char(required=True, readonly=True)
    enrollment_id = fields.Many2one(
        "crm.vn.care.enrollment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    template_id = fields.Many2one(
        "mail.activity.plan.template",
        string="Schedule line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    plan_id = fields.Many2one(
        related="enrollment_id.plan_id", store=True, string="Care schedule"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    activity_type_id = fields.Many2one(
        "mail.activity.type", readonly=True, ondelete="restrict"
    )
    activity_id = fields.Many2one(
        "mail.activity",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    source_name = fields.Char(related="enrollment_id.source_name", string="Document")

    # === When and who ===
    wished_date = fields.Date(
        string="By the schedule", readonly=True, help="Before days off and the cap"
    )
    date = fields.Date(string="Promised for", readonly=True, required=True)
    move_reason = fields.Selection(
        [("off_day", "Day off"), ("cap", "Full day")],
        string="Moved because of",
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Person in charge", readonly=True, index="btree_not_null"
    )
    user_step = fields.Selection(
        STEPS,
        string="In charge as",
        readonly=True,
        help="Who is not an active salesperson is passed over: the owner, the "
        "document's salesperson, the leader of the team, the person whom the company "
        "names, else nobody",
    )

    # === What came of it ===
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("done", "Done"),
            ("skipped", "Skipped"),
            ("stopped", "Stopped"),
        ],
        default="planned",
        required=True,
        readonly=True,
    )
    done_date = fields.Date(readonly=True)
    delay_days = fields.Integer(
        string="Days late",
        compute="_compute_delay_days",
        store=True,
        help="From the promised day to the day it was done; early is negative",
    )
    stop_reason = fields.Char(readonly=True)
    is_overdue = fields.Boolean(compute="_compute_is_overdue")

    _open_idx = models.Index("(partner_id, date) WHERE state = 'planned'")
    _template_uniq = models.UniqueIndex(
        "(enrollment_id, template_id)",
        "A schedule line is planned once per enrollment.",
    )

    @api.depends("date", "done_date")
    def _compute_delay_days(self):
        for line in self:
            done = line.done_date
            line.delay_days = (done - line.date).days if done else 0

    @api.depends("state", "date")
    def _compute_is_overdue(self):
        for line in self:
            today = line.company_id._vn_today()
            line.is_overdue = line.state == "planned" and line.date < today

    def _stop(self, reason):
        """End open lines and remove their activities; done ones stay as they are.

        :param reason: a sentence for people
        """
        open_lines = self.filtered(lambda line: line.state == "planned")
        activities = open_lines.activity_id
        open_lines._vn_as_engine().write({"state": "stopped", "stop_reason": reason})
        activities._vn_as_care_engine().unlink()

    def _vn_reassign(self):
        """Give open lines to whom the schedule and the ladder say now.

        Lines of people whom the schedule names stay, as long as they are there.
        """
        groups = {}
        # sudo: who is in charge is the engine's to say, whoever made the change
        for line in self.sudo().filtered(lambda line: line.state == "planned"):
            found = line._vn_person_in_charge()
            key = found["user"].id or False, found["user_step"]
            groups.setdefault(key, []).append(line.id)
        for (user_id, step), line_ids in groups.items():
            user = self.env["res.users"].browse(user_id or [])
            self.sudo().browse(line_ids)._vn_assign(user, step)

    def _vn_person_in_charge(self):
        """Return who is to have this line now, see the schedule's line."""
        self.ensure_one()
        partner, company = self.partner_id, self.company_id
        record = self.enrollment_id._source() or partner
        nobody = self.env["res.users"]
        if self.template_id:
            return self.template_id._vn_person_in_charge(
                nobody, record, partner, company
            )
        document = record if record != partner else None
        user, step = partner._vn_responsible(document, company=company)
        return {"user": user, "user_step": step}

    def _vn_assign(self, user, step):
        """Give open lines and their activities to *user*, without a mail for each.

        :param step: which step of the ladder it was
        """
        moving = self.filtered(lambda line: line.user_id != user)
        quiet = moving.activity_id.with_context(mail_activity_quick_update=True)
        quiet._vn_as_care_engine().write({"user_id": user.id})
        self._vn_as_engine().write({"user_id": user.id, "user_step": step})

    # === Days off that were entered later ===
    @api.model
    def _vn_off_day_domain(self):
        """Return the domain of open lines on a day off, of the user's companies.

        Those of schedule lines that keep their date are where they are meant to be.
        """
        domain = Domain.FALSE
        for company in self.env.companies:
            ahead = Domain("state", "=", "planned") & Domain(
                "company_id", "=", company.id
            )
            ahead &= Domain("date", ">=", company._vn_today())
            # sudo: which days have care, of everybody
            groups = self.sudo()._read_group(ahead, ["date:day"], [])
            days = [day for (day,) in groups]
            if days:
                working = company._vn_working_days(min(days), max(days))
                off = sorted(set(days) - set(working))
                domain |= ahead & Domain("date", "in", off)
        return domain & (
            Domain("template_id", "=", False)
            | Domain("template_id.vn_off_day_policy", "!=", care_dates.KEEP)
        )

    @api.model
    @api.readonly
    def action_view_off_days(self):
        """Open the care that lies on days off."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_care_schedule.crm_vn_care_line_action"
        )
        ids = self.search(self._vn_off_day_domain()).ids
        action["display_name"] = self.env._("Care on days off")
        action["domain"] = [("id", "in", ids)]
        action["context"] = {}
        return action

    def action_move_off_days(self):
        """Move these open lines off the days off, by their schedule and the cap."""
        self.check_access("read")
        # with the rights of who asks: only care that he sees is moved; the lines and
        # their activities are the engine's to write
        lines = self.search(self._vn_off_day_domain() & Domain("id", "in", self.ids))
        for company, mine in lines.sudo().grouped("company_id").items():
            self.env["crm.vn.care.planner"]._move_off_days(company, mine)
        return True

    def action_done(self):
        """Mark the activities of these lines as done."""
        # through the activity, with the rights of who presses it
        self.check_access("read")
        open_lines = self.filtered(lambda line: line.state == "planned")
        self.env["mail.activity"].browse(
            open_lines.sudo().activity_id.ids
        ).action_done()
        return True

    @api.readonly
    def action_open_activity_document(self):
        """Open the document that the care is for."""
        self.ensure_one()
        return self.enrollment_id.action_open_source()
