from odoo import models


class ResPartner(models.Model):
    """What care is still to come, on the customer's page."""

    _inherit = "res.partner"

    def _vn_page_cards(self):
        cards = super()._vn_page_cards()
        if self.env["crm.vn.care.line"].has_access("read"):
            cards["care"] = self._vn_page_card(
                "crm.vn.care.line",
                self.env._("Customer care"),
                "fa-heartbeat",
                [*self._vn_family_domain(), ("state", "=", "planned")],
                "date, id",
                ("name", "date"),
            )
        return cards
