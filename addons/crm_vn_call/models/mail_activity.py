from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _vn_on_done(self):
        result = super()._vn_on_done()
        self._vn_close_call_backs()
        return result

    def _vn_on_removed(self):
        self._vn_close_call_backs()
        return super()._vn_on_removed()

    def _vn_close_call_backs(self):
        """Who finishes the to-do says that the number needs no call any more."""
        # sudo: the call-back behind one's own activity
        backs = self.env["crm.vn.call.back"].sudo()
        backs.search([("activity_id", "in", self.ids), ("state", "=", "open")])._close()
