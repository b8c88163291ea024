from datetime import datetime, time, timedelta

import pytz

from odoo import fields, models

#: of a company that nobody told where it is
FALLBACK_TZ = "Asia/Ho_Chi_Minh"


class ResCompany(models.Model):
    _inherit = "res.company"

    def _vn_kpi_tz(self):
        """Return the time zone whose days and months the company counts in.

        That of the company's contact, else of its working hours, else Vietnam's.
        """
        self.ensure_one()
        # sudo: the time zone of a company is no secret
        company = self.sudo()
        zone = company.partner_id.tz or company.resource_calendar_id.tz
        return pytz.timezone(FALLBACK_TZ if not zone or zone == "UTC" else zone)

    def _vn_kpi_today(self):
        """Return today's date where the company is."""
        now = pytz.utc.localize(fields.Datetime.now())
        return now.astimezone(self._vn_kpi_tz()).date()

    def _vn_kpi_edges(self, date_from, date_to):
        """Return the first moment of a period and the first one after it.

        :param date date_from: first day
        :param date date_to: last day, part of the period
        :return: two naive datetimes in UTC
        """
        zone = self._vn_kpi_tz()
        return tuple(
            zone.localize(datetime.combine(day, time.min))
            .astimezone(pytz.utc)
            .replace(tzinfo=None)
            for day in (date_from, date_to + timedelta(days=1))
        )
