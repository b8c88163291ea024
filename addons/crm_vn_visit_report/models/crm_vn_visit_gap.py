from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..tools import reasons

#: which of the visits of the period, and of these customers, a reason opens
VISITS = {
    "visited": Domain("state", "=", "done"),
    "skipped": Domain("state", "=", "skipped"),
    "missed": Domain("state", "=", "planned"),
    "ahead": Domain("state", "=", "planned"),
}
#: dimensions that only a visit has
ABSENT = ("month", "reason")


class CrmVnVisitGap(models.AbstractModel):
    """Customers of routes who were visited in a period, or why they were not."""

    _name = "crm.vn.visit.gap"
    _inherit = ["crm.vn.visit.report"]
    _description = "Why customers were not visited"

    @api.model
    def _get_paths(self):
        """Return the dimensions of a visit that a customer on a route has, too."""
        paths = super()._get_paths()
        return {name: path for name, path in paths.items() if name not in ABSENT}

    @api.model
    def _get_dimensions(self):
        paths = self._get_paths()
        labels = super()._get_dimensions()
        return {name: label for name, label in labels.items() if name in paths}

    @api.model
    def _get_columns(self):
        return {
            "customers": self.env._("Customers"),
            "visited": self.env._("Visited"),
            "skipped": self.env._("Skipped"),
            "missed": self.env._("Planned, not made"),
            "ahead": self.env._("Still to come"),
            "refused": self.env._("Wish no contact"),
            "unplanned": self.env._("No visit planned"),
            "nowhere": self.env._("Without a position"),
        }

    @api.model
    def _get_numbers(self, date_from, date_to, by):
        lines, visits = self._read_facts(date_from, date_to, by)
        marks = self._get_marks(lines, visits)
        groups = defaultdict(lambda: ([], []))
        for row in lines:
            groups[row[0]][0].append(row)
        for row in visits:
            groups[row[0]][1].append(row)
        rows = [
            (
                value.id,
                # sudo: names of people, areas and provinces of what was read
                value.sudo().display_name or self.env._("None"),
                self._count_gaps(*group, marks),
            )
            for value, group in groups.items()
        ]
        return self._sort_rows(rows), self._count_gaps(lines, visits, marks)

    @api.model
    def _read_facts(self, date_from, date_to, by, key=None):
        """Return who is on a route, and the visits of the period.

        :return: two lists: (value of the dimension, customer); (value, customer, state,
            day), of the row *key* only if there is one
        """
        lines = Domain("route_id.active", "=", True)
        lines &= Domain("company_id", "in", self.env.companies.ids)
        visits = self._get_period_domain(date_from, date_to)
        path = of_line = self._get_paths()[by]
        if by == "user":
            of_line = "route_id.user_id"
        if key is not None:
            lines &= self._get_row_domain(of_line, key)
            visits &= self._get_row_domain(path, key)
        return (
            self.env["crm.vn.visit.route.line"]._read_group(
                lines, [of_line, "partner_id"]
            ),
            self.env["crm.vn.visit"]._read_group(
                visits, [path, "partner_id", "state", "date:day"]
            ),
        )

    @api.model
    def _get_marks(self, lines, visits):
        """Return the ids of the customers who wish no contact, and without a place."""
        ids = {row[1].id for rows in (lines, visits) for row in rows}
        # sudo: two marks of customers whose routes and visits were read
        partners = self.env["res.partner"].sudo().with_context(active_test=False)
        names = (
            *("active", "vn_do_not_contact", "vn_processing_restricted"),
            *("partner_latitude", "partner_longitude"),
        )
        found = partners.search_fetch([("id", "in", list(ids))], names)
        refusing = found.filtered(
            lambda one: (
                not one.active or one.vn_do_not_contact or one.vn_processing_restricted
            )
        )
        nowhere = found.filtered(lambda one: not one._vn_has_place())
        return set(refusing.ids), set(nowhere.ids)

    @api.model
    def _sort_out(self, lines, visits, marks):
        """Return ``{column: ids of its customers}``."""
        refusing, nowhere = marks
        found = reasons.sort_out(
            (customer.id for _value, customer in lines),
            ((customer.id, state, day) for _value, customer, state, day in visits),
            refusing,
            self.env.company._vn_today(),
        )
        everybody = set().union(*found.values())
        return {**found, "customers": everybody, "nowhere": everybody & nowhere}

    @api.model
    def _count_gaps(self, lines, visits, marks):
        found = self._sort_out(lines, visits, marks)
        return {name: len(ids) for name, ids in found.items()}

    @api.model
    def _get_records(self, date_from, date_to, by, column, key):
        facts = self._read_facts(date_from, date_to, by, key)
        ids = sorted(self._sort_out(*facts, self._get_marks(*facts))[column])
        name = self._get_columns()[column]
        if column not in VISITS:
            return {
                "type": "ir.actions.act_window",
                "name": name,
                "res_model": "res.partner",
                "views": [(False, "list"), (False, "kanban"), (False, "form")],
                "domain": [("id", "in", ids)],
                "context": {"active_test": False},
            }
        domain = self._get_period_domain(date_from, date_to) & VISITS[column]
        domain &= Domain("partner_id", "in", ids)
        if key is not None:
            domain &= self._get_row_domain(self._get_paths()[by], key)
        today = self.env.company._vn_today()
        if column == "missed":
            domain &= Domain("date", "<", today)
        return self._open_visits(name, domain, column == "skipped")
