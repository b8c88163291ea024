from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools import frequency

#: days after the period in which a surplus may still find a place
SURPLUS_DAYS = 21
LONGEST_DAYS = 400
AHEAD_DAYS = 14


class CrmVnVisitRoute(models.Model):
    """Planning visits from the customers of routes."""

    _inherit = "crm.vn.visit.route"

    def _vn_generate_visits(self, date_from, date_to):
        """Plan the visits of a period, each once.

        A day on which the company does not work moves to the next one that it works
        on; so does what is more than the route's limit of a day, who is most overdue
        first. What was done or skipped stays; planned visits that the route no longer
        asks for are taken away, from today on, and those on a day that became a holiday
        or leave meanwhile move. What finds no day within three weeks is counted in
        ``unplaced_count``.

        :param date date_from, date_to: both inclusive
        :return: the new visits
        :raise UserError: for a period that ends before it begins, or is too long
        """
        date_from = fields.Date.to_date(date_from)
        date_to = fields.Date.to_date(date_to)
        if date_to < date_from or (date_to - date_from).days > LONGEST_DAYS:
            raise UserError(
                self.env._(
                    "Plan at most %s days, the last not before the first.", LONGEST_DAYS
                )
            )
        visits = self.env["crm.vn.visit"]
        for route in self:
            # one planner at a time for a route: the other one waits here, then its
            # statement below fails to serialize and Odoo tries it again
            self.env.execute_query(
                SQL(
                    "SELECT id FROM crm_vn_visit_route WHERE id = %s FOR UPDATE",
                    route.id,
                )
            )
            visits |= route._generate(date_from, date_to)
        return visits

    def _generate(self, date_from, date_to):
        self.ensure_one()
        stuck = self._move_from_days_off()
        wanted = self._get_wanted(date_from, date_to)
        known = self.env["crm.vn.visit"].search(
            [
                ("route_id", "=", self.id),
                ("is_planned", "=", True),
                ("plan_date", ">=", date_from),
                ("plan_date", "<=", date_to),
            ]
        )
        today = self.company_id._vn_today()
        gone = known.filtered(
            lambda visit: (
                visit.state == "planned"
                and visit.date >= today
                and (visit.line_id, visit.plan_date) not in wanted
            )
        )
        known -= gone
        gone.sudo().unlink()
        there = {(visit.line_id, visit.plan_date) for visit in known}
        missing = {key: need for key, need in wanted.items() if key not in there}
        placed, lost = self._place(missing, date_from, date_to)
        if self.unplaced_count != lost + stuck:
            # sudo: what came of planning, whoever planned
            self.sudo().unplaced_count = lost + stuck
        return self._insert(placed)

    def _get_wanted(self, date_from, date_to):
        """Return ``{(line, day of the pattern): need}`` of who is due."""
        lines = self.line_ids.filtered(
            lambda line: (
                line.partner_id.active
                and not line.partner_id.vn_do_not_contact
                and not line.partner_id.vn_processing_restricted
            )
        )
        needs = lines._get_needs()
        return {
            (line, day): needs[line]
            for line in lines
            for day in frequency.get_days(
                line.frequency, int(line.weekday), date_from, date_to, line.weeks
            )
        }

    def _place(self, missing, date_from, date_to):
        """Give each visit a working day on which the limit leaves a place.

        :return: list of ``(line, day of the pattern, day)``, and how many found none
        """
        last = date_to + timedelta(days=SURPLUS_DAYS)
        places = self._get_places(date_from, last)
        placed, lost = [], 0
        order = sorted(
            missing, key=lambda key: (key[1], -missing[key], key[0].sequence, key[0].id)
        )
        for line, plan_date in order:
            day, is_new = places.take(line.partner_id.id, plan_date)
            if is_new:
                placed.append((line, plan_date, day))
            lost += not day
        return placed, lost

    def _get_places(self, first, last):
        return self.env["crm.vn.visit"]._get_places(
            self.user_id, self.company_id, first, last, self.max_per_day
        )

    def _move_from_days_off(self):
        """Move planned visits off days that became holidays or leave since.

        :return: how many found no other day and stay where they are
        """
        today = self.company_id._vn_today()
        visits = self.env["crm.vn.visit"].search(
            [
                ("route_id", "=", self.id),
                ("is_planned", "=", True),
                ("state", "=", "planned"),
                ("date", ">=", today),
            ],
            order="date, sequence, id",
        )
        last = max(visits.mapped("date"), default=today) + timedelta(days=SURPLUS_DAYS)
        off = self.company_id._vn_public_holidays(today, last)
        off |= self.user_id._vn_days_away(self.company_id, today, last)
        moved = visits.filtered(lambda visit: visit.date in off)
        if not moved:
            return 0
        places, lost = self._get_places(today, last), 0
        for visit in moved:
            day, is_new = places.take(visit.partner_id.id, visit.date)
            if is_new:
                visit.date = day
            elif day:
                # visited that day anyway: a second time would be none
                # sudo: visits of a route that its owner plans
                visit.sudo().unlink()
            else:
                lost += 1
        return lost

    def _insert(self, placed):
        """Insert planned visits in one statement."""
        visits = self.env["crm.vn.visit"]
        visits.check_access("create")
        if not placed:
            return visits
        self.env.flush_all()
        now = fields.Datetime.now()
        # set-based: a month of many routes is tens of thousands of rows
        same = self.id, self.user_id.id, self.company_id.id, "planned", True
        same += (self.env.uid, now) * 2
        rows = self.env.cr.execute_values(
            """
            INSERT INTO crm_vn_visit (
                route_id, user_id, company_id, state, is_planned, create_uid,
                create_date, write_uid, write_date, line_id, partner_id, plan_date,
                date, sequence)
            VALUES %s ON CONFLICT DO NOTHING RETURNING id
            """,
            [
                (*same, line.id, line.partner_id.id, plan_date, day, line.sequence)
                for line, plan_date, day in placed
            ],
            fetch=True,
        )
        visits.invalidate_model()
        return visits.browse(row[0] for row in rows)

    @api.model
    def _cron_generate(self):
        """Plan the next two weeks of every route.

        Strategy: route by route, each committed; one that fails stands in the list of
        what could not be done, and does not stop the others.
        """
        routes = self.search([])
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(routes))
        for route in routes:
            self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_visit.ir_cron_generate", route, self._vn_plan_ahead
            )
            if not cron._commit_progress(1):
                break

    @api.model
    def _vn_plan_ahead(self, route):
        """Plan the next two weeks of *route*."""
        today = route.company_id._vn_today()
        route._vn_generate_visits(today, today + timedelta(days=AHEAD_DAYS))


class CrmVnVisitRouteLine(models.Model):
    _inherit = "crm.vn.visit.route.line"

    def _get_needs(self):
        """Return ``{line: need}``: days since the last visit in intervals of the line.

        Who was never visited is most in need; what a customer is worth multiplies it
        (`res.partner._vn_visit_needs`).
        """
        worth = self.partner_id._vn_visit_needs()
        last = dict(
            self.env["crm.vn.visit"]._read_group(
                [("partner_id", "in", self.partner_id.ids), ("state", "=", "done")],
                ["partner_id"],
                ["date:max"],
            )
        )
        needs = {}
        for line in self:
            day = last.get(line.partner_id)
            today = (line.company_id or self.env.company)._vn_today()
            interval = frequency.get_interval(line.frequency, line.weeks)
            need = (today - day).days / interval if day else 1000.0
            needs[line] = need * worth.get(line.partner_id, {}).get("weight", 1.0)
        return needs
