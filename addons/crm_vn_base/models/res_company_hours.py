"""Working time of the company: deadlines and lengths in hours of work."""

from datetime import timedelta

import pytz

from odoo import models

from ..tools import worktime

#: the farthest a deadline may lie ahead, in days of the calendar
HORIZON_DAYS = 730


class ResCompany(models.Model):
    _inherit = "res.company"

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

    def _vn_working_hours_between(self, start, stop):
        """Return the hours of work between two naive moments in UTC."""
        self.ensure_one()
        if stop <= start:
            return 0.0
        if not self.resource_calendar_id:
            return (stop - start) / timedelta(hours=1)
        return worktime.hours_between(start, stop, self._vn_work_intervals(start, stop))

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
