from odoo import fields, models

from ..models.crm_vn_tier import CRITERIA


class CrmVnTierPreviewRule(models.TransientModel):
    _name = "crm.vn.tier.preview.rule"
    _description = "Changed tier in a preview"
    _order = "id"

    wizard_id = fields.Many2one(
        "crm.vn.tier.preview", required=True, ondelete="cascade", index=True
    )
    tier_id = fields.Many2one("crm.vn.tier", required=True, ondelete="cascade")
    criterion = fields.Selection(CRITERIA, required=True)
    window_months = fields.Integer(string="Window (months)", required=True)
    entry_threshold = fields.Float(string="Reached from", digits=(16, 2))
    keep_threshold = fields.Float(string="Kept from", digits=(16, 2))

    _check_window = models.Constraint(
        "CHECK (window_months BETWEEN 1 AND 120)",
        "The window of a tier is between 1 and 120 months long.",
    )
    _check_thresholds = models.Constraint(
        "CHECK (0 <= keep_threshold AND keep_threshold <= entry_threshold)",
        "A tier is kept at or below the value at which it is reached, and neither is "
        "negative.",
    )

    def _prepare_tier(self):
        """Return the values of the tier."""
        self.ensure_one()
        return {
            "criterion": self.criterion,
            "window_months": self.window_months,
            "entry_threshold": self.entry_threshold,
            "keep_threshold": self.keep_threshold,
        }
