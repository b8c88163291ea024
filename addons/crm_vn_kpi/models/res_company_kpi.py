from datetime import datetime, time, timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools.intervals import Intervals

WEEKDAYS = range(5)
OFFICE_HOURS = ((time(8), time(12)), (time(13), time(17)))


class ResCompany(models.Model):
    """Settings of the employee KPI, and the working days it counts in."""

    _inherit = "res.company"

    # === Employee KPI ===
    vn_kpi_leaderboard = fields.Selection(
        [
            ("off", "Off"),
            ("team", "Within the sales team"),
            ("company", "Within the company"),
        ],
        string="KPI leaderboard",
        default="off",
        required=True,
        help="Whom salespeople see beside themselves: names, ranks and percentages, "
        "no other number. Managers see everybody.",
    )
    vn_kpi_correction_days = fields.Integer(
        string="Days in which closed KPI sheets are corrected",
        default=90,
        help="So many days after closing, a scheduled action compares closed sheets "
        "with their records and notes every difference as an adjustment. 0: only "
        "when somebody asks for it.",
    )

    _vn_kpi_correction_days_check = models.Constraint(
        "CHECK (vn_kpi_correction_days >= 0)",
        "The days in which closed KPI sheets are corrected can't be less than 0.",
    )

    def _vn_kpi_working_days(self, calendar, first, last):
        """Return the working days from *first* to *last*, each with its hours.

        A day counts when at least half of its working hours is left by the days off
        of the whole company (``resource.calendar.leaves`` without a resource).
        Holidays of one person don't count: the target is for the whole period.
        Without fixed working hours, days are Monday to Friday.

        :param calendar: working hours, may be empty
        :param date first, last: both inclusive, in the company's time zone
        :return: list of lists of (start, end), datetimes with a time zone
        """
        self.ensure_one()
        # Working hours and public holidays are known to everybody who works there.
        calendar = calendar.sudo()
        zone = self._vn_kpi_tz()
        start = zone.localize(datetime.combine(first, time.min))
        end = zone.localize(datetime.combine(last + timedelta(days=1), time.min))
        attendances = Intervals([])
        if calendar and not calendar.flexible_hours:
            attendances = calendar._attendance_intervals_batch(start, end, tz=zone)[
                False
            ]
        if not attendances:
            attendances = self._vn_kpi_office_hours(first, last, zone)
        leaves = Domain("time_type", "=", "leave")
        leaves &= Domain("resource_id", "=", False)
        leaves &= Domain("company_id", "in", [self.id, False])
        off = calendar._leave_intervals_batch(start, end, domain=list(leaves), tz=zone)[
            False
        ]
        days = {}
        for begin, until, *_attendance in attendances:
            days.setdefault(begin.date(), []).append((begin, until))
        result = []
        for hours in days.values():
            usual = Intervals([(*pair, self.browse()) for pair in hours])
            left = usual - off
            if left and 2 * _seconds(left) >= _seconds(usual):
                result.append([(begin, until) for begin, until, _x in left])
        return result

    def _vn_kpi_office_hours(self, first, last, zone):
        """Return the hours of an office from Monday to Friday."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return Intervals(
            [
                (
                    zone.localize(datetime.combine(day, begin)),
                    zone.localize(datetime.combine(day, until)),
                    self.browse(),
                )
                for day in days
                if day.weekday() in WEEKDAYS
                for begin, until in OFFICE_HOURS
            ]
        )


def _seconds(intervals):
    return sum((until - begin).total_seconds() for begin, until, _x in intervals)
