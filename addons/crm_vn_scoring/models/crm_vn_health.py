from odoo import api, models
from odoo.tools import SQL


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_checks(self):
        """Scores and stars are what their lines add up to."""
        return {
            **super()._vn_checks(),
            "score": (self.env._("Scores and stars"), self._vn_check_score),
        }

    @api.model
    def _vn_check_score(self):
        # points of rules fade by the day and are brought up to date every night
        return self._vn_compare(
            "res.partner",
            ["vn_score", "vn_star"],
            lambda partners: partners._vn_score_refresh(),
            where=SQL(
                """
                t.commercial_partner_id = t.id AND t.vn_score <> 0
                AND NOT EXISTS (
                    SELECT FROM crm_vn_score_line line
                     WHERE line.partner_id = t.id AND line.rule_id IS NOT NULL)
                """
            ),
        )
