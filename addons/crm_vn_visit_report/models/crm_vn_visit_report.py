from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools import coverage

PLANNED = Domain("is_planned", "=", True) & Domain("state", "!=", "skipped")
MADE = Domain("state", "=", "done")
#: {column: which of the visits of the period it counts}; the other columns count
#: customers
COLUMN_DOMAINS = {
    "planned": PLANNED,
    "customers": PLANNED,
    "done": PLANNED & MADE,
    "done_share": PLANNED & MADE,
    "skipped": Domain("state", "=", "skipped"),
    "unplanned": MADE & Domain("is_planned", "=", False),
    "verified_share": MADE & Domain("place_state", "=", "verified"),
}


class CrmVnVisitReport(models.AbstractModel):
    """Planned, done, coverage and frequency kept; each number opens its visits."""

    _name = "crm.vn.visit.report"
    _inherit = ["crm.vn.period.table"]
    _description = "Coverage of visits"

    @api.model
    def _get_paths(self):
        """Return the path of each dimension from a visit: {name: path}.

        A path ends in a many2one, in a text, or in a date by month.
        """
        return {
            "user": "user_id",
            "route": "route_id",
            "area": "partner_id.vn_area_id",
            "province": "partner_id.state_id",
            "month": "date:month",
            "reason": "skip_reason",
        }

    @api.model
    def _get_dimensions(self):
        return {
            "user": self.env._("Salesperson"),
            "route": self.env._("Route"),
            "area": self.env._("Sales area"),
            "province": self.env._("Province"),
            "month": self.env._("Month"),
            "reason": self.env._("Why skipped"),
        }

    @api.model
    def _get_columns(self):
        return {
            "planned": self.env._("Planned"),
            "done": self.env._("Done as planned"),
            "done_share": self.env._("Done (%)"),
            "skipped": self.env._("Skipped"),
            "unplanned": self.env._("Not planned by a route"),
            "verified_share": self.env._("Near the customer (%)"),
            "customers": self.env._("Customers"),
            "coverage": self.env._("Coverage (%)"),
            "kept_share": self.env._("Frequency kept (%)"),
        }

    @api.model
    def _get_numbers(self, date_from, date_to, by):
        path = self._get_paths()[by]
        groups = defaultdict(list)
        for value, partner, *row in self.env["crm.vn.visit"]._read_group(
            self._get_period_domain(date_from, date_to),
            [path, "partner_id", "is_planned", "state", "place_state"],
            ["__count"],
        ):
            if isinstance(value, models.BaseModel):
                # sudo: names of people, areas and provinces of visits that were read
                key, label = value.id, value.sudo().display_name
            elif isinstance(value, str):
                key = label = value
            else:
                key = value and fields.Date.to_string(value)
                label = value and format_date(self.env, value, date_format="MM/yyyy")
            label = label or self.env._("None")
            groups[key, label].append((partner.id, *row))
        everything = [row for rows in groups.values() for row in rows]
        rows = [(*group, self._count(rows)) for group, rows in groups.items()]
        if path.startswith("date"):
            return sorted(rows, key=lambda row: row[0] or ""), self._count(everything)
        return self._sort_rows(rows), self._count(everything)

    @api.model
    def _count(self, rows):
        numbers = coverage.count(rows)
        return {**numbers, **coverage.shares(numbers)}

    @api.model
    def _get_records(self, date_from, date_to, by, column, key):
        domain = self._get_period_domain(date_from, date_to)
        if key is not None:
            domain &= self._get_row_domain(self._get_paths()[by], key)
        if column in COLUMN_DOMAINS:
            domain &= COLUMN_DOMAINS[column]
        else:
            found = coverage.count(
                (partner.id, *row)
                for partner, *row in self.env["crm.vn.visit"]._read_group(
                    domain,
                    ["partner_id", "is_planned", "state", "place_state"],
                    ["__count"],
                )
            )
            ids = found["covered_ids" if column == "coverage" else "kept_ids"]
            domain &= MADE & Domain("partner_id", "in", ids)
        return self._open_visits(
            self._get_columns()[column], domain, column == "skipped"
        )

    @api.model
    def _open_visits(self, name, domain, by_reason=False):
        """Return the action that opens visits; the skipped ones by their reason."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_visit.crm_vn_visit_action"
        )
        context = {"group_by": ["skip_reason"]} if by_reason else {}
        return {
            **action,
            "name": name,
            "display_name": name,
            "domain": list(domain),
            "context": context,
        }

    @api.model
    def _get_period_domain(self, date_from, date_to):
        """Return the visits of a period, in the companies that are chosen."""
        return (
            Domain("date", ">=", date_from)
            & Domain("date", "<=", date_to)
            & Domain("company_id", "in", self.env.companies.ids)
        )

    @api.model
    def _get_row_domain(self, path, key):
        """Return the visits of a row."""
        if not path.startswith("date"):
            # a text, or the id of a record; False is a row without either
            if key and isinstance(key, str) != (path == "skip_reason"):
                raise UserError(self.env._("This row is unknown."))
            return Domain(path, "=", key or False)
        try:
            first = fields.Date.to_date(key)
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("This row is unknown.")) from error
        last = fields.Date.end_of(first, "month")
        return Domain("date", ">=", first) & Domain("date", "<=", last)
