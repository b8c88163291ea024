from odoo import api, models
from odoo.tools import SQL


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_checks(self):
        """Nobody has less than he reached, or has kept since the last review."""
        return {
            **super()._vn_checks(),
            "tier": (self.env._("Customer tiers"), self._vn_check_tier),
        }

    @api.model
    def _vn_check_tier(self):
        # who moved since yesterday may move back at the next review
        recent = SQL(" OR ").join(
            SQL(
                "(move.company_id = %s AND move.date >= %s::date - 1)",
                company.id,
                self._vn_get_day(company),
            )
            for company in self.env["res.company"].search([])
        )
        return self._vn_compare(
            "res.partner",
            ["vn_tier_id"],
            self._vn_follow_documents,
            where=SQL(
                """
                t.commercial_partner_id = t.id
                AND (t.vn_tier_id IS NOT NULL OR t.vn_order_count IS NOT NULL)
                AND NOT EXISTS (
                    SELECT FROM crm_vn_tier_move move
                     WHERE move.partner_id = t.id AND (%s))
                """,
                recent,
            ),
        )

    @api.model
    def _vn_follow_documents(self, partners):
        """Let *partners* rise as a document of the day would."""
        scope = partners._vn_tier_scope(partners.ids)
        for company in self.env["res.company"].search([]):
            partners._vn_tier_run_company(
                company, scope, "document", self._vn_get_day(company)
            )
