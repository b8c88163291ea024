from odoo import api, models


class CrmVnRetentionRule(models.Model):
    _inherit = "crm.vn.retention.rule"

    @api.model
    def _get_retention_models(self):
        return {
            **super()._get_retention_models(),
            "crm.vn.call.listen": "create_date",
            "crm.vn.webhook.event": "create_date",
        }
