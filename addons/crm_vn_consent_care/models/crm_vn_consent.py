from odoo import models


class CrmVnConsent(models.Model):
    _inherit = "crm.vn.consent"

    def _record(self, channel, purpose, state, method, **values):
        """What was agreed on or withdrawn changes open care at once."""
        row = super()._record(channel, purpose, state, method, **values)
        # sudo: the engine's lines, whoever recorded the consent
        person = row.sudo().partner_id
        if person and purpose != "care":
            self.env["crm.vn.care.line"].sudo()._vn_recheck_customers(person)
        return row
