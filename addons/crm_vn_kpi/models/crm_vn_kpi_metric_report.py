"""Reading several metrics at once, for the customer KPI report."""

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from .crm_vn_kpi_metric import PERIOD


class CrmVnKpiMetric(models.Model):
    _inherit = "crm.vn.kpi.metric"

    def _vn_read(self, date_from, date_to, user_ids=None, groupby=None):
        """Return the numbers of metrics that read the same records, in one query.

        :param str groupby: a field of the model counted
        :return: list of (value of *groupby* or None, [one number for each metric])
        """
        first = self[:1]
        model = first._get_model()
        conditions = [metric._get_condition(date_from, date_to) for metric in self]
        query = model._search(
            first._get_frame(date_from, date_to, user_ids) & Domain.OR(conditions)
        )
        if query.is_empty():
            return []
        numbers = [
            metric._get_number_sql(model, query, condition if len(self) > 1 else None)
            for metric, condition in zip(self, conditions, strict=True)
        ]
        if groupby:
            query.groupby = model._read_group_groupby(query.table, groupby, query)
            query.order = query.groupby
            numbers.insert(0, query.groupby)
        rows = self.env.execute_query(query.select(*numbers))
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

    def _get_number_sql(self, model, query, condition):
        """Return what is measured, of the records of *query* that meet *condition*."""
        number = model._read_group_select(self._get_aggregate(), query)
        if condition is None:
            return number
        where = condition.optimize_full(model)._to_sql(model, query.table, query)
        return SQL("%s FILTER (WHERE %s)", number, where)

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
