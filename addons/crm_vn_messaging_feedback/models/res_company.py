from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    vn_feedback_way = fields.Selection(
        [("email", "By e-mail, else by SMS"), ("sms", "By SMS, else by e-mail")],
        string="Feedback is sent",
        default="email",
        required=True,
    )
