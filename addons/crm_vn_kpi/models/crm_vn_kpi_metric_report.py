"""Reading several metrics at once, for the customer KPI report."""

from odoo import models

from .crm_vn_kpi_metric import PERIOD


class CrmVnKpiMetric(models.Model):
    _inherit = "crm.vn.kpi.metric"

    def _vn_read(self, date_from, date_to, user_ids=None, groupby=None):
        """Return the numbers of metrics that count the same records, in one query.

        :param str groupby: a field of the model counted
        :return: list of (value of *groupby* or None, [one number for each metric])
        """
        metric = self[:1]
        rows = metric._get_model()._read_group(
            metric._vn_domain(date_from, date_to, user_ids),
            [groupby] if groupby else [],
            [each._get_aggregate() for each in self],
        )
        if not groupby:
            rows = [(None, *numbers) for numbers in rows]
        return [(key, [number or 0 for number in numbers]) for key, *numbers in rows]

    def _is_periodic(self):
        """Whether the condition asks for the period: it has no meaning without one."""
        self.ensure_one()
        return any(
            condition.value == PERIOD
            for condition in self._get_literal().iter_conditions()
        )
