from odoo import api, models
from odoo.tools import SQL

from .res_partner import PURCHASE_FACTS


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_checks(self):
        """Purchase facts are what the orders say."""
        return {
            **super()._vn_checks(),
            "purchase": (self.env._("Purchase facts"), self._vn_check_purchase),
        }

    @api.model
    def _vn_check_purchase(self):
        return self._vn_compare(
            "res.partner",
            PURCHASE_FACTS,
            # without what follows a change, as a review of tiers
            lambda partners: partners._vn_purchase_update(
                SQL("p.id = ANY(%s)", partners.ids)
            ),
            where=SQL(
                "t.commercial_partner_id = t.id AND t.vn_order_count IS NOT NULL"
            ),
        )
