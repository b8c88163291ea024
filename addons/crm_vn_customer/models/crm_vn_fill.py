from odoo import api, models
from odoo.tools import SQL


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        label = self.env._("Customers among the partners")
        return {
            **super()._vn_fills(),
            "adoption": (label, "res.partner", self._vn_fill_adoption),
        }

    @api.model
    def _vn_fill_adoption(self, first, last):
        """Make customers of the partners with these ids that have documents."""
        scope = SQL("p.id BETWEEN %s AND %s", first, last)
        self.env["res.partner"]._vn_adopt(scope)
