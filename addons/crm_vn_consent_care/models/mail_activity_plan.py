from odoo import fields, models

PURPOSES = [("care", "Care"), ("advert", "Advert"), ("survey", "Survey")]


class MailActivityPlan(models.Model):
    _inherit = "mail.activity.plan"

    vn_purpose = fields.Selection(
        PURPOSES,
        string="Purpose",
        default="care",
        required=True,
        help="Adverts are planned for people who agreed to them",
    )
