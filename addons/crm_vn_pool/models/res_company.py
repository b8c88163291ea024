from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    vn_pool_daily_cap = fields.Integer(
        string="Customers one may take a day",
        default=5,
        help="From the shared pool, by each salesperson; 0: as many as they like",
    )

    _check_vn_pool_daily_cap = models.Constraint(
        "CHECK (vn_pool_daily_cap >= 0)",
        "The number of customers that one may take a day can't be negative.",
    )
