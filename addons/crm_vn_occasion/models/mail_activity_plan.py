from odoo import api, fields, models

from .crm_vn_occasion import KINDS


class MailActivityPlan(models.Model):
    _inherit = "mail.activity.plan"

    vn_trigger = fields.Selection(
        selection_add=[("occasion", "Birthday or anniversary is near")],
        ondelete={"occasion": "set default"},
    )
    vn_occasion_kind = fields.Selection(KINDS, string="Occasion", help="Empty: any")

    @api.model
    def _vn_trigger_models(self):
        return {**super()._vn_trigger_models(), "occasion": "crm.vn.occasion"}
