from collections import defaultdict
from datetime import timedelta
from functools import cache

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import frequency
from ..tools.places import Places

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
        if not self:
            return self.env["crm.vn.visit"]
        # one planner at a time for a route: the other one waits here, then its
        # statement below fails to serialize and Odoo tries it again
        self.env.execute_query(
            SQL(
                "SELECT id FROM crm_vn_visit_route WHERE id = ANY(%s) ORDER BY id "
                "FOR UPDATE",
                self.ids,
            )
        )
        lost = self._move_from_days_off()
        missing = self._get_missing(date_from, date_to)
        placed = self._place(missing, lost, date_from, date_to)
        for route in self:
            if route.unplaced_count != lost[route]:
                # sudo: what came of planning, whoever planned
                route.sudo().unplaced_count = lost[route]
        return self._insert(placed)

    def _get_missing(self, date_from, date_to):
        """Return ``{(line id, day of the pattern): stop}`` of what is not planned yet.

        What was planned and is not asked for any more is taken away.
        """
        wanted = self._get_wanted(date_from, date_to)
        known = self.env["crm.vn.visit"].search_fetch(
            [
                ("route_id", "in", self.ids),
                ("is_planned", "=", True),
                ("plan_date", ">=", date_from),
                ("plan_date", "<=", date_to),
            ],
            ["state", "date", "route_id", "line_id", "plan_date"],
        )
        today = {route: route.company_id._vn_today() for route in self}
        gone = known.filtered(
            lambda visit: (
                visit.state == "planned"
                and visit.date >= today[visit.route_id]
                and (visit.line_id.id, visit.plan_date) not in wanted
            )
        )
        for visit in known - gone:
            wanted.pop((visit.line_id.id, visit.plan_date), None)
        # sudo: visits of a route that its owner plans
        gone.sudo().unlink()
        return wanted

    def _get_wanted(self, date_from, date_to):
        """Return ``{(line id, day of the pattern): stop}`` of who is due.

        A stop is ``(id of the route, who comes first, id of the customer)``.
        """
        lines = self._get_due_lines()
        needs = lines._get_needs()

        # many customers are due on the same days
        @cache
        def get_days(code, weekday, weeks):
            return frequency.get_days(code, int(weekday), date_from, date_to, weeks)

        wanted = {}
        for line in lines:
            first = -needs[line], line.sequence, line.id
            stop = line.route_id.id, first, line.partner_id.id
            for day in get_days(line.frequency, line.weekday, line.weeks):
                wanted[line.id, day] = stop
        return wanted

    def _get_due_lines(self):
        """Return the lines of customers who may be visited, with what planning reads.

        Nothing else of the customers is read: they have hundreds of columns.
        """
        due = Domain("route_id", "in", self.ids) & Domain(
            "partner_id.active", "=", True
        )
        for name in ("vn_do_not_contact", "vn_processing_restricted"):
            due &= Domain(f"partner_id.{name}", "=", False)
        return self.env["crm.vn.visit.route.line"].search_fetch(
            due,
            [
                *("route_id", "partner_id", "company_id", "sequence"),
                *("frequency", "weekday", "weeks"),
            ],
        )

    def _place(self, missing, lost, date_from, date_to):
        """Give each visit a working day on which the limit leaves a place.

        :param lost: ``{route: number}``, counts those who found none
        :return: list of ``(line id, day of the pattern, day)``
        """
        all_places = self._get_places(date_from, date_to + timedelta(days=SURPLUS_DAYS))
        order = defaultdict(list)
        for (line_id, plan_date), (route_id, first, partner_id) in missing.items():
            order[route_id].append((plan_date, first, line_id, partner_id))
        placed = []
        for route in self:
            places = all_places[route]
            for plan_date, _first, line_id, partner_id in sorted(order[route.id]):
                day, is_new = places.take(partner_id, plan_date)
                if is_new:
                    placed.append((line_id, plan_date, day))
                lost[route] += not day
        return placed

    def _get_places(self, first, last):
        """Return ``{route: its places}``: routes of a person fill the same days."""
        visits = self.env["crm.vn.visit"]
        taken = visits._get_taken(self.user_id, first, last)
        worked = {
            company: set(company._vn_working_days(first, last))
            for company in self.company_id
        }
        return {
            route: Places(worked[company] - away, taken[user.id], route.max_per_day)
            for (user, company), routes in self.grouped(
                lambda route: (route.user_id, route.company_id)
            ).items()
            for away in [user._vn_days_away(company, first, last)]
            for route in routes
        }

    def _move_from_days_off(self):
        """Move planned visits off days that became holidays or leave since.

        :return: ``{route: number}`` of those that found no other day and stay
        """
        today = {company: company._vn_today() for company in self.company_id}
        visits = self.env["crm.vn.visit"].search_fetch(
            [
                ("route_id", "in", self.ids),
                ("is_planned", "=", True),
                ("state", "=", "planned"),
                ("date", ">=", min(today.values())),
            ],
            ["route_id", "date", "partner_id"],
            order="date, sequence, id",
        )
        lost = dict.fromkeys(self, 0)
        if not visits:
            return lost
        first = min(today.values())
        last = visits[-1].date + timedelta(days=SURPLUS_DAYS)
        moved, of = visits.browse(), visits.grouped("route_id")
        for (user, company), routes in self.grouped(
            lambda route: (route.user_id, route.company_id)
        ).items():
            off = company._vn_public_holidays(first, last)
            off |= user._vn_days_away(company, first, last)
            off = {day for day in off if day >= today[company]}
            for route in routes:
                moved |= of.get(route, moved.browse()).filtered(
                    lambda visit, off=off: visit.date in off
                )
        if not moved:
            return lost
        all_places = self._get_places(first, last)
        for visit in moved:
            day, is_new = all_places[visit.route_id].take(
                visit.partner_id.id, visit.date
            )
            if is_new:
                visit.date = day
            elif day:
                # visited that day anyway: a second time would be none
                # sudo: visits of a route that its owner plans
                visit.sudo().unlink()
            else:
                lost[visit.route_id] += 1
        return lost

    def _insert(self, placed):
        """Insert planned visits in one statement: a month of routes is many rows."""
        visits = self.env["crm.vn.visit"]
        visits.check_access("create")
        if not placed:
            return visits
        self.env.flush_all()
        columns = self._prepare_planned()
        line_ids, plan_dates, days = zip(*placed, strict=True)
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_visit (line_id, plan_date, date, %s)
                     SELECT line.id, placed.plan_date, placed.day, %s
                       FROM unnest(%s::int[], %s::date[], %s::date[])
                            WITH ORDINALITY placed (line_id, plan_date, day, place)
                       JOIN crm_vn_visit_route_line line ON line.id = placed.line_id
                       JOIN crm_vn_visit_route route ON route.id = line.route_id
                   ORDER BY placed.place
                ON CONFLICT DO NOTHING RETURNING id
                """,
                SQL(", ").join(map(SQL.identifier, columns)),
                SQL(", ").join(columns.values()),
                list(line_ids),
                list(plan_dates),
                list(days),
            )
        )
        visits.invalidate_model()
        return visits.browse(row[0] for row in rows)

    def _prepare_planned(self):
        """Return ``{column: SQL}`` of a visit that a route plans.

        Extend it with what a column of yours has in a new visit; ``line`` is the
        customer on the ``route``.
        """
        now = SQL("%s::timestamp", fields.Datetime.now())
        uid = SQL("%s::int", self.env.uid)
        return {
            "route_id": SQL("line.route_id"),
            "partner_id": SQL("line.partner_id"),
            "sequence": SQL("line.sequence"),
            "user_id": SQL("route.user_id"),
            "company_id": SQL("route.company_id"),
            "state": SQL("'planned'"),
            "is_planned": SQL("TRUE"),
            "duration": SQL("0"),
            "create_uid": uid,
            "create_date": now,
            "write_uid": uid,
            "write_date": now,
        }

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
        for company, lines in self.grouped("company_id").items():
            today = (company or self.env.company)._vn_today()
            for line in lines:
                day = last.get(line.partner_id)
                interval = frequency.get_interval(line.frequency, line.weeks)
                need = (today - day).days / interval if day else 1000.0
                needs[line] = need * worth.get(line.partner_id, {}).get("weight", 1.0)
        return needs
