from odoo import models


class MergePartnerAutomatic(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_reference_fields(self, src_partners, dst_partner):
        """Move enrollments that customers have by themselves.

        Those of orders and contracts move with their customer. A schedule that both
        customers have goes on once: the other's open lines stop, its history moves.
        """
        Enrollment = self.env["crm.vn.care.enrollment"].sudo()
        kept = Enrollment._vn_for_sources(dst_partner).plan_id
        for enrollment in Enrollment._vn_for_sources(src_partners):
            if enrollment.plan_id in kept:
                enrollment._vn_stop(
                    self.env._("Merged: it runs there already"), "merge"
                )
                enrollment._vn_as_engine().write({"res_model": False, "res_id": False})
            else:
                kept |= enrollment.plan_id
                enrollment._vn_as_engine().res_id = dst_partner.id
        return super()._update_reference_fields(src_partners, dst_partner)
