from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from .crm_vn_kpi_metric import PERIOD


class CrmVnKpiMetric(models.Model):
    """The numbers of a metric, and the records behind them.

    Everything here runs with the rights of the user: a number is what its user can
    open. Archived records count.
    """

    _inherit = "crm.vn.kpi.metric"

    def _vn_domain(self, date_from, date_to, user_ids=None):
        """Return the domain of the records that count in a period.

        :param date date_from: first day, where the company is
        :param date date_to: last day, part of the period
        :param user_ids: list of ids of people, False in it for nobody; None:
            everyone
        :rtype: Domain
        """
        self.ensure_one()
        return self._get_frame(date_from, date_to, user_ids) & self._get_condition(
            date_from, date_to
        )

    def _vn_values(self, date_from, date_to, user_ids=None):
        """Return the number of each person in a period.

        One query. Who has nothing is not in it.

        :return: ``{user id, or False for nobody: number}``
        """
        self.ensure_one()
        rows = self._vn_groups(date_from, date_to, self.owner_field, user_ids)
        return {user.id or False: number for user, number in rows}

    def _vn_total(self, date_from, date_to, user_ids=None):
        """Return the number of all these people together in a period.

        Different values count once, even if several people have them.
        """
        self.ensure_one()
        rows = self._vn_read(date_from, date_to, user_ids)
        return rows[0][1][0] if rows else 0

    def _vn_groups(self, date_from, date_to, groupby, user_ids=None):
        """Return the number of each value of a field in a period.

        :param str groupby: field of the counted records, as ``_read_group`` takes it
        :return: list of (value, number); records are given as recordsets
        """
        self.ensure_one()
        rows = self._vn_read(date_from, date_to, user_ids, groupby)
        return [(value, number) for value, [number] in rows]

    def _vn_action(self, date_from, date_to, user_ids=None, extra_domain=None):
        """Return the action that opens exactly the records that a number counts.

        Different values are shown as groups: as many of them as the number says.

        :param extra_domain: further condition, such as a source
        """
        self.ensure_one()
        domain = self._vn_domain(date_from, date_to, user_ids)
        if extra_domain:
            domain &= Domain(extra_domain)
        views = self._get_action_views()
        context = {"active_test": False, "create": False}
        if self.measure == "distinct":
            context["group_by"] = [self.measure_field]
        return {
            "type": "ir.actions.act_window",
            "name": self._get_action_name(date_from, date_to),
            "res_model": self.model_name,
            "views": views,
            "view_mode": ",".join(mode for _view, mode in views),
            "mobile_view_mode": "kanban",
            "domain": list(domain),
            "context": context,
            "target": "current",
        }

    # === Parts ===
    def _get_frame(self, date_from, date_to, user_ids=None):
        """Return the domain of the period, the companies and the people."""
        domain = self._get_period_domain(date_from, date_to)
        domain &= self._get_company_domain()
        if user_ids is not None:
            domain &= self._get_people_domain(date_from, date_to, user_ids)
        return domain

    def _get_people_domain(self, date_from, date_to, user_ids):
        """Return the domain of what these people earned in a period.

        With a team in the context (``vn_kpi_team_id``): on the days on which they were
        its members. It narrows what one may read, and opens nothing.
        """
        people = Domain(self.owner_field, "in", list(user_ids))
        team_id = self.env.context.get("vn_kpi_team_id")
        if not isinstance(team_id, int):
            return people
        spans = self.env["crm.vn.team.membership"]._get_spans(team_id, user_ids)
        return Domain.OR(
            Domain(self.owner_field, "in", list(users))
            & self._get_period_domain(
                max(since or date_from, date_from), min(until or date_to, date_to)
            )
            for (since, until), users in spans.items()
            if (not since or since <= date_to) and (not until or until >= date_from)
        )

    def _get_condition(self, date_from, date_to, *, without=()):
        """Return the metric's own condition, with the period put into it.

        :param without: leaves that are asked elsewhere
        """
        condition = self._get_literal()
        if without:
            condition = Domain(
                [leaf for leaf in self._get_leaves() if leaf not in without]
            )
        return condition.map_conditions(self._get_period_filler(date_from, date_to))

    def _get_period_domain(self, date_from, date_to):
        """Return the domain of the days of a period where the company is."""
        model = self._get_model()
        if model._fields[self.date_field].type == "date":
            first, last = map(fields.Date.to_string, (date_from, date_to))
            return Domain(self.date_field, ">=", first) & Domain(
                self.date_field, "<=", last
            )
        start, end = self._get_edges(date_from, date_to)
        return Domain(self.date_field, ">=", start) & Domain(self.date_field, "<", end)

    def _get_edges(self, date_from, date_to):
        """Return the moments, as text in UTC, that a period lies between."""
        edges = self._get_company()._vn_kpi_edges(date_from, date_to)
        return tuple(map(fields.Datetime.to_string, edges))

    def _get_period_filler(self, date_from, date_to):
        """Return a function that puts the period into a condition asking for it."""

        def fill(condition):
            if condition.value != PERIOD:
                return condition
            period = "/".join(self._get_edges(date_from, date_to))
            return Domain(condition.field_expr, condition.operator, period)

        return fill

    def _get_company_domain(self):
        """Return the domain of the companies one works in, where records have one."""
        field = self._get_model()._fields.get("company_id")
        if field is None or not field.store or field.comodel_name != "res.company":
            return Domain.TRUE
        companies = self.company_id or self.env.companies
        return Domain("company_id", "in", [*companies.ids, False])

    def _get_action_name(self, date_from, date_to):
        days = [format_date(self.env, day) for day in (date_from, date_to)]
        period = days[0] if date_from == date_to else " – ".join(days)
        return f"{self.name}: {period}"

    def _get_action_views(self):
        """Return the views that a click on the number opens.

        Customers are shown in their own list, with what explains the number.
        """
        if self.model_name == "res.partner":
            xmlids = self.env["ir.model.data"]._xmlid_to_res_id
            return [
                [xmlids("crm_vn_kpi.res_partner_view_list_kpi"), "list"],
                [xmlids("crm_vn_customer.res_partner_view_kanban"), "kanban"],
                [False, "form"],
            ]
        modes = ["list", "kanban"]
        if not hasattr(self._get_model(), "action_open_document"):
            modes.append("form")
        return [[False, mode] for mode in modes]
