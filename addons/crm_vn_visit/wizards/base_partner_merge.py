from odoo import models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _update_foreign_keys(self, src_partners, dst_partner):
        """Plan one visit of a person on a day, where several customers had one each.

        Of these the one that has begun is kept, else that of the customer that is kept.
        It stands for what the route asked for there, which is not planned again.
        """
        # sudo: the merge itself moves what its user may not see
        planned = self.env["crm.vn.visit"].sudo()
        planned = planned.search(
            [
                ("partner_id", "in", (src_partners | dst_partner).ids),
                ("state", "=", "planned"),
            ]
        ).sorted(
            lambda visit: (
                not visit.check_in_date,
                visit.partner_id != dst_partner,
                visit.id,
            )
        )
        again, taken_over = planned.browse(), []
        for alike in planned.grouped(lambda one: (one.user_id, one.date)).values():
            first = alike[0]
            others = alike.filtered(
                lambda visit, kept=first.partner_id: (
                    visit.partner_id != kept and not visit.check_in_date
                )
            )
            again |= others
            if by_line := others.filtered(
                lambda visit: visit.partner_id == dst_partner and visit.line_id
            )[:1]:
                names = ("route_id", "line_id", "plan_date", "is_planned")
                taken_over.append((first, by_line.read(names, load=None)[0]))
        again.unlink()
        for visit, values in taken_over:
            del values["id"]
            visit._vn_as_engine().write(values)
        return super()._update_foreign_keys(src_partners, dst_partner)
