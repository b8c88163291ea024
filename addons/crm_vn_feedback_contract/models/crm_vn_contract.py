from odoo import models

#: a contract that is one of these asks for nothing any more
ENDED = ("suspended", "expired", "closed", "cancelled")


class CrmVnContract(models.Model):
    _inherit = "crm.vn.contract"

    def _vn_contract_status_changed(self, old_meaning, new_meaning):
        result = super()._vn_contract_status_changed(old_meaning, new_meaning)
        if new_meaning in ENDED:
            self.env["crm.vn.feedback.plan"]._vn_take_back(self)
        return result
