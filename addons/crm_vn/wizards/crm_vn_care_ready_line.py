from odoo import fields, models


class CrmVnCareReadyLine(models.TransientModel):
    """A schedule that may be added; what it says is read from its code."""

    _name = "crm.vn.care.ready.line"
    _description = "Ready-made care schedule"

    ready_id = fields.Many2one("crm.vn.care.ready", ondelete="cascade")
    selected = fields.Boolean(default=True)
    code = fields.Char(required=True, readonly=True)
    name = fields.Char(readonly=True)
    content = fields.Text(readonly=True)
    trigger = fields.Selection(
        [
            ("manual", "By hand"),
            ("contract_active", "Contract becomes active"),
            ("order_confirmed", "Order confirmed"),
        ],
        string="Starts",
        readonly=True,
    )
    is_there = fields.Boolean(string="Already there", readonly=True)
