from odoo import api, models


class CrmVnKpiMetric(models.Model):
    _inherit = "crm.vn.kpi.metric"

    @api.model
    def _vn_condition_models(self):
        """Let missed calls, and how they were called back, be counted, too."""
        return super()._vn_condition_models() | {"crm.vn.call.back"}
