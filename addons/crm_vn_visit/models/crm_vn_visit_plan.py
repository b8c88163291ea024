from collections import defaultdict
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
        asks for are taken away, from today on.

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
        return self._insert(self._place(missing, date_from, date_to))

    def _get_wanted(self, date_from, date_to):
        """Return ``{(line, day of the pattern): need}`` of who is due."""
        lines = self.line_ids.filtered(
            lambda line: (
                line.partner_id.active and not line.partner_id.vn_do_not_contact
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

        :return: list of ``(line, day of the pattern, day)``
        """
        last = date_to + timedelta(days=SURPLUS_DAYS)
        away = self._get_days_away(date_from, last)
        worked = [
            day
            for day in self.company_id._vn_working_days(date_from, last)
            if day not in away
        ]
        if not worked:
            return []
        taken = defaultdict(set)
        visits = self.env["crm.vn.visit"]
        for user, day, partner in visits._read_group(
            [
                ("user_id", "=", self.user_id.id),
                ("date", ">=", date_from),
                ("date", "<=", last),
                ("state", "!=", "skipped"),
            ],
            ["user_id", "date:day", "partner_id"],
        ):
            del user
            taken[day].add(partner.id)
        placed = []
        order = sorted(
            missing, key=lambda key: (key[1], -missing[key], key[0].sequence, key[0].id)
        )
        for line, plan_date in order:
            for day in worked:
                if day < plan_date:
                    continue
                if line.partner_id.id in taken[day]:
                    # visited that day anyway: a second time would be none
                    break
                if not self.max_per_day or len(taken[day]) < self.max_per_day:
                    taken[day].add(line.partner_id.id)
                    placed.append((line, plan_date, day))
                    break
        return placed

    def _get_days_away(self, date_from, date_to):
        """Return the days of a period on which the salesperson is away all day."""
        company = self.company_id
        # sudo: only whether the person is away on a day, to plan around it
        leaves = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("resource_id.user_id", "=", self.user_id.id),
                    ("date_from", "<", date_to + timedelta(days=2)),
                    ("date_to", ">", date_from - timedelta(days=1)),
                ]
            )
        )
        days = set()
        for leave in leaves:
            day = company._vn_day(leave.date_from)
            while day <= company._vn_day(leave.date_to):
                days.add(day)
                day += timedelta(days=1)
        return days

    def _insert(self, placed):
        """Insert planned visits in one statement."""
        visits = self.env["crm.vn.visit"]
        visits.check_access("create")
        if not placed:
            return visits
        self.env.flush_all()
        now = fields.Datetime.now()
        # set-based: a month of many routes is tens of thousands of rows
        rows = self.env.cr.execute_values(
            """
            INSERT INTO crm_vn_visit (
                route_id, line_id, partner_id, user_id, company_id, plan_date, date,
                sequence, state, is_planned, create_uid, create_date, write_uid,
                write_date)
            VALUES %s ON CONFLICT DO NOTHING RETURNING id
            """,
            [
                (
                    self.id,
                    line.id,
                    line.partner_id.id,
                    self.user_id.id,
                    self.company_id.id,
                    plan_date,
                    day,
                    line.sequence,
                    "planned",
                    True,
                    self.env.uid,
                    now,
                    self.env.uid,
                    now,
                )
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

    @api.model
    def _make_demo(self):
        """Make a route for each demo salesperson, with visits of a month."""
        customers = self.env["res.partner"].search(
            [("vn_relationship_id", "!=", False), ("user_id", "!=", False)], order="id"
        )
        for user, own in customers.grouped("user_id").items():
            company = user.company_id
            # nobody is told of what happened before
            route = self.with_context(tracking_disable=True).create(
                {
                    "name": f"Tuyến {user.name}",
                    "user_id": user.id,
                    "company_id": company.id,
                    "start_latitude": 21.0285,
                    "start_longitude": 105.8542,
                }
            )
            for number, partner in enumerate(own[:8]):
                if not partner._vn_has_place():
                    partner.partner_latitude = 21.0 + number * 0.004
                    partner.partner_longitude = 105.80 + number % 4 * 0.01
                route.line_ids = [
                    fields.Command.create(
                        {
                            "partner_id": partner.id,
                            "weekday": str(number % 5),
                            "frequency": ("4", "2.1", "1.2", "8")[number % 4],
                        }
                    )
                ]
            today = company._vn_today()
            visits = route._vn_generate_visits(
                today - timedelta(days=14), today + timedelta(days=14)
            )
            past = visits.filtered_domain([("date", "<", today)])
            for number, visit in enumerate(past):
                if number % 5 == 4:
                    visit._vn_skip("Cửa hàng đóng cửa")
                else:
                    place = visit.partner_id._vn_get_place()
                    visit._vn_check_in(*place, 15, f"demo-{visit.id:08}")
                    visit.action_check_out()


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
