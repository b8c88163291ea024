from odoo import fields, models


class CrmVnFeedbackReport(models.Model):
    _inherit = "crm.vn.feedback.report"

    area_id = fields.Many2one(
        related="partner_id.vn_area_id", string="Sales area of the customer"
    )
