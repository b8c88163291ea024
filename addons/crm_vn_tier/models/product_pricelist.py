from odoo import api, models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    @api.model
    def _get_partner_pricelist_multi(self, partner_ids):
        """Customers without a pricelist of their own get their tier's."""
        result = super()._get_partner_pricelist_multi(partner_ids)
        if not self.env["res.groups"]._is_feature_enabled(
            "product.group_product_pricelist"
        ):
            return result
        # sudo: the price of a customer is the same whoever may see the tier
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        partners = partners.filtered("vn_tier_id").filtered(
            lambda partner: (
                not (
                    partner.specific_property_product_pricelist
                )._get_partner_pricelist_multi_filter_hook()
            )
        )
        if not partners:
            return result
        # one query tells which tiers give a pricelist here
        tiers = partners.vn_tier_id.search_fetch(
            [
                ("id", "in", partners.vn_tier_id.ids),
                ("active", "=", True),
                ("pricelist_id.active", "=", True),
                ("pricelist_id.company_id", "in", (False, self.env.company.id)),
            ],
            ["pricelist_id"],
        )
        for partner in partners.filtered(lambda partner: partner.vn_tier_id in tiers):
            result[partner.id] = partner.vn_tier_id.pricelist_id.with_env(self.env)
        return result
