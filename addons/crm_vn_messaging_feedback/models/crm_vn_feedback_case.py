from odoo import api, models


class CrmVnFeedbackCase(models.Model):
    _inherit = "crm.vn.feedback.case"

    @api.readonly
    def action_reply_by_sms(self):
        """Open the SMS dialog for the customer of this case."""
        self.check_access("read")
        self.ensure_one()
        return self.answer_id.action_reply_by_sms()

    def action_reply_on_zalo(self):
        """Open the Zalo dialog for the customer of this case."""
        self.check_access("read")
        self.ensure_one()
        return self.answer_id.action_reply_on_zalo()
