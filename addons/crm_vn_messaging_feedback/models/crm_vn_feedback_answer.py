from odoo import api, models


class CrmVnFeedbackAnswer(models.Model):
    _inherit = "crm.vn.feedback.answer"

    @api.readonly
    def action_reply_by_sms(self):
        """Open the SMS dialog for the customer who answered."""
        self.check_access("read")
        self.ensure_one()
        return self.partner_id.action_vn_send_sms()

    def action_reply_on_zalo(self):
        """Open the Zalo dialog for the customer who answered."""
        self.check_access("read")
        self.ensure_one()
        return self.partner_id.action_vn_send_zalo()
