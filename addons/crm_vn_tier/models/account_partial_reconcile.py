from odoo import api, models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._vn_tier_partners()._vn_tier_on_document()
        return partials

    def unlink(self):
        partners = self._vn_tier_partners()
        result = super().unlink()
        partners._vn_tier_on_document()
        return result

    def _vn_tier_partners(self):
        return (self.debit_move_id | self.credit_move_id).move_id._vn_tier_partners()
