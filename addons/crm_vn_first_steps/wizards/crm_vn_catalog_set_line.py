from odoo import fields, models


class CrmVnCatalogSetLine(models.TransientModel):
    """An entry that may be added; what it says is read from its key."""

    _name = "crm.vn.catalog.set.line"
    _description = "Entry of a ready-made catalog"

    set_id = fields.Many2one("crm.vn.catalog.set", ondelete="cascade")
    selected = fields.Boolean(default=True)
    key = fields.Char(required=True, readonly=True)
    catalog = fields.Char(readonly=True)
    name = fields.Char(readonly=True)
    is_there = fields.Boolean(string="Already there", readonly=True)
