from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        """A restriction stops open care at once, and lifting it brings it back."""
        result = super().write(vals)
        if "vn_processing_restricted" in vals:
            # sudo: the engine's lines, whoever restricts the use of the data
            self.env["crm.vn.care.line"].sudo()._vn_recheck_customers(self)
        return result
