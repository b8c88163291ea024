from odoo import models


class CrmVnFeedbackCase(models.Model):
    _inherit = "crm.vn.feedback.case"

    def _vn_on_opened(self):
        result = super()._vn_on_opened()
        self._vn_recheck_care()
        return result

    def _vn_on_closed(self):
        result = super()._vn_on_closed()
        self._vn_recheck_care()
        return result

    def _vn_recheck_care(self):
        """Let care of these customers wait, or go on."""
        # sudo: the engine's lines, of the customer and all its contacts
        partners = self.sudo().partner_id.commercial_partner_id
        family = partners.search([("id", "child_of", partners.ids)])
        self.env["crm.vn.care.line"].sudo()._vn_recheck_customers(family)
