from odoo import api, models
from odoo.exceptions import UserError


class CrmVnKpiMetric(models.Model):
    """Metrics that people are judged by stay."""

    _inherit = "crm.vn.kpi.metric"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_agreed(self):
        for model in ("crm.vn.kpi.plan.line", "crm.vn.kpi.sheet.line"):
            # sudo: only whether it is used is told
            used = (
                self.env[model].sudo().search([("metric_id", "in", self.ids)], limit=1)
            )
            if used:
                raise UserError(
                    self.env._(
                        "The metric %(metric)s is in KPI plans or sheets: it can't be "
                        "deleted. Archive it instead.",
                        metric=used.metric_id.name,
                    )
                )
