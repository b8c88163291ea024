from odoo import fields, models


class CrmVnHandoverTarget(models.Model):
    """Somebody who takes over."""

    _name = "crm.vn.handover.target"
    _inherit = ["crm.vn.no.copy.mixin"]
    _description = "Who takes over"
    _order = "sequence, id"

    handover_id = fields.Many2one(
        "crm.vn.handover", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    user_id = fields.Many2one(
        "res.users",
        string="Takes over",
        required=True,
        ondelete="cascade",
        domain="[('share', '=', False)]",
    )
    state_ids = fields.Many2many(
        "res.country.state",
        string="Provinces",
        help="Customers there; empty: those of no other province of the list",
    )

    _user_uniq = models.UniqueIndex(
        "(handover_id, user_id)", "This person takes over already."
    )

    def _vn_places(self):
        """Return the places that this person takes over: {(kind of place, id)}."""
        self.ensure_one()
        return {("state", state.id) for state in self.state_ids}
