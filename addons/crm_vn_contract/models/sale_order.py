from odoo import Command, fields, models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    _inherit = "sale.order"
    # those of sale, and the contract
    _vn_customer_links = (
        "partner_id",
        "partner_invoice_id",
        "partner_shipping_id",
        "vn_contract_id",
    )

    vn_contract_id = fields.Many2one(
        "crm.vn.contract",
        string="Contract",
        index="btree_not_null",
        copy=False,
        tracking=True,
        check_company=True,
        domain="[('is_annex', '=', False)]",
        groups="base.group_user",
    )

    def action_vn_create_contract(self):
        """Open the contract of each order, made from it where there is none."""
        contracts = self.env["crm.vn.contract"]
        for order in self:
            if not order.vn_contract_id:
                order.vn_contract_id = contracts.create(order._vn_prepare_contract())
            contracts |= order.vn_contract_id
        return contracts._get_open_action(self.env._("Contracts"))

    def _vn_prepare_contract(self):
        """Return the values of the contract made from this order."""
        self.ensure_one()
        if self.state == "cancel":
            raise UserError(
                self.env._(
                    "Order %(order)s is cancelled: no contract is made from it.",
                    order=self.name,
                )
            )
        start = self.company_id._vn_today()
        owner, _step = self.partner_id._vn_responsible(self, first="salesperson")
        owner = owner or self.env.user._vn_at_work(self.company_id)
        return {
            "title": self.client_order_ref or self.name,
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
            "user_id": owner.id,
            "start_date": start,
            "line_ids": [
                Command.create(line._vn_prepare_contract_line())
                for line in self.order_line
                if not line.display_type and not line.is_downpayment
            ],
        }
