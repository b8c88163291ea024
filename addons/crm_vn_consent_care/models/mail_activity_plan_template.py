from odoo import fields, models

from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import CHANNEL_NAMES

#: how a kind of activity reaches the customer
BY_CATEGORY = {"phonecall": "call", "meeting": "visit"}


class MailActivityPlanTemplate(models.Model):
    _inherit = "mail.activity.plan.template"

    vn_purpose = fields.Selection(
        [("care", "Care"), ("advert", "Advert"), ("survey", "Survey")],
        string="Purpose",
        help="Empty: as the schedule says",
    )
    vn_channel = fields.Selection(
        CHANNEL_NAMES,
        string="Contacted by",
        help="Empty: as the kind of activity says, a call in doubt",
    )

    def _vn_get_channel(self):
        """Return by which channel this line reaches the customer."""
        self.ensure_one()
        return (
            self.vn_channel or BY_CATEGORY.get(self.activity_type_id.category) or "call"
        )
