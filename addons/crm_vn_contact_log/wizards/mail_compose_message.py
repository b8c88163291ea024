from odoo import models


class MailComposeMessage(models.TransientModel):
    _inherit = "mail.compose.message"

    def _action_send_mail_comment(self, res_ids):
        """The same text to many customers is a bulk mail, not a contact."""
        if self.composition_batch:
            self = self.with_context(vn_no_contact=True)
        return super()._action_send_mail_comment(res_ids)
