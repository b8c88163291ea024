from datetime import timedelta

from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _vn_kpi_edges(self, date_from, date_to):
        """Return the first moment of a period and the first one after it.

        :param date date_from: first day
        :param date date_to: last day, part of the period
        :return: two naive datetimes in UTC
        """
        return tuple(
            self._vn_moment(day) for day in (date_from, date_to + timedelta(days=1))
        )
