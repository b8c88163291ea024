from odoo import fields, models
from odoo.tools import SQL


class CrmVnKpiPicking(models.Model):
    """Stock slips of orders that are done."""

    _name = "crm.vn.kpi.picking"
    _inherit = "crm.vn.kpi.fact.mixin"
    _description = "Stock slip of an order"
    _auto = False
    _depends = {
        "stock.picking": [
            "company_id",
            "date_done",
            "partner_id",
            "picking_type_id",
            "sale_id",
            "state",
            "vn_credit_user_id",
        ],
        "stock.picking.type": ["code"],
    }

    kind = fields.Char(readonly=True, export_string_translation=False)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT p.id, p.date_done AS date, p.vn_credit_user_id AS user_id,
                   p.company_id, 'stock.picking' AS res_model, p.id AS res_id,
                   t.code AS kind, p.partner_id
              FROM stock_picking p
              JOIN stock_picking_type t ON t.id = p.picking_type_id
             WHERE p.state = 'done' AND p.sale_id IS NOT NULL
            """
        )
