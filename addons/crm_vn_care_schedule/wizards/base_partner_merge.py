from odoo import models

#: of one schedule that several customers have, the first of these goes on
RANKS = {"running": 0, "paused": 1, "done": 2, "stopped": 3}


class MergePartnerAutomatic(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_reference_fields(self, src_partners, dst_partner):
        """Move enrollments that customers have by themselves.

        Those of orders and contracts move with their customer. A schedule that several
        of the customers have goes on once, where it still runs: the open lines of the
        others stop, their history moves. All is the owner's of the customer who stays.
        """
        enrollments = self.env["crm.vn.care.enrollment"]
        enrollments = enrollments._vn_for_sources(src_partners | dst_partner)
        enrollments = enrollments._vn_as_engine().sorted(
            lambda rec: (RANKS[rec.state], rec.res_id != dst_partner.id, rec.id)
        )
        going_on = enrollments.browse()
        for alike in enrollments.grouped("plan_id").values():
            going_on |= alike[0]
            others = alike[1:]
            others._vn_stop(self.env._("Merged: it runs there already"), "merge")
            others.write({"res_model": False, "res_id": False})
        # one document has a schedule once: the others first
        enrollments.flush_recordset()
        going_on.write({"res_id": dst_partner.id})
        result = super()._update_reference_fields(src_partners, dst_partner)
        dst_partner._vn_care_hand_over()
        return result
