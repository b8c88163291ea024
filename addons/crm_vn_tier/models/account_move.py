from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        if "state" not in vals:
            return super().write(vals)
        before = {move.id: move.state for move in self}
        result = super().write(vals)
        moved = self.filtered(
            lambda move: (
                "posted" in (before[move.id], move.state)
                and before[move.id] != move.state
            )
        )
        moved._vn_tier_partners()._vn_tier_on_document()
        return result

    def _vn_tier_partners(self):
        """Return the customers of the invoices and credit notes among *self*."""
        return self.filtered(
            lambda move: move.move_type in ("out_invoice", "out_refund")
        ).commercial_partner_id
