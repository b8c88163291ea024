from odoo import api, fields, models


class StockPicking(models.Model):
    _name = "stock.picking"
    _inherit = ["stock.picking", "crm.vn.protected.mixin"]
    _vn_engine_fields = ("vn_credit_user_id",)

    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Owner of the order when done",
        compute="_compute_vn_credit_user_id",
        store=True,
        copy=False,
        groups="base.group_user",
    )

    _vn_kpi_idx = models.Index(
        "(date_done, vn_credit_user_id) WHERE state = 'done' AND sale_id IS NOT NULL"
    )

    @api.depends("state", "sale_id")
    def _compute_vn_credit_user_id(self):
        """Note whose order it was when the goods moved."""
        for picking in self:
            if picking.state != "done":
                picking.vn_credit_user_id = False
            elif not picking.vn_credit_user_id:
                # sudo: stored alike whoever moves the goods
                picking.vn_credit_user_id = picking.sale_id.sudo().user_id
