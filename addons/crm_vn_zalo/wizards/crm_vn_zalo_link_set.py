from odoo import fields, models


class CrmVnZaloLinkSet(models.TransientModel):
    """An employee says who a Zalo user is."""

    _name = "crm.vn.zalo.link.set"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "Say who a Zalo user is"
    _vn_customer_links = ("partner_id", "zalo_user_id")

    zalo_user_id = fields.Many2one(
        "crm.vn.zalo.user", required=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, ondelete="cascade"
    )

    def action_link(self):
        """Link, and keep who said so."""
        self.zalo_user_id.check_access("read")
        self.partner_id.check_access("read")
        self.zalo_user_id._vn_link(self.partner_id, "hand")
        return {"type": "ir.actions.act_window_close"}

    def action_ask(self):
        """Ask the person in the chat, by a link that he or she confirms."""
        self.zalo_user_id.check_access("read")
        self.partner_id.check_access("read")
        return self.zalo_user_id._vn_ask_who(self.partner_id)
