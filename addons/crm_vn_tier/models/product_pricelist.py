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
        for partner in partners:
            own = partner.specific_property_product_pricelist
            tier = partner.vn_tier_id
            if own._get_partner_pricelist_multi_filter_hook() or not tier.active:
                continue
            pricelist = tier.pricelist_id
            if pricelist.active and pricelist.company_id in (
                self.env["res.company"],
                self.env.company,
            ):
                result[partner.id] = pricelist.with_env(self.env)
        return result
