from odoo import models


class ResPartner(models.Model):
    """The tier in the head of the customer's page."""

    _inherit = "res.partner"

    def _vn_page_facts(self, cards):
        facts = super()._vn_page_facts(cards)
        tier = self.commercial_partner_id.vn_tier_id
        if tier:
            facts["tier"] = {
                "label": self.env._("Tier"),
                "value": tier.name,
                "icon": "fa-trophy",
            }
        return facts
