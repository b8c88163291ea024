from odoo import models


class MailComposeMessage(models.TransientModel):
    """Writing to customers is taking part in their discussion."""

    _inherit = "mail.compose.message"

    def _action_send_mail(self, auto_commit=False):
        for composer in self.filtered(lambda wizard: wizard.model == "res.partner"):
            ids = composer._evaluate_res_ids()
            self.env["res.partner"].browse(ids)._check_vn_may_comment()
        return super()._action_send_mail(auto_commit=auto_commit)
