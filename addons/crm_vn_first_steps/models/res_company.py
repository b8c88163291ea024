from odoo import fields, models

#: who sees the first steps
MANAGERS = "sales_team.group_sale_manager"


class ResCompany(models.Model):
    _inherit = "res.company"

    # === First steps ===
    vn_first_steps_hidden = fields.Boolean(
        string="First steps hidden",
        groups=MANAGERS,
        help="The list of first steps is not shown on the desk any more",
    )
    vn_first_steps_skipped = fields.Json(
        string="First steps not needed",
        groups=MANAGERS,
        help="Names of the steps, as a list",
    )
