from odoo import fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    vn_tier_id = fields.Many2one(
        related="partner_id.vn_tier_id",
        string="Customer tier",
        groups="base.group_user",
    )
