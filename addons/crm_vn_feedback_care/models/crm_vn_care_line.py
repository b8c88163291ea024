from odoo import api, models


class CrmVnCareLine(models.Model):
    _inherit = "crm.vn.care.line"

    def _vn_get_contact_codes(self):
        """What sells waits while a complaint is open, whatever consent says."""
        codes = super()._vn_get_contact_codes()
        selling = self.filtered(lambda line: line.purpose == "advert")
        # sudo: whether there is a complaint decides; nothing of it is shown
        cases = self.env["crm.vn.feedback.case"].sudo()
        unhappy = cases._vn_get_complaints(selling.partner_id.sudo())
        for line in selling:
            if line.partner_id.sudo() in unhappy:
                codes[line.id] = "complaint", False
        return codes

    @api.model
    def _vn_lasting_obstacles(self):
        return super()._vn_lasting_obstacles() | {"complaint"}
