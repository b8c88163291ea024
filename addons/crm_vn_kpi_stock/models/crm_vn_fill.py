from odoo import api, models

#: A slip that moved is credited to the owner of its order.
PICKINGS = """
    UPDATE stock_picking p
       SET vn_credit_user_id = o.user_id
      FROM sale_order o
     WHERE o.id = p.sale_id AND p.state = 'done' AND p.vn_credit_user_id IS NULL
       AND p.id BETWEEN %(first)s AND %(last)s
"""


class CrmVnFill(models.Model):
    _inherit = "crm.vn.fill"

    @api.model
    def _vn_fills(self):
        return {
            **super()._vn_fills(),
            "credit_stock_picking": (
                self.env._("Who earned it: stock slips"),
                "stock.picking",
                self._vn_prepare_credit(PICKINGS),
            ),
        }
