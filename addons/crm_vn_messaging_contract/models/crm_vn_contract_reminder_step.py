from odoo import fields, models


class CrmVnContractReminderStep(models.Model):
    _inherit = "crm.vn.contract.reminder.step"
    _vn_company_links = ("contract_type_id", "zalo_template_id")

    sms_template_id = fields.Many2one(
        "sms.template",
        domain=[("model", "=", "crm.vn.contract")],
        help="The customer gets it on the day the owner is reminded",
    )
    zalo_template_id = fields.Many2one(
        "crm.vn.zalo.template",
        domain=[("model", "=", "crm.vn.contract")],
        help="The customer gets it on the day the owner is reminded; before the SMS",
    )
