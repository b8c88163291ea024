from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _vn_settle_credit(self):
        # sudo: stored alike, whoever hands the order over
        self.sudo().picking_ids._recompute_recordset(["vn_credit_user_id"])
        return super()._vn_settle_credit()
