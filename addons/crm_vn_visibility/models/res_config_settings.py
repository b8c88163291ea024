from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    group_vn_own_customers = fields.Boolean(
        string="Salespeople see their own customers only",
        implied_group="crm_vn_visibility.group_vn_own_customers",
        group="sales_team.group_sale_salesman",
    )
