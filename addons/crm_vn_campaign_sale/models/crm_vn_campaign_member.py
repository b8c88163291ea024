from collections import defaultdict

from odoo import api, fields, models

#: what an order of the campaign turns into won
OPEN = ("waiting", "contacted", "interested", "refused")


class CrmVnCampaignMember(models.Model):
    _inherit = "crm.vn.campaign.member"
    _vn_sudo_fields = ("won_order_id",)

    order_ids = fields.Many2many(
        "sale.order", string="Quotations and orders", compute="_compute_order_ids"
    )
    order_count = fields.Integer(string="Orders", compute="_compute_order_ids")
    won_order_id = fields.Many2one(
        "sale.order",
        string="Won by order",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    @api.depends("campaign_id", "partner_id")
    def _compute_order_ids(self):
        """Those of the customer and all contacts with the member's campaign.

        A contact that is a member itself has its own ones.
        """
        found = defaultdict(list)
        groups = self.env["sale.order"]._read_group(
            [
                ("campaign_id", "in", self.campaign_id.ids),
                (
                    "partner_id.commercial_partner_id",
                    "in",
                    self.partner_id.commercial_partner_id.ids,
                ),
            ],
            ["campaign_id", "partner_id", "company_id"],
            ["id:array_agg"],
        )
        # sudo: who is a member itself decides whose order it is
        members = self.sudo().search(
            [
                ("campaign_id", "in", self.campaign_id.ids),
                ("partner_id", "in", [partner.id for _one, partner, *_more in groups]),
            ]
        )
        themselves = {(one.campaign_id.id, one.partner_id.id) for one in members}
        for campaign, partner, company, ids in groups:
            customer = partner
            if (campaign.id, partner.id) not in themselves:
                # sudo: the customer of a contact whose order the user reads
                customer = partner.sudo().commercial_partner_id
            found[campaign.id, customer.id, company.id] += ids
        for member in self:
            ids = found[
                member.campaign_id.id, member.partner_id.id, member.company_id.id
            ]
            member.order_ids = self.env["sale.order"].browse(sorted(ids))
            member.order_count = len(ids)

    def action_make_quotation(self):
        """Make a quotation for this member, that keeps the campaign, and open it."""
        self.ensure_one()
        self.check_access("write")
        return (
            self.env["sale.order"]
            .with_company(self.company_id)
            .create(self._prepare_quotation())
            ._vn_open_one()
        )

    def _prepare_quotation(self):
        """Return the values of the quotation of this member."""
        self.ensure_one()
        lead = self.lead_id
        if lead:
            # a lead becomes a customer by its opportunity, as everywhere
            self.action_make_opportunity()
        values = {
            "partner_id": self.partner_id.id,
            "company_id": self.company_id.id,
            "campaign_id": self.campaign_id.id,
            "opportunity_id": self.opportunity_id.id,
        }
        if lead:
            customer = lead._find_matching_partner() or lead._create_customer()
            values["partner_id"] = customer.id
            # this may end the member: the customer can be one already
            lead.partner_id = customer
        return values

    @api.readonly
    def action_open_orders(self):
        """Open the quotations and orders of this member."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Quotations and orders"),
            "res_model": "sale.order",
            "view_mode": "list,form",
            "domain": [("id", "in", self.order_ids.ids)],
        }

    def _vn_set_won(self, order):
        """These members are won by an order of their campaign."""
        states = self.env["crm.vn.campaign.state"]
        for member in self.filtered(lambda one: one.meaning in OPEN):
            if state := states._get_state("won", member.company_id):
                member.state_id = state
                member._vn_as_engine().won_order_id = order

    def _vn_set_lost(self, orders):
        """The orders that won these members are cancelled: others, or interested."""
        states = self.env["crm.vn.campaign.state"]
        for member in self:
            left = (member.order_ids - orders).filtered(lambda one: one.state == "sale")
            member._vn_as_engine().won_order_id = left[:1]
            state = states._get_state("interested", member.company_id)
            if not left and state and member.meaning == "won":
                member.state_id = state
