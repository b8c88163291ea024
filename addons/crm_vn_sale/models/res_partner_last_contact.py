from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _vn_contact_kinds(self):
        return {
            **super()._vn_contact_kinds(),
            "quotation": self.env._("Quotation"),
            "order": self.env._("Sales order"),
        }
