from odoo import fields, models


class SaleOrder(models.Model):
    """The visit at which it was made, kept by the system."""

    _name = "sale.order"
    _inherit = ["sale.order", "crm.vn.protected.mixin"]
    _vn_engine_fields = ("vn_visit_id",)

    vn_visit_id = fields.Many2one(
        "crm.vn.visit",
        string="Visit",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="Make the quotation with the button of the visit.",
        groups="sales_team.group_sale_salesman",
    )
