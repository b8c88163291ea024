from datetime import timedelta

from odoo import api, fields, models

from .crm_vn_privacy_request import OPEN

#: working days before the term at which somebody is reminded
REMIND_DAYS = 2


class CrmVnPrivacyRequest(models.Model):
    """Who is in charge is reminded of terms before they pass, and each day after."""

    _inherit = "crm.vn.privacy.request"

    reminder_date = fields.Date(string="Last reminder", readonly=True, copy=False)

    @api.model
    def _cron_remind(self):
        """Remind of open requests whose term is near, once, and daily of late ones.

        Strategy: all open requests of a company at once; the day of the last reminder
        is kept, so that a second run the same day says nothing twice.
        """
        for company in self.env["res.company"].search([]):
            today = company._vn_today()
            worked = company._vn_working_days(
                today + timedelta(days=1), today + timedelta(days=30)
            )
            near = worked[REMIND_DAYS - 1] if len(worked) >= REMIND_DAYS else today
            due = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "in", OPEN),
                    ("due_date", "<=", near),
                ]
            )
            due.filtered(lambda one, day=today: one._is_to_remind(day))._remind(today)

    def _is_to_remind(self, today):
        """Tell whether nobody was reminded of what is near, or today of the rest."""
        self.ensure_one()
        last = self.reminder_date
        return not last or (last < today and self.due_date <= today)

    def _remind(self, today):
        """Notify who is responsible, or all who are in charge of personal data."""
        officers = self.env.ref("crm_vn_consent.group_vn_privacy").all_user_ids
        for request in self:
            people = request.user_id.filtered("active") or officers.filtered(
                lambda user, company=request.company_id: company in user.company_ids
            )
            request.message_notify(
                partner_ids=people.partner_id.ids,
                subject=self.env._("Privacy request %s", request.name),
                body=self.env._(
                    "Request %(name)s of %(person)s has to be done until %(day)s.",
                    name=request.name,
                    person=request.partner_id.display_name,
                    day=fields.Date.to_string(request.due_date),
                ),
            )
        self._vn_as_engine().reminder_date = today
