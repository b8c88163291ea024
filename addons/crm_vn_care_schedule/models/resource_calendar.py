from datetime import datetime, time, timedelta

import pytz

from odoo import models
from odoo.fields import Domain


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _vn_is_off(self, company, first, last):
        """Return a function that says of a date whether nobody works then.

        A day is off when the calendar has no working hours on its weekday, or when
        days off of the whole company (``resource.calendar.leaves`` without a
        resource) cover all its working hours. Read once for the whole range: two
        queries, however many dates are asked for.

        :param company: whose public holidays count
        :param first, last: range of dates; outside it only weekdays are known
        """
        weekdays = {
            int(line.dayofweek)
            for line in self.attendance_ids
            if not line.display_type and line.day_period != "lunch"
        } or set(range(5))
        zone = pytz.timezone(self.tz or "Asia/Ho_Chi_Minh")
        holidays = self._vn_public_holidays(company, first, last, zone)
        return lambda day: day.weekday() not in weekdays or day in holidays

    def _vn_public_holidays(self, company, first, last, zone):
        """Return the set of dates that the company's days off cover whole."""
        start = zone.localize(datetime.combine(first, time.min)).astimezone(pytz.utc)
        end = zone.localize(datetime.combine(last, time.max)).astimezone(pytz.utc)
        domain = Domain(
            [
                ("resource_id", "=", False),
                ("company_id", "in", [company.id, False]),
                ("calendar_id", "in", [*self.ids, False]),
                ("date_from", "<=", end.replace(tzinfo=None)),
                ("date_to", ">=", start.replace(tzinfo=None)),
            ]
        )
        # reads public holidays only: every employee may know them
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search_fetch(domain, ["date_from", "date_to"])
        )
        days = set()
        for leave in leaves:
            since = pytz.utc.localize(leave.date_from).astimezone(zone)
            until = pytz.utc.localize(leave.date_to).astimezone(zone)
            day = since.date()
            while day <= until.date():
                # half a day off leaves a day on which one can call
                opens = max(since, zone.localize(datetime.combine(day, time(9))))
                closes = min(until, zone.localize(datetime.combine(day, time(16))))
                if closes - opens >= timedelta(hours=6):
                    days.add(day)
                day += timedelta(days=1)
        return days
