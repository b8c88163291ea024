from odoo import api, models
from odoo.fields import Domain


class CrmVnEraser(models.AbstractModel):
    _inherit = "crm.vn.eraser"

    @api.model
    def _erase_discussion(self, people, leads, report):
        """Members and answers to offers stay, to be counted, without a word."""
        result = super()._erase_discussion(people, leads, report)
        # sudo: an erasure reaches what the person who runs it may not even see
        members = self.env["crm.vn.campaign.member"].sudo()
        members = members.search(
            Domain("partner_id", "in", people.ids) | Domain("lead_id", "in", leads.ids)
        )
        quiet = members.with_context(tracking_disable=True)
        quiet.write({"note": False, "next_step": False})
        self._erase_thread(members, report)
        # sudo: as above
        lines = self.env["crm.vn.offer.line"].sudo()
        lines.search([("partner_id", "in", people.ids)]).reason = False
        return result
