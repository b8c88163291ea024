from odoo import models


class CrmLead(models.Model):
    """Leads go to another salesperson, the team of the new one included."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.owned.mixin"]

    def _vn_give_to(self, user):
        """Give these leads to *user*, looking for a team once and not for each.

        Odoo chooses the team of a new salesperson by the lead's type and its team: what
        it chose for the first of those alike is right for the others.
        """
        result = None
        for leads in self.grouped(lambda lead: (lead.type, lead.team_id)).values():
            first = leads[:1]
            result = super(CrmLead, first)._vn_give_to(user)
            (leads - first)._vn_silently().write(
                {"user_id": user.id, "team_id": first.team_id.id}
            )
        return result
