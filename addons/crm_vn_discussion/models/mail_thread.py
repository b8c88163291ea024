from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _check_can_update_message_content(self, messages):
        """The web client's door to change and delete: it goes on as superuser."""
        result = super()._check_can_update_message_content(messages)
        messages.sudo(False)._check_vn_comment_edit()
        return result
