from odoo import fields, models


class CrmVnTierPreviewMove(models.TransientModel):
    _name = "crm.vn.tier.preview.move"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "Customer who would move to another tier"
    _order = "id"

    wizard_id = fields.Many2one(
        "crm.vn.tier.preview", required=True, ondelete="cascade", index=True
    )
    partner_id = fields.Many2one("res.partner", string="Customer", ondelete="cascade")
    from_id = fields.Many2one("crm.vn.tier", ondelete="cascade")
    to_id = fields.Many2one("crm.vn.tier", ondelete="cascade")
    direction = fields.Selection([("up", "Up"), ("down", "Down")])
    value = fields.Float(digits=(16, 2))
    threshold = fields.Float(digits=(16, 2))
    currency_id = fields.Many2one(related="wizard_id.currency_id")
    cost = fields.Monetary(string="Cost of the discount")
