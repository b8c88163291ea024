from odoo import api, models


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        label = self.env._("Last contact of customers")
        return {
            **super()._vn_fills(),
            "contacts": (label, "res.partner", self._vn_fill_contacts),
        }

    @api.model
    def _vn_fill_contacts(self, first, last):
        """Find the last contact of the customers with these ids."""
        partners = self.env["res.partner"].with_context(active_test=False)
        partners = partners.search([("id", ">=", first), ("id", "<=", last)])
        if partners:
            # of none is of all
            partners._vn_contact_refresh()
