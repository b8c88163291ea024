from odoo import fields, models


class CrmVnAssignmentPreviewLine(models.TransientModel):
    _name = "crm.vn.assignment.preview.line"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "Trial of the assignment rules on one opportunity"
    _vn_customer_links = ("lead_id",)

    preview_id = fields.Many2one("crm.vn.assignment.preview", ondelete="cascade")
    lead_id = fields.Many2one("crm.lead", string="Opportunity", readonly=True)
    current_user_id = fields.Many2one("res.users", string="Now", readonly=True)
    rule_id = fields.Many2one("crm.vn.assignment.rule", readonly=True)
    user_id = fields.Many2one("res.users", string="Would get it", readonly=True)
    reason = fields.Char(string="Why", readonly=True)
    is_changed = fields.Boolean(string="Changes hands", readonly=True)
