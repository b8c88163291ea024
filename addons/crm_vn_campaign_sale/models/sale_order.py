from odoo import fields, models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "crm.vn.protected.mixin"]
    _vn_sudo_fields = ("vn_offer_line_id",)

    vn_offer_line_id = fields.Many2one(
        "crm.vn.offer.line",
        string="Customer of an offer",
        index="btree_not_null",
        copy=False,
        readonly=True,
        ondelete="set null",
        groups="sales_team.group_sale_salesman",
    )

    def _vn_open_one(self):
        """Return the action that opens this order."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }

    def _vn_get_members(self):
        """Return the members of these orders' campaigns, whoever may see them."""
        # sudo: what an order of the campaign does to its member is not the seller's
        members = self.env["crm.vn.campaign.member"].sudo()
        found = members
        for order in self.sudo().filtered("campaign_id"):
            alike = members.search(
                [
                    ("campaign_id", "=", order.campaign_id.id),
                    ("company_id", "=", order.company_id.id),
                    (
                        "partner_id",
                        "in",
                        (order.partner_id | order.partner_id.commercial_partner_id).ids,
                    ),
                ]
            )
            # a contact that is a member itself does not speak for its company
            themselves = alike.filtered(
                lambda member, order=order: member.partner_id == order.partner_id
            )
            found |= themselves or alike
        return found

    def _action_confirm(self):
        """An order of a campaign comes back to its member, and to the offer."""
        result = super()._action_confirm()
        for order in self:
            order._vn_get_members()._vn_set_won(order)
        # sudo: the offer's customer, for whoever confirms: the customer online, too
        lines = self.sudo().vn_offer_line_id
        lines.filtered(lambda line: line.answer != "ordered").answer = "ordered"
        return result

    def _action_cancel(self):
        """A cancelled order takes back what it did to member and offer."""
        result = super()._action_cancel()
        # sudo: as in `_action_confirm`
        members = self.env["crm.vn.campaign.member"].sudo()
        members.search([("won_order_id", "in", self.ids)])._vn_set_lost(self)
        for line in self.sudo().vn_offer_line_id:
            left = (line.order_ids - self).filtered(lambda one: one.state == "sale")
            if line.answer == "ordered" and not left:
                line.answer = "interested"
        return result
