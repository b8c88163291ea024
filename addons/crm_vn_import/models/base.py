from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _vn_find_named(self, texts):
        """Find all of them at once, as in a list of customers."""
        found = super()._vn_find_named(texts)
        resolver = self.env["crm.vn.import.resolver"]
        if texts and resolver._resolvable(self._name):
            found = {**found, **resolver._resolve(self._name, texts)[0]}
        return found
