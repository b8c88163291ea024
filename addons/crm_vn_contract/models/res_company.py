from datetime import datetime

import pytz

from odoo import api, fields, models
from odoo.tools import SQL

SEQUENCE_CODE = "crm.vn.contract"
DEFAULT_TZ = "Asia/Ho_Chi_Minh"


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._vn_create_contract_sequence()
        return companies

    def _vn_contract_today(self):
        """Return today in the company's time zone (of its working hours)."""
        # The time zone of the working hours is no secret of the company.
        return self._vn_day_in(self.sudo().resource_calendar_id.tz)

    @api.model
    def _vn_contract_todays(self):
        """Return what today is in each company: {id: day}, by one query."""
        self.env["res.company"].flush_model(["active", "resource_calendar_id"])
        self.env["resource.calendar"].flush_model(["tz"])
        # Only "today" of the companies is told, no record of theirs.
        zones = self.env.execute_query(
            SQL(
                """
                SELECT company.id, calendar.tz
                  FROM res_company company
             LEFT JOIN resource_calendar calendar
                    ON calendar.id = company.resource_calendar_id
                 WHERE company.active
                """
            )
        )
        return {company_id: self._vn_day_in(zone) for company_id, zone in zones}

    @api.model
    def _vn_day_in(self, zone):
        now = pytz.utc.localize(fields.Datetime.now())
        return datetime.astimezone(now, pytz.timezone(zone or DEFAULT_TZ)).date()

    def _vn_create_contract_sequence(self):
        """Give each company a contract series of its own where it has none."""
        # Number series are the system's; whoever makes a company gets one.
        sequences = self.env["ir.sequence"].sudo()
        known = sequences.search(
            [("code", "=", SEQUENCE_CODE), ("company_id", "in", self.ids)]
        ).company_id
        return sequences.create(
            [
                {
                    "name": self.env._(
                        "Contracts of %(company)s", company=company.name
                    ),
                    "code": SEQUENCE_CODE,
                    "company_id": company.id,
                    "prefix": "HD/%(range_year)s/",
                    "padding": 5,
                    "use_date_range": True,
                }
                for company in self - known
            ]
        )

    def _vn_next_contract_number(self, day=None):
        """Return the next number of the company's contract series.

        :param date day: the day that decides the year in the number; today when
            not given
        """
        self.ensure_one()
        # Drawing a number needs no right on the series itself.
        sequences = self.env["ir.sequence"].sudo()
        sequence = (
            sequences.search(
                [("code", "=", SEQUENCE_CODE), ("company_id", "=", self.id)], limit=1
            )
            or self._vn_create_contract_sequence()
        )
        return sequence.next_by_id(sequence_date=day or self._vn_contract_today())
