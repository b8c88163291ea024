"""From a number of the customer KPI report to its records."""

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

#: what the list of a quotient can be grouped by
GROUPS = ("vn_customer_id",)


class CrmVnKpiReport(models.AbstractModel):
    _inherit = "crm.vn.kpi.report"

    @api.model
    def _prepare_action(self, drill, start, end, user_ids):
        """Return the action that opens what *drill* counts between two days.

        :param dict drill: ``metric``, its code; ``by`` and ``value`` of a row of a
            table; ``group``: what the list is grouped by
        :raise UserError: there is no such number (any more)
        """
        metric = self._get_metrics().get(drill.get("metric"))
        group, by = drill.get("group"), drill.get("by")
        dimensions = [dimension for dimension, _codes in self._get_tables().values()]
        known = {None, False, *dimensions, *GROUPS}
        if not metric or {group, by} - known:
            raise UserError(
                self.env._(
                    "This number is no longer part of the report: reload the page."
                )
            )
        extra = None
        if by:
            extra = Domain(by, "=", drill.get("value") or False)
        action = metric._vn_action(start, end, user_ids, extra)
        action["context"] = {**action["context"], "force_search_count": 1}
        if group:
            action["context"]["group_by"] = [group]
        return action
