from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools import holidays

ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)
#: from this month on the next year is proposed
LATE = 10


class CrmVnHolidayProposal(models.TransientModel):
    """Vietnam's public holidays of a year, for an administrator to confirm."""

    _name = "crm.vn.holiday.proposal"
    _inherit = "crm.vn.company.wizard.mixin"
    _description = "Public holidays of a year"

    year = fields.Integer(required=True, default=lambda self: self._default_year())
    line_ids = fields.One2many(
        "crm.vn.holiday.proposal.line",
        "wizard_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )

    @api.model
    def _default_year(self):
        """Return this year; late in it the next one, once this one is confirmed."""
        company = self.env.company
        today = company._vn_today()
        if today.month < LATE:
            return today.year
        known = company._vn_public_holidays(today.replace(day=1, month=1), today)
        return today.year + (1 if known or today.month == 12 else 0)

    @api.constrains("year")
    def _check_year(self):
        for wizard in self:
            if not 1900 <= wizard.year <= 2100:
                raise UserError(
                    self.env._(
                        "Choose a year between 1900 and 2100, not %s", wizard.year
                    )
                )

    @api.depends("year")
    def _compute_line_ids(self):
        language = self.env.lang or "en_US"
        name = "name_vi" if language.startswith("vi") else "name_en"
        for wizard in self:
            days = []
            if 1900 <= wizard.year <= 2100:
                days = holidays.proposal(wizard.year)
            wizard.line_ids = [Command.clear()] + [
                Command.create(
                    {"date": day["date"], "name": day[name], "status": day["status"]}
                )
                for day in days
            ]

    def action_confirm(self):
        """Write the chosen days into the company's days off; twice is once.

        Consecutive days become one entry; days that are off already stay as they are.
        """
        self.ensure_one()
        if not self.env.user.has_group("sales_team.group_sale_manager"):
            raise UserError(
                self.env._("Only a sales administrator may confirm public holidays.")
            )
        company = self.company_id
        company._vn_check_mine()
        chosen = self.line_ids.filtered("selected")
        names = {line.date: line.name for line in chosen}
        if not names:
            raise UserError(self.env._("Choose at least one day."))
        known = company._vn_public_holidays(min(names), max(names))
        # sales administrators confirm the days; the table belongs to Odoo's
        # resources, and only entries of the whole company are written here
        leaves = self.env["resource.calendar.leaves"].sudo()
        leaves = leaves.with_company(company)
        for first, last in holidays.runs(set(names) - known):
            leave = leaves.create(
                {
                    "name": names[first],
                    "calendar_id": False,
                    "resource_id": False,
                    "date_from": company._vn_moment(first),
                    "date_to": company._vn_moment(last + ONE_DAY) - ONE_SECOND,
                }
            )
            # Odoo computes the company of a day off of all calendars from the
            # environment that flushes: make it this one
            leave.flush_recordset()
        return self._action_after()

    def _action_after(self):
        """Hook: return the action after the days were written."""
        return {"type": "ir.actions.act_window_close"}


class CrmVnHolidayProposalLine(models.TransientModel):
    """A day off that may be confirmed."""

    _name = "crm.vn.holiday.proposal.line"
    _description = "Public holiday of a year"
    _order = "date"

    wizard_id = fields.Many2one("crm.vn.holiday.proposal", ondelete="cascade")
    selected = fields.Boolean(default=True)
    date = fields.Date(required=True)
    name = fields.Char(required=True)
    status = fields.Selection(
        [("official", "Announced"), ("computed", "Computed, not announced yet")],
        default="computed",
    )
