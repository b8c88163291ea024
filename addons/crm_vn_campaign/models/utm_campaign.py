from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime


class UtmCampaign(models.Model):
    _inherit = "utm.campaign"

    # === Customers' campaign ===
    vn_is_customer_campaign = fields.Boolean(string="Campaign with customers")
    vn_purpose = fields.Selection(
        [("care", "Care"), ("advert", "Advert"), ("survey", "Survey")],
        string="Purpose",
        default="care",
        help="Adverts go only to people who agreed to them",
    )
    vn_date_from = fields.Date(string="Begins on")
    vn_date_to = fields.Date(string="Ends on")
    vn_currency_id = fields.Many2one(
        "res.currency",
        compute="_compute_vn_currency_id",
        # sale has a field of that name with the plain label
        string="Currency of the budget",
    )
    vn_budget = fields.Monetary(string="Budget", currency_field="vn_currency_id")
    vn_cost = fields.Monetary(string="Cost so far", currency_field="vn_currency_id")
    vn_script = fields.Html(
        string="Script", help="What to say, shown with every member"
    )

    # === Sharing out ===
    vn_share_mode = fields.Selection(
        [
            ("owner", "Customer's owner"),
            ("round_robin", "In turn"),
            ("claim", "Who takes it first"),
        ],
        string="Shared out to",
        default="owner",
    )
    vn_user_ids = fields.Many2many(
        "res.users",
        "utm_campaign_vn_user_rel",
        string="People",
        domain="[('share', '=', False)]",
    )
    vn_claim_minutes = fields.Integer(
        string="Kept for (minutes)",
        default=30,
        help="Who takes a member and does not contact it in time loses it",
    )
    vn_capacity = fields.Integer(
        string="At most waiting for one",
        help="In turn, nobody gets more members than can wait; 0: no limit",
    )
    vn_hold_back_percent = fields.Integer(
        string="Held back (%)",
        help="This share of new members gets nothing, by chance, to compare with",
    )
    vn_opportunity_policy = fields.Selection(
        [("reuse", "Go on with the open one"), ("new", "Make another one")],
        string="Customer has an opportunity",
        default="reuse",
        help="When an opportunity is made from a member",
    )

    # === Members ===
    vn_member_ids = fields.One2many(
        "crm.vn.campaign.member", "campaign_id", string="Members"
    )
    vn_condition_ids = fields.One2many(
        "crm.vn.campaign.condition",
        "campaign_id",
        string="Conditions for members",
        groups="sales_team.group_sale_salesman",
    )
    vn_member_count = fields.Integer(
        string="Number of members", compute="_compute_vn_counts"
    )
    vn_waiting_count = fields.Integer(string="Waiting", compute="_compute_vn_counts")
    vn_contacted_count = fields.Integer(
        string="Contacted", compute="_compute_vn_counts"
    )
    vn_interested_count = fields.Integer(
        string="Interested", compute="_compute_vn_counts"
    )
    vn_refused_count = fields.Integer(string="Refused", compute="_compute_vn_counts")
    vn_won_count = fields.Integer(string="Won", compute="_compute_vn_counts")
    vn_opportunity_count = fields.Integer(
        string="Opportunities of members", compute="_compute_vn_counts"
    )
    vn_cost_per_win = fields.Monetary(
        string="Cost per win",
        currency_field="vn_currency_id",
        compute="_compute_vn_counts",
    )

    _check_vn_numbers = models.Constraint(
        "CHECK (COALESCE(vn_claim_minutes, 0) >= 0 AND"
        " COALESCE(vn_capacity, 0) >= 0 AND"
        " COALESCE(vn_hold_back_percent, 0) BETWEEN 0 AND 50)",
        "Minutes can't be negative, and at most half may be held back.",
    )
    _check_vn_dates = models.Constraint(
        "CHECK (vn_date_from IS NULL OR vn_date_to IS NULL"
        " OR vn_date_from <= vn_date_to)",
        "A campaign can't end before it begins.",
    )

    @api.depends_context("company")
    def _compute_vn_currency_id(self):
        self.vn_currency_id = self.env.company.currency_id

    @api.depends("vn_member_ids.meaning", "vn_member_ids.opportunity_id", "vn_cost")
    def _compute_vn_counts(self):
        members = self.env["crm.vn.campaign.member"]
        groups, counts = [], {}
        # campaigns are everybody's who works here, customers in them are not
        if members.has_access("read"):
            groups = members._read_group(
                [("campaign_id", "in", self.ids)],
                ["campaign_id", "meaning"],
                ["__count", "opportunity_id:count_distinct"],
            )
        for campaign, meaning, count, opportunities in groups:
            of = counts.setdefault(campaign.id, {})
            of[meaning] = count
            of["opportunities"] = of.get("opportunities", 0) + opportunities
        for campaign in self:
            of = counts.get(campaign.id, {})
            campaign.vn_waiting_count = of.get("waiting", 0)
            campaign.vn_contacted_count = of.get("contacted", 0)
            campaign.vn_interested_count = of.get("interested", 0)
            campaign.vn_refused_count = of.get("refused", 0)
            campaign.vn_won_count = won = of.get("won", 0)
            campaign.vn_opportunity_count = of.pop("opportunities", 0)
            campaign.vn_member_count = sum(of.values())
            campaign.vn_cost_per_win = campaign.vn_cost / won if won else 0

    # === Screens ===
    @api.readonly
    def action_vn_open_members(self):
        """Open the members, those of one meaning if the button says."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_campaign.crm_vn_campaign_member_action"
        )
        domain = [("campaign_id", "=", self.id)]
        if meaning := self.env.context.get("meaning"):
            domain.append(("meaning", "=", meaning))
        return {
            **action,
            "display_name": self.title,
            "domain": domain,
            "context": {"default_campaign_id": self.id},
        }

    @api.readonly
    def action_vn_open_opportunities(self):
        """Open the opportunities that members became."""
        self.ensure_one()
        members = self.env["crm.vn.campaign.member"].search(
            [("campaign_id", "=", self.id), ("opportunity_id", "!=", False)]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Opportunities of members"),
            "res_model": "crm.lead",
            "view_mode": "list,kanban,form",
            "domain": [("id", "in", members.opportunity_id.ids)],
            "context": {"active_test": False},
        }

    def action_vn_work_off(self):
        """Open the next member of the call list."""
        self.ensure_one()
        member = self.env["crm.vn.campaign.member"]._vn_next(self)
        if not member:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": self._vn_get_empty_message(),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        return {
            "type": "ir.actions.act_window",
            "name": self.title,
            "res_model": member._name,
            "res_id": member.id,
            "view_mode": "form",
            "views": [
                (
                    self.env.ref(
                        "crm_vn_campaign.crm_vn_campaign_member_view_form_work"
                    ).id,
                    "form",
                )
            ],
            "target": "new",
        }

    def _vn_get_waiting_members(self):
        """Return the members who wait and get something: for messages, for a look.

        Extended by what lets members wait.
        """
        self.ensure_one()
        self.check_access("read")
        return self.env["crm.vn.campaign.member"].search(
            [
                ("campaign_id", "=", self.id),
                ("meaning", "=", "waiting"),
                ("is_held_back", "=", False),
            ]
        )

    def _vn_get_empty_message(self):
        """Say that nobody waits, and from when on somebody does."""
        later = self.env["crm.vn.campaign.member"].search(
            [
                ("campaign_id", "=", self.id),
                ("meaning", "=", "waiting"),
                ("is_held_back", "=", False),
                ("user_id", "in", [self.env.uid, False]),
                ("postponed_until", ">", fields.Datetime.now()),
            ],
            order="postponed_until",
            limit=1,
        )
        if not later:
            return self.env._("Nobody waits for you in this campaign.")
        return self.env._(
            "Nobody waits for you now. The next one: %s",
            format_datetime(
                self.env,
                later.postponed_until,
                tz=later.company_id._vn_timezone(),
                dt_format="short",
            ),
        )

    def action_vn_share_out(self):
        """Give members without anybody to people, as the campaign says."""
        self.check_access("write")
        for campaign in self:
            if campaign.vn_share_mode == "round_robin" and not campaign.vn_user_ids:
                raise UserError(
                    self.env._("Name the people of campaign %s first.", campaign.title)
                )
            campaign.vn_member_ids.filtered(
                lambda member: member.meaning == "waiting"
            )._vn_share_out()
