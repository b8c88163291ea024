from odoo import api, models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Let lines about the merged customers be about the one that is kept."""
        self.env["crm.vn.score.engine"]._flush_facts()
        merged = (src_partners | dst_partner).ids
        # of live lines for the same reason (both were in the group) one stays: the one
        # that began first; it has to be alone before it gets the other customer's id
        self.env.execute_query(
            SQL(
                """DELETE FROM crm_vn_score_line USING (
                    SELECT id, row_number() OVER (
                        PARTITION BY COALESCE(group_id, -rule_id, 0)
                        ORDER BY date, id) AS rank
                    FROM crm_vn_score_line
                    WHERE res_model = 'res.partner' AND res_id = ANY(%s)
                    AND active IS TRUE) double
                WHERE double.id = crm_vn_score_line.id AND double.rank > 1
                RETURNING 1""",
                merged,
            )
        )
        self.env.execute_query(
            SQL(
                """UPDATE crm_vn_score_line SET res_id = %s
                WHERE res_model = 'res.partner' AND res_id = ANY(%s) RETURNING 1""",
                dst_partner.id,
                src_partners.ids,
            )
        )
        result = super()._update_foreign_keys(src_partners, dst_partner)
        # not before: the groups of all are now those of the one that is kept
        self.env["crm.vn.score.engine"]._queue(dst_partner)
        return result
