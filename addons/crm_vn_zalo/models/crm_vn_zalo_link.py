from odoo import fields, models


class CrmVnZaloLink(models.Model):
    """Who said that a Zalo user is a customer, and how. Rows are added only."""

    _name = "crm.vn.zalo.link"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Link of a Zalo user"
    _order = "id desc"
    _rec_name = "partner_id"
    _vn_engine_only = True

    zalo_user_id = fields.Many2one(
        "crm.vn.zalo.user", required=True, readonly=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    method = fields.Selection(
        [
            ("submit", "The person sent the number"),
            ("signed", "The person opened a signed link"),
            ("hand", "An employee chose the customer"),
        ],
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one("res.users", string="By", readonly=True)
