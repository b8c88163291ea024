from odoo import api, models
from odoo.tools import SQL


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Let lines about the merged customers be about the one that is kept."""
        engine = self.env["crm.vn.score.engine"]
        engine._flush_facts()
        merged = (src_partners | dst_partner).ids
        # of two live lines for the same reason (both were in the group) one stays: the
        # one that began first
        self.env.execute_query(
            SQL(
                """WITH ranked AS (
                    SELECT id, active, row_number() OVER (
                        PARTITION BY active, COALESCE(group_id, -rule_id, 0)
                        ORDER BY date, id) AS rank
                    FROM crm_vn_score_line
                    WHERE res_model = 'res.partner' AND res_id = ANY(%(merged)s)),
                doubles AS (
                    DELETE FROM crm_vn_score_line l USING ranked r
                    WHERE l.id = r.id AND r.active IS TRUE AND r.rank > 1)
                UPDATE crm_vn_score_line l SET res_id = %(kept)s FROM ranked r
                WHERE l.id = r.id AND (r.active IS NOT TRUE OR r.rank = 1)
                RETURNING 1""",
                merged=merged,
                kept=dst_partner.id,
            )
        )
        engine._queue(dst_partner)
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_reference_fields(self, src_partners, dst_partner):
        # Odoo moves the planned activities alone; done ones would be deleted with the
        # customers they are of.
        # sudo: the history goes over whether the user may see it or not
        done = self.env["mail.activity"].sudo().with_context(active_test=False)
        done = done.search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "in", src_partners.ids),
                ("active", "=", False),
            ]
        )
        done.write({"res_id": dst_partner.id})
        return super()._update_reference_fields(src_partners, dst_partner)
