from odoo import api, fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_campaign_member_ids = fields.One2many(
        "crm.vn.campaign.member",
        "partner_id",
        string="Campaign members",
        groups="sales_team.group_sale_salesman",
        copy=False,
    )
    vn_campaign_ids = fields.Many2many(
        "utm.campaign",
        string="Campaigns",
        compute="_compute_vn_campaign_ids",
        search="_search_vn_campaign_ids",
        groups="sales_team.group_sale_salesman",
    )
    vn_campaign_count = fields.Integer(
        string="Number of campaigns",
        compute="_compute_vn_counts",
        groups="sales_team.group_sale_salesman",
    )
    vn_offer_count = fields.Integer(
        string="Number of offers",
        compute="_compute_vn_counts",
        groups="sales_team.group_sale_salesman",
    )
    vn_offer_line_ids = fields.One2many(
        "crm.vn.offer.line",
        "partner_id",
        string="Offers",
        groups="sales_team.group_sale_salesman",
        copy=False,
    )

    @api.model
    def _vn_customer_documents(self):
        documents = super()._vn_customer_documents()
        return {**documents, "crm.vn.campaign.member": "partner_id"}

    @api.model
    def _vn_customer_events(self):
        member = {"model": "crm.vn.campaign.member", "partner": "partner_id"}
        contacted = fields.Domain("contacted_date", "!=", False)
        return {
            **super()._vn_customer_events(),
            "campaign_contacted": {
                **member,
                "label": self.env._("Contacted in a campaign"),
                "date": "contacted_date",
                "domain": contacted,
            },
            "campaign_interested": {
                **member,
                "label": self.env._("Interested or won in a campaign"),
                "date": "contacted_date",
                "domain": contacted
                & fields.Domain("meaning", "in", ("interested", "won")),
            },
        }

    @api.depends("vn_campaign_member_ids.campaign_id")
    def _compute_vn_campaign_ids(self):
        groups = self.env["crm.vn.campaign.member"]._read_group(
            [("partner_id", "in", self.ids)], ["partner_id"], ["campaign_id:recordset"]
        )
        found = {partner.id: campaigns for partner, campaigns in groups}
        for partner in self:
            none = self.env["utm.campaign"]
            partner.vn_campaign_ids = found.get(partner._origin.id, none)

    def _vn_counts(self):
        return {
            **super()._vn_counts(),
            "vn_campaign_count": {
                "model": "crm.vn.campaign.member",
                "aggregate": "campaign_id:count_distinct",
            },
            "vn_offer_count": {"model": "crm.vn.offer.line"},
        }

    def _search_vn_campaign_ids(self, operator, value):
        if operator not in ("in", "any", "not any", "not in"):
            return NotImplemented
        negative = operator.startswith("not")
        inner = "any" if "any" in operator else "in"
        ids = value
        if inner == "in" and False in value:
            ids = [one for one in value if one]
        members = self.env["crm.vn.campaign.member"]._search(
            [("campaign_id", inner, ids)]
        )
        domain = fields.Domain("vn_campaign_member_ids", "in", members)
        if inner == "in" and False in value:
            domain |= fields.Domain("vn_campaign_member_ids", "=", False)
        return ~domain if negative else domain

    @api.readonly
    def action_vn_open_campaigns(self):
        """Open where this customer is a member."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_campaign.crm_vn_campaign_member_action"
        )
        return {**action, "domain": [("partner_id", "=", self.id)]}

    @api.readonly
    def action_vn_open_offers(self):
        """Open what was offered to this customer, with the answers."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "crm.vn.offer.line",
            "view_mode": "list,kanban,form",
            "domain": [("partner_id", "=", self.id)],
            "context": {"create": False},
        }
