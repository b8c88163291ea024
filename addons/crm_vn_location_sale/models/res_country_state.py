from odoo import api, models

_CONFIRMED = [("state", "=", "sale")]


class ResCountryState(models.Model):
    _inherit = "res.country.state"

    @api.model
    def _vn_get_map_measures(self):
        """Add orders, by the province of their customer."""
        # amounts of several currencies are added up in the company's
        orders = {
            "model": "sale.order",
            "domain": [*_CONFIRMED, ("company_id", "in", self.env.companies.ids)],
            "path": "partner_id.state_id",
        }
        return {
            **super()._vn_get_map_measures(),
            "orders": {
                **orders,
                "label": self.env._("Orders"),
                "aggregate": "__count",
                "monetary": False,
            },
            "sales": {
                **orders,
                "label": self.env._("Revenue of orders, before tax"),
                "aggregate": "amount_untaxed:sum_currency",
                "monetary": True,
            },
        }
