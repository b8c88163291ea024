from odoo import models
from odoo.exceptions import AccessError


class ResPartner(models.Model):
    """Who may take part in the discussion of a customer."""

    _inherit = "res.partner"

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
