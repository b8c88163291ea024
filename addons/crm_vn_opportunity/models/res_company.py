from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.crm_vn_base.models.res_company_hours import HORIZON_DAYS
from odoo.addons.crm_vn_base.tools import worktime


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Notices ===
    vn_notice_from = fields.Float(
        string="Notices from",
        default=7.5,
        help="Overdue notices are sent from this hour of a working day",
    )
    vn_notice_to = fields.Float(
        string="Notices until",
        default=18.0,
        help="Overdue notices are sent until this hour of a working day; what is "
        "overdue later is told on the next working day",
    )
    vn_notice_digest_from = fields.Integer(
        string="One summary from",
        default=4,
        help="From this number of opportunities, a person gets one message about all "
        "of them instead of one message about each",
    )

    # === Losing ===
    vn_lost_reason_required = fields.Boolean(
        string="Lost reason required",
        default=True,
        help="An opportunity can be marked as lost only with a reason",
    )

    _vn_notice_hours = models.Constraint(
        "CHECK (vn_notice_from >= 0 AND vn_notice_to <= 24"
        " AND vn_notice_from < vn_notice_to)",
        "The hours of notices must lie between 0:00 and 24:00, the first before the "
        "last.",
    )

    @api.constrains("vn_notice_digest_from")
    def _check_vn_notice_digest_from(self):
        for company in self:
            if company.vn_notice_digest_from < 2:
                raise ValidationError(
                    self.env._(
                        "%(company)s: a summary begins with 2 opportunities or more.",
                        company=company.display_name,
                    )
                )

    # === Working time ===
    def _vn_off_day_moved(self, moment):
        """Return *moment*, or the same time of the next working day when it is off.

        :param moment: naive moment in UTC, or False
        """
        self.ensure_one()
        if not moment:
            return moment
        day = self._vn_day(moment)
        working = self._vn_working_days(day, day + timedelta(days=HORIZON_DAYS // 8))
        following = min((found for found in working if found >= day), default=day)
        return moment + (following - day)

    def _vn_is_notice_time(self, moment):
        """Tell whether employees may be disturbed at *moment* (naive, in UTC)."""
        self.ensure_one()
        # sudo: hours of work are read for a message, nothing of them is told
        local = self._vn_local(moment)
        intervals = None
        if self.sudo().resource_calendar_id:
            start = self._vn_moment(local.date())
            intervals = [
                (self._vn_local(begin), self._vn_local(stop))
                for begin, stop in self._vn_work_intervals(
                    start, start + timedelta(days=1)
                )
            ]
        return worktime.is_notice_time(
            local, self.vn_notice_from, self.vn_notice_to, intervals
        )
