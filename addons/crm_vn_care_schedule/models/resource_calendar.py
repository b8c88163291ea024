from odoo import models


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def _vn_is_off(self, company, first, last):
        """Return a function that says of a date whether nobody works then.

        Read once for the whole range: two queries, however many dates are asked for;
        a date outside it costs as much again.

        :param company: whose public holidays count
        :param first, last: range of dates
        """
        working = set(company._vn_working_days(first, last, self))

        def is_off(day):
            if first <= day <= last:
                return day not in working
            return not company._vn_is_working_day(day, self)

        return is_off
