"""The company's day: the one answer to "which day is it", for every addon."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import day as days


class ResCompany(models.Model):
    """Which day a moment belongs to, and on which days somebody works.

    All methods answer for one company; called on none, for the current one.
    """

    _inherit = "res.company"

    vn_timezone = fields.Char(
        string="Time zone of its days",
        compute="_compute_vn_timezone",
        store=True,
        help="Zone of the working hours, unless that is UTC; else of the address, else "
        "Vietnam's. Days of contacts, orders, contracts and figures are counted in it.",
    )

    @api.depends(
        "resource_calendar_id.tz", "partner_id.tz", "partner_id.country_id.code"
    )
    def _compute_vn_timezone(self):
        for company in self:
            company.vn_timezone = days.company_zone(
                company.resource_calendar_id.tz,
                company.partner_id.tz,
                company.partner_id.country_id.code,
            )

    # === Whose is it ===
    def _vn_check_mine(self):
        """Refuse companies in which the user doesn't work.

        :raise AccessError: names nothing but the number of the company
        """
        if self.env.su:
            return
        chosen = {getattr(id_, "origin", id_) or 0 for id_ in self._ids}
        strangers = chosen - set(self.env.user._get_company_ids())
        if strangers:
            raise AccessError(
                self.env._(
                    "You don't work in the company with the number %(company)s: choose "
                    "one of yours.",
                    company=min(strangers),
                )
            )

    # === Which day is it ===
    def _vn_timezone(self):
        """Return the name of the time zone whose days the company counts in."""
        # sudo: the zone of a company is no secret
        company = (self or self.env.company).sudo()
        company.ensure_one()
        return company.vn_timezone or days.company_zone()

    def _vn_local(self, moment):
        """Return *moment* as the company's clock shows it.

        :param datetime moment: in UTC when naive
        :return: datetime with the company's zone
        """
        zone = ZoneInfo(self._vn_timezone())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(
            zone
        )

    def _vn_today(self):
        """Return today's date where the company is."""
        return self._vn_local(fields.Datetime.now()).date()

    @api.model
    def _vn_todays(self):
        """Return what today is in each company: {id: date}."""
        # sudo: the day it is in other companies is no secret
        return {company.id: company._vn_today() for company in self.sudo().search([])}

    def _vn_day(self, moment):
        """Return the day of *moment* where the company is.

        :param moment: datetime (in UTC when naive), date, or a string of one of them;
            a date stays as it is, nothing gives False
        """
        if isinstance(moment, str):
            convert = (
                fields.Date.to_date
                if len(moment) == 10
                else fields.Datetime.to_datetime
            )
            moment = convert(moment)
        if isinstance(moment, datetime):
            moment = self._vn_local(moment).date()
        return moment or False

    def _vn_moment(self, day, hour=0.0):
        """Return when it is *hour* on *day* where the company is.

        :param date day: a day there
        :param float hour: hours after its midnight
        :return: naive datetime in UTC
        """
        seconds = round(hour * 3600)
        clock = time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        local = datetime.combine(day, clock, ZoneInfo(self._vn_timezone()))
        return local.astimezone(UTC).replace(tzinfo=None)

    def _vn_day_sql(self, moment, zone=None):
        """Return the SQL of the day of a timestamp in UTC where the company is.

        :param SQL moment: the timestamp
        :param SQL zone: a zone read in the statement, for rows of many companies: the
            column ``vn_timezone`` of ``res_company``, flushed by the caller
        """
        return SQL(
            "(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date",
            moment,
            self._vn_timezone() if zone is None else zone,
        )

    # === Who works on it ===
    def _vn_working_days(self, date_from, date_to, calendar=None):
        """Return the days of a period on which the company works.

        :param date date_from, date_to: both inclusive
        :param calendar: working hours to look at instead of the company's
        :return: list of dates
        """
        return list(self._vn_working_hours(date_from, date_to, calendar))

    def _vn_is_working_day(self, day, calendar=None):
        """Tell whether the company works on *day*."""
        return bool(self._vn_working_hours(day, day, calendar))

    def _vn_working_hours(self, date_from, date_to, calendar=None):
        """Return the working days of a period, each with its hours.

        A day counts when at least half of its working hours is left by the days off
        of the whole company (``resource.calendar.leaves`` without a resource); in
        hours of two weeks, each week has its own days. Without fixed working hours
        days are Monday to Friday. Two queries, however long the period.

        :param date date_from, date_to: both inclusive
        :param calendar: working hours to look at instead of the company's
        :return: dict of dates to lists of (begin, until), datetimes with a time zone
        """
        company = self or self.env.company
        company.ensure_one()
        # sudo: working hours and public holidays are known to all who work there
        calendar = (
            company.sudo().resource_calendar_id if calendar is None else calendar.sudo()
        )
        hours = days.working_hours(
            date_from,
            date_to,
            calendar._vn_week() or days.office_week(),
            company._vn_days_off(date_from, date_to, calendar),
        )
        zone = ZoneInfo(company._vn_timezone())
        return {
            day: [
                (begin.replace(tzinfo=zone), until.replace(tzinfo=zone))
                for begin, until in parts
            ]
            for day, parts in hours.items()
        }

    def _vn_public_holidays(self, date_from, date_to):
        """Return the set of days that the company's days off take whole or mostly."""
        every_day = days.every_day()
        off = self._vn_days_off(date_from, date_to, self.sudo().resource_calendar_id)
        return set(days.working_hours(date_from, date_to, every_day)) - set(
            days.working_hours(date_from, date_to, every_day, off)
        )

    def _vn_days_off(self, date_from, date_to, calendar):
        """Return (begin, until), local and naive, of the whole company's days off."""
        leaves = Domain("time_type", "=", "leave")
        leaves &= Domain("resource_id", "=", False)
        leaves &= Domain("company_id", "in", [self.id, False])
        leaves &= Domain("calendar_id", "in", [*calendar.ids, False])
        leaves &= Domain("date_from", "<=", self._vn_moment(date_to, 23.99))
        leaves &= Domain("date_to", ">=", self._vn_moment(date_from))
        # sudo: see `_vn_working_hours`
        found = self.env["resource.calendar.leaves"].sudo()
        return [
            (
                self._vn_local(leave.date_from).replace(tzinfo=None),
                self._vn_local(leave.date_to).replace(tzinfo=None),
            )
            for leave in found.search_fetch(leaves, ["date_from", "date_to"])
        ]
