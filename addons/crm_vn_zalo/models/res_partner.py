from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_vn_send_zalo(self):
        """Open the dialog for a Zalo template message to these customers."""
        self.check_access("read")
        return self.env["crm.vn.zalo.send"]._vn_open(self)
