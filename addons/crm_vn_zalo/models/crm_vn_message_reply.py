from odoo import models


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    def _vn_show_reply(self):
        """A chat is shown in its channel; the customer's page has the log."""
        if self.kind == "zalo":
            self.partner_id._vn_touch(
                "reply", self.date, user=self.env["res.users"], source=self
            )
            return
        super()._vn_show_reply()

    def _vn_get_key(self):
        if self.kind == "zalo" and not self.partner_id:
            return f"zalo#{self.zalo_user_id.id}"
        return super()._vn_get_key()
