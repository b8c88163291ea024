from odoo import api, models


class CrmVnRetentionRule(models.Model):
    _inherit = "crm.vn.retention.rule"

    @api.model
    def _get_retention_models(self):
        return {
            **super()._get_retention_models(),
            "crm.vn.message": "date",
            "crm.vn.webhook.event": "create_date",
        }

    def _get_old(self):
        records = super()._get_old()
        if records._name == "crm.vn.message":
            # the log is the system's, and a rule of retention is its own work
            return records._vn_as_engine()
        return records
