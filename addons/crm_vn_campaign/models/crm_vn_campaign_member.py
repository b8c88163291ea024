from odoo import api, fields, models
from odoo.exceptions import UserError

from .crm_vn_campaign_state import MEANINGS


class CrmVnCampaignMember(models.Model):
    """A customer, or a lead without one, in a campaign: once."""

    _name = "crm.vn.campaign.member"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.company.mixin",
        "crm.vn.no.copy.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Member of a campaign"
    _order = "campaign_id, id"
    _rec_name = "display_name"
    _rec_names_search = ("partner_id", "lead_id")
    _vn_customer_links = ("partner_id", "lead_id")
    _vn_sudo_fields = (
        "meaning",
        "contacted_date",
        "opportunity_id",
        "is_held_back",
        "claimed_until",
        "condition_id",
    )

    campaign_id = fields.Many2one(
        "utm.campaign", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", index="btree_not_null", ondelete="cascade"
    )
    lead_id = fields.Many2one("crm.lead", index="btree_not_null", ondelete="cascade")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        index="btree_not_null",
        domain="[('share', '=', False)]",
        tracking=True,
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    state_id = fields.Many2one(
        "crm.vn.campaign.state",
        string="Status",
        required=True,
        ondelete="restrict",
        group_expand="_read_group_state_id",
        tracking=True,
    )
    meaning = fields.Selection(
        MEANINGS, compute="_compute_meaning", store=True, precompute=True
    )
    contacted_date = fields.Datetime(string="Contacted on", readonly=True, copy=False)
    note = fields.Text()
    opportunity_id = fields.Many2one(
        "crm.lead", readonly=True, copy=False, index="btree_not_null"
    )
    is_held_back = fields.Boolean(
        string="Held back",
        readonly=True,
        help="Gets nothing, so that the others can be compared with this group",
    )
    condition_id = fields.Many2one(
        "crm.vn.campaign.condition",
        string="Brought by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    postponed_until = fields.Datetime(string="Not before", copy=False)
    claimed_until = fields.Datetime(readonly=True, copy=False)
    phone = fields.Char(compute="_compute_contact")
    email = fields.Char(compute="_compute_contact")
    script = fields.Html(related="campaign_id.vn_script")
    customer_source_id = fields.Many2one(
        related="partner_id.source_id", string="Customer source"
    )

    _who = models.Constraint(
        "CHECK ((partner_id IS NULL) <> (lead_id IS NULL))",
        "A member is a customer or a lead.",
    )
    _partner_uniq = models.UniqueIndex(
        "(campaign_id, partner_id) WHERE partner_id IS NOT NULL",
        "This customer is in the campaign already.",
    )
    _lead_uniq = models.UniqueIndex(
        "(campaign_id, lead_id) WHERE lead_id IS NOT NULL",
        "This lead is in the campaign already.",
    )
    # the next one of a call list, in its order
    _waiting_idx = models.Index(
        "(campaign_id, user_id, postponed_until, id) WHERE meaning = 'waiting'"
        " AND is_held_back IS NOT TRUE"
    )

    @api.depends("state_id.meaning")
    def _compute_meaning(self):
        for member in self:
            member.meaning = member.state_id.meaning

    @api.depends("partner_id", "lead_id", "campaign_id")
    def _compute_display_name(self):
        for member in self:
            member.display_name = (
                member.partner_id.display_name or member.lead_id.display_name
            )

    @api.depends("partner_id", "lead_id")
    def _compute_contact(self):
        for member in self:
            person = member.partner_id or member.lead_id
            member.phone = person.phone
            member.email = (
                member.partner_id.email
                if member.partner_id
                else member.lead_id.email_from
            )

    @api.model
    def _read_group_state_id(self, states, domain):
        return self.env["crm.vn.campaign.state"].search([])

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        states = self.env["crm.vn.campaign.state"]
        for vals in vals_list:
            company = self.env["res.company"].browse(vals.get("company_id"))
            company = company or self.env.company
            vals.setdefault("company_id", company.id)
            vals.setdefault("state_id", states._get_state("waiting", company).id)
            self._vn_name_customer(vals)
        members = super().create(vals_list)
        members._vn_check_welcome()
        return members

    @api.model
    def _vn_name_customer(self, vals):
        """Put the customer of a lead that has one into *vals*, as adding it does."""
        lead_id = vals.get("lead_id", self.env.context.get("default_lead_id"))
        # it may come from a client
        lead = self.env["crm.lead"].browse(lead_id if isinstance(lead_id, int) else 0)
        if partner := lead.exists().partner_id:
            customer = self.env["utm.campaign"]._vn_get_customers(partner)
            vals.update(partner_id=customer.id, lead_id=False)

    def _vn_check_welcome(self):
        """Refuse members whom their campaigns do not take, as adding them does.

        :raise UserError: who can't be a member, of which campaign, and why
        """
        texts = []
        for campaign, members in self.grouped("campaign_id").items():
            for records in (members.partner_id, members.lead_id):
                reasons = campaign._vn_get_refusals(records) if records else {}
                texts += [
                    self.env._(
                        "%(who)s can't be in the campaign “%(campaign)s”: %(why)s",
                        who=records.browse(id_).display_name,
                        campaign=campaign.title,
                        why=why,
                    )
                    for id_, why in reasons.items()
                ]
        if texts:
            raise UserError("\n".join(texts))

    def write(self, vals):
        if vals.keys() & {"campaign_id", "partner_id", "lead_id"} and not self.env.su:
            raise UserError(
                self.env._("A member stays who he is: remove it and add another one.")
            )
        if "state_id" in vals and "contacted_date" not in vals:
            state = self.env["crm.vn.campaign.state"].browse(vals["state_id"])
            fresh = self.filtered(lambda member: not member.contacted_date)
            if state.meaning not in (False, "waiting") and fresh:
                fresh._vn_as_engine().contacted_date = fields.Datetime.now()
        return super().write(vals)

    # === Documents ===
    def action_make_opportunity(self):
        """Make one opportunity a member, that keeps the campaign, and open it."""
        leads = self.env["crm.lead"]
        for member in self.filtered(lambda member: not member.opportunity_id):
            lead = (
                member.lead_id
                or member._get_open_opportunity()
                or leads.create(member._prepare_opportunity())
            )
            member._vn_as_engine().opportunity_id = lead
            if member.lead_id.type == "lead":
                member.lead_id.convert_opportunity(member.lead_id.partner_id)
        opportunities = self.opportunity_id
        action = {
            "type": "ir.actions.act_window",
            "res_model": "crm.lead",
            "name": self.env._("Opportunities"),
            "view_mode": "list,form",
            "domain": [("id", "in", opportunities.ids)],
        }
        if len(opportunities) == 1:
            action.update(view_mode="form", res_id=opportunities.id)
        return action

    def _get_open_opportunity(self):
        """Return the customer's open opportunity, where the campaign goes on with it.

        One without a campaign becomes this campaign's.
        """
        self.ensure_one()
        if self.campaign_id.vn_opportunity_policy != "reuse":
            return self.env["crm.lead"]
        lead = self.env["crm.lead"].search(
            [
                ("type", "=", "opportunity"),
                ("partner_id", "child_of", self.partner_id.commercial_partner_id.id),
                ("company_id", "in", [False, self.company_id.id]),
                ("won_status", "=", "pending"),
            ],
            limit=1,
        )
        if lead and not lead.campaign_id:
            lead.campaign_id = self.campaign_id
        return lead

    def _prepare_opportunity(self):
        """Return the values of the opportunity of this member."""
        self.ensure_one()
        return {
            "name": f"{self.campaign_id.title} – {self.partner_id.name}",
            "type": "opportunity",
            "partner_id": self.partner_id.id,
            "campaign_id": self.campaign_id.id,
            "user_id": (self.user_id or self.env.user).id,
            "company_id": self.company_id.id,
        }

    @api.readonly
    def action_open_customer(self):
        """Open the customer or the lead."""
        self.ensure_one()
        record = self.partner_id or self.lead_id
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "view_mode": "form",
        }
