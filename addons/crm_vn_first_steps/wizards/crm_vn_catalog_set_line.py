from odoo import api, fields, models

from ..tools import trades


class CrmVnCatalogSetLine(models.TransientModel):
    """An entry that may be added; what it says is read from its key."""

    _name = "crm.vn.catalog.set.line"
    _description = "Entry of a ready-made catalog"

    set_id = fields.Many2one("crm.vn.catalog.set", ondelete="cascade")
    selected = fields.Boolean(default=True)
    key = fields.Char(required=True, readonly=True)
    catalog = fields.Char(compute="_compute_entry")
    name = fields.Char(compute="_compute_entry")
    is_there = fields.Boolean(string="Already there", compute="_compute_entry")

    @api.depends("key")
    @api.depends_context("lang")
    def _compute_entry(self):
        known = trades.entries()
        wizard = self.env["crm.vn.catalog.set"]
        taken = wizard._get_taken_names()
        language = "vi" if (self.env.lang or "").startswith("vi") else "en"
        for line in self:
            row = known.get(line.key)
            row = row if row and row["model"] in taken else None
            line.catalog = row and self.env["ir.model"]._get(row["model"]).name
            line.name = row and row[f"name_{language}"]
            line.is_there = bool(row) and wizard._is_there(row, taken)
