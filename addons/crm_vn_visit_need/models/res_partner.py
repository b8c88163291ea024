from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _vn_visit_needs(self):
        """Say how often by the first rule that fits the customer's tier and stars."""
        needs = super()._vn_visit_needs()
        # sudo: rules name no customer; who plans a route need not open them
        rules = self.env["crm.vn.visit.need"].sudo()._get_rules()
        if not rules:
            return needs
        # nothing else of the customers is read: they have hundreds of columns
        self.fetch(["vn_tier_id", "vn_star"])
        for partner in self:
            tier_id, star = partner.vn_tier_id.id, int(partner.vn_star or 0)
            rule = next((rule for rule in rules if rule._fits(tier_id, star)), None)
            if rule:
                needs[partner] = {
                    "frequency": rule.frequency,
                    "weeks": rule.weeks,
                    "weight": rule.weight,
                }
        return needs
