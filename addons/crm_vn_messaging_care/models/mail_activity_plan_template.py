from odoo import fields, models


class MailActivityPlanTemplate(models.Model):
    _inherit = "mail.activity.plan.template"

    vn_sms_template_id = fields.Many2one(
        "sms.template",
        string="SMS template",
        domain=[("model", "=", "res.partner")],
        help="Sent on the day of the line, in the name of the person in charge",
    )
    vn_zalo_template_id = fields.Many2one(
        "crm.vn.zalo.template",
        string="Zalo template",
        domain=[("model", "=", "res.partner")],
        help="Sent on the day of the line; before the SMS, when both are chosen",
    )

    def _vn_get_channel(self):
        """A line that writes by itself reaches the customer by what it writes."""
        if not self.vn_channel and self.vn_zalo_template_id:
            return "zalo"
        if not self.vn_channel and self.vn_sms_template_id:
            return "sms"
        return super()._vn_get_channel()
