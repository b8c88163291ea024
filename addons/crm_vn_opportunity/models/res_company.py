from datetime import timedelta

import pytz

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import worktime

# the farthest a deadline may lie ahead, in days of the calendar
HORIZON_DAYS = 730


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
    def _vn_add_working_hours(self, start, hours):
        """Return when *hours* of work after *start* are done.

        :param start: naive moment in UTC
        :param hours: hours in the company's working calendar, without its holidays
        :return: naive moment in UTC; False without hours, or when the calendar has
            no such amount of work within two years
        """
        self.ensure_one()
        if not hours or hours <= 0:
            return False
        if not self.resource_calendar_id:
            return start + timedelta(hours=hours)
        days = 14 + hours
        while True:
            end = start + timedelta(days=min(days, HORIZON_DAYS))
            result = worktime.add_hours(
                start, hours, self._vn_work_intervals(start, end)
            )
            if result:
                return result
            if days >= HORIZON_DAYS:
                return False
            days *= 4

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

    def _vn_working_hours_between(self, start, stop):
        """Return the hours of work between two naive moments in UTC."""
        self.ensure_one()
        if stop <= start:
            return 0.0
        if not self.resource_calendar_id:
            return (stop - start) / timedelta(hours=1)
        return worktime.hours_between(start, stop, self._vn_work_intervals(start, stop))

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

    def _vn_work_intervals(self, start, end):
        """Return the working time between two naive moments, in naive UTC."""
        # sudo: salespeople may not read holidays; only a deadline results
        calendar = self.sudo().resource_calendar_id
        work = calendar._work_intervals_batch(
            pytz.utc.localize(start),
            pytz.utc.localize(end),
            # the company's hours are where it is, whatever Odoo put there at first
            tz=pytz.timezone(self._vn_timezone()),
        )[False]
        return [
            (
                begin.astimezone(pytz.utc).replace(tzinfo=None),
                stop.astimezone(pytz.utc).replace(tzinfo=None),
            )
            for begin, stop, _attendance in work
        ]
