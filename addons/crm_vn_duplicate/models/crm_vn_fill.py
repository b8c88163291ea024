from odoo import api, models


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        return {
            **super()._vn_fills(),
            "duplicate_keys": (
                self.env._("Keys by which duplicates are found"),
                "res.partner",
                self.env["crm.vn.duplicate.key"]._fill,
            ),
        }
