"""Reading several metrics at once, for the customer KPI report."""

from odoo import models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_base.models.crm_vn_condition_mixin import FAULTS

from .crm_vn_kpi_metric import PERIOD


class CrmVnKpiMetric(models.Model):
    _inherit = "crm.vn.kpi.metric"

    def _vn_read(self, date_from, date_to, user_ids=None, groupby=None):
        """Return the numbers of metrics that read the same records, in one query.

        A metric whose condition fails is 0 and left out from now on; what only its
        reader may not read doesn't count for him.

        :param str groupby: a field of the model counted
        :return: list of (value of *groupby* or None, [one number for each metric])
        """
        asked = date_from, date_to, user_ids, groupby
        usable = self.filtered(lambda metric: not metric.condition_error)
        if not usable:
            return []
        if self.env.context.get("vn_kpi_together") and len(self) == 1:
            return self._vn_read_together(*asked)
        try:
            found = [(usable, usable._vn_read_together(*asked))]
        except FAULTS:
            found = [(metric, metric._vn_read_alone(*asked)) for metric in usable]
        if len(found) == 1 and usable == self:
            return found[0][1]
        places = {metric: place for place, metric in enumerate(self)}
        rows = {}
        for metrics, numbers in found:
            for key, values in numbers:
                row = rows.setdefault(key, [0] * len(self))
                for metric, value in zip(metrics, values, strict=True):
                    row[places[metric]] = value
        return list(rows.items())

    def _vn_read_alone(self, *asked):
        """Return the numbers of one metric; none, and a mark, when it fails."""
        try:
            return self._vn_read_together(*asked)
        except FAULTS as error:
            # sudo: only whether the reader is the author
            if not isinstance(error, AccessError) or (
                self.env.user == self.sudo().condition_user_id
            ):
                self._vn_condition_mark(error)
            return []

    def _vn_read_together(self, date_from, date_to, user_ids, groupby):
        """Run the query of `_vn_read`."""
        first = self[:1]
        model = first._get_model()
        shared = self._get_shared_leaves()
        conditions = [
            metric._get_condition(date_from, date_to, without=shared) for metric in self
        ]
        query = model._search(
            first._get_frame(date_from, date_to, user_ids)
            & Domain(shared)
            & Domain.OR(conditions)
        )
        if query.is_empty():
            return []
        numbers = [
            metric._get_number_sql(
                model, query, condition if len(self) > 1 else Domain.TRUE, date_to
            )
            for metric, condition in zip(self, conditions, strict=True)
        ]
        if groupby:
            query.groupby = model._read_group_groupby(query.table, groupby, query)
            query.order = query.groupby
            numbers.insert(0, query.groupby)
        run = self._vn_run_guarded
        if self.env.context.get("vn_kpi_together"):
            # the caller has a savepoint around several of these
            run = self.env.execute_query
        rows = run(query.select(*numbers))
        keys = [None] * len(rows)
        if groupby:
            keys = model._read_group_postprocess_groupby(
                groupby, [row[0] for row in rows]
            )
            rows = [row[1:] for row in rows]
        return [
            (key, [number or 0 for number in row])
            for key, row in zip(keys, rows, strict=True)
        ]

    def _get_shared_leaves(self):
        """Return the conditions that all these metrics have, as a list of leaves.

        Asked once and not for each number, they let the database use an index that
        is made for them.
        """
        leaves = [metric._get_leaves() for metric in self]
        return [
            leaf
            for leaf in leaves[0] or []
            if leaf[2] != PERIOD and all(leaf in (others or []) for others in leaves)
        ]

    def _get_number_sql(self, model, query, condition, day):
        """Return what is measured, of the records of *query* that meet *condition*."""
        number = model._read_group_select(self._get_aggregate(), query)
        rate = self._get_rate_sql(model, query, day)
        if rate:
            amount = model._field_to_sql(query.table, self.measure_field, query)
            number = SQL("SUM(%s * %s)", amount, rate)
        if condition.is_true():
            return number
        where = condition.optimize_full(model)._to_sql(model, query.table, query)
        return SQL("%s FILTER (WHERE %s)", number, where)

    def _get_rate_sql(self, model, query, day):
        """Return what turns amounts of several companies into one currency.

        Records hold amounts in the currency of their own company. Where the user
        works in companies with different ones, the rate of the period's last day
        makes them the currency of the company that the report is for.

        :return: SQL, or None where there is one currency only
        """
        # sudo: the currency of the companies one works in is no secret
        companies = (self.company_id or self.env.companies).sudo()
        target = self._get_company().sudo()
        if (
            not self.is_monetary
            or companies.currency_id == target.currency_id
            or "company_id" not in model._fields
        ):
            return None
        convert = self.env["res.currency"]._get_conversion_rate
        return SQL(
            "CASE %s %s ELSE 1 END",
            model._field_to_sql(query.table, "company_id", query),
            SQL(" ").join(
                SQL(
                    "WHEN %s THEN %s",
                    company.id,
                    convert(company.currency_id, target.currency_id, target, day),
                )
                for company in companies
            ),
        )

    def _group_by_records(self, *, by_person):
        """Return recordsets of the metrics that one query can read.

        :param bool by_person: only the records of some people are read
        """
        found = {}
        for metric in self:
            key = (
                metric.model_name,
                metric.date_field,
                metric.company_id,
                by_person and metric.owner_field,
            )
            found[key] = found.get(key, metric.browse()) | metric
        return list(found.values())

    def _is_periodic(self):
        """Whether the condition asks for the period: it has no meaning without one."""
        self.ensure_one()
        return any(
            condition.value == PERIOD
            for condition in self._get_literal().iter_conditions()
        )
