from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """Who may take part in the discussion of a customer, and who has to read it."""

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

    def message_post(self, *, message_type="notification", **kwargs):
        if message_type == "comment":
            self.sudo(False)._check_vn_may_comment()
        return super().message_post(message_type=message_type, **kwargs)

    def _vn_filter_discussed(self):
        """Return the customers of `self` (superuser), and contacts of customers."""
        return self.filtered(
            lambda partner: (
                partner.vn_relationship_id
                or partner.commercial_partner_id.vn_relationship_id
            )
        )

    def _check_vn_may_comment(self):
        """Refuse comments of employees who have nothing to do with the customer.

        Only where the company asks for it; whoever writes in the portal or by mail
        is not meant.

        :raise AccessError: names the customer and who can let the user in
        """
        user = self.env.user
        if (
            not self
            or self.env.uid == self.env.ref("base.user_root").id
            or not user._is_internal()
            or user.has_groups("base.group_system,sales_team.group_sale_manager")
        ):
            return
        # sudo: owner, followers and the setting decide; only the name and the owner
        # of a customer that the user is looking at are shown
        for partner in self.sudo()._vn_filter_discussed():
            company = partner.company_id or self.env.company.sudo()
            if not company.vn_comment_restricted:
                continue
            involved = partner | partner.commercial_partner_id
            if user in involved.user_id:
                continue
            if user.partner_id in involved.message_partner_ids:
                continue
            raise AccessError(
                self.env._(
                    "Only the owner, followers and managers comment on %(customer)s. "
                    "Ask %(owner)s to add you to the followers.",
                    customer=partner.name,
                    owner=involved.user_id[:1].name or self.env._("a sales manager"),
                )
            )
