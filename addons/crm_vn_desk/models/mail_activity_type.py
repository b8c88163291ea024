from odoo import fields, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    vn_show_on_home = fields.Boolean(
        string="Show on the customer desk",
        default=True,
        help="Activities of this type are listed under “To do” on the customer desk",
    )
