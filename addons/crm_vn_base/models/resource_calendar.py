from odoo import models


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _vn_week(self):
        """Return the hours of each (parity of the week, weekday).

        :return: dict of lists of (from, to) in hours; empty without fixed hours
        """
        week = {}
        if not self or self.flexible_hours:
            return week
        lines = self.attendance_ids.filtered(
            lambda line: not line.display_type and line.day_period != "lunch"
        )
        for line in lines.sorted("hour_from"):
            parities = [int(line.week_type)] if self.two_weeks_calendar else [0, 1]
            for parity in parities:
                week.setdefault((parity, int(line.dayofweek)), []).append(
                    (line.hour_from, line.hour_to)
                )
        return week
