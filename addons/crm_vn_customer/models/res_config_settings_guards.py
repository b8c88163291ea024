from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    vn_comment_edit_minutes = fields.Integer(
        related="company_id.vn_comment_edit_minutes", readonly=False
    )
    vn_comment_restricted = fields.Boolean(
        related="company_id.vn_comment_restricted", readonly=False
    )
    vn_duplicate_warning = fields.Boolean(
        related="company_id.vn_duplicate_warning", readonly=False
    )
    group_vn_own_customers = fields.Boolean(
        string="Salespeople see their own customers only",
        implied_group="crm_vn_customer.group_vn_own_customers",
        group="sales_team.group_sale_salesman",
    )
