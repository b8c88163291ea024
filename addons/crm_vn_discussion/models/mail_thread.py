from odoo import api, models

from odoo.addons.crm_vn_base.tools.mark import marked

from .res_partner import BY_ITSELF


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        """What comes by mail is not asked who may comment."""
        thread = marked(self, BY_ITSELF)
        return super(MailThread, thread)._message_route_process(
            message, message_dict, routes
        )

    def _check_can_update_message_content(self, messages):
        """The web client's door to change and delete: it goes on as superuser."""
        result = super()._check_can_update_message_content(messages)
        messages.sudo(False)._check_vn_comment_edit()
        return result
