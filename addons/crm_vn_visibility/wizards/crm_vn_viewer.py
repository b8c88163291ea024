from odoo import api, fields, models


class CrmVnViewer(models.TransientModel):
    _name = "crm.vn.viewer"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "Viewer of a Customer"
    _order = "id"

    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    user_id = fields.Many2one(
        "res.users", string="Employee", required=True, ondelete="cascade"
    )
    reason = fields.Selection(
        [
            ("owner", "Owner"),
            ("company_owner", "Owner of the company"),
            ("follower", "Follower"),
            ("administrator", "Administrator"),
            ("manager", "Sales manager"),
            ("all_documents", "Sees all customers"),
            ("employee", "Not limited to own customers"),
            ("colleague", "Works here"),
            ("no_customer", "Not a customer"),
            ("nobody", "Nobody's customer"),
        ],
        required=True,
    )

    @api.model
    def _vn_fill(self, partner):
        """Create the lines of *partner*, as its `_vn_get_viewers()` says."""
        return self.create(
            [
                {"partner_id": partner.id, "user_id": user.id, "reason": reason}
                for user, reason in partner._vn_get_viewers()
            ]
        )
