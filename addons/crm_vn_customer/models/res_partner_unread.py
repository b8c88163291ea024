"""Recently updated: customers whose discussion has something unread."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    # === Recently updated ===
    vn_unread_ids = fields.One2many(
        "crm.vn.unread", "partner_id", groups="base.group_user"
    )
    vn_unread_count = fields.Integer(
        string="Unread comments",
        compute="_compute_vn_unread_count",
        search="_search_vn_unread_count",
        groups="base.group_user",
        help="Comments of other people that you have not read yet",
    )

    @api.depends_context("uid")
    def _compute_vn_unread_count(self):
        counts = dict(
            self.env["crm.vn.unread"]._read_group(
                [("user_id", "=", self.env.uid), ("partner_id", "in", self.ids)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.vn_unread_count = counts.get(partner._origin, 0)

    def _search_vn_unread_count(self, operator, value):
        """Support what the desk asks: having something unread, or nothing."""
        if (operator, value) not in ((">", 0), (">=", 1), ("!=", 0)) and not (
            operator == "not in" and set(value) == {0}
        ):
            return NotImplemented
        return Domain("vn_unread_ids", "any", [("user_id", "=", self.env.uid)])

    def write(self, vals):
        result = super().write(vals)
        if self.ids and not vals.get("active", True):
            # an archived customer is in no list that a counter could open
            self.env["crm.vn.unread"]._remove(SQL("partner_id IN %s", tuple(self.ids)))
        return result

    def vn_mark_discussion_read(self):
        """Clear the user's unread comments of these customers."""
        if self.ids:
            self.env["crm.vn.unread"]._remove(
                SQL("user_id = %s AND partner_id IN %s", self.env.uid, tuple(self.ids))
            )
        return True

    def _message_update_content(self, message, /, **kwargs):
        """A comment that was emptied (deleted) is nothing to read."""
        result = super()._message_update_content(message, **kwargs)
        if message.sudo()._filter_empty():
            self.env["crm.vn.unread"]._remove(SQL("message_id = %s", message.id))
        return result
