from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVnCampaignAdd(models.TransientModel):
    """Puts the chosen customers or leads into a campaign, a new one if need be."""

    _name = "crm.vn.campaign.add"
    _description = "Add to a campaign"

    campaign_id = fields.Many2one(
        "utm.campaign", domain="[('vn_is_customer_campaign', '=', True)]"
    )
    new_campaign = fields.Char(string="Or a new campaign")
    purpose = fields.Selection(
        [("care", "Care"), ("advert", "Advert"), ("survey", "Survey")], default="care"
    )
    new_offer = fields.Char(string="With a new offer")
    offer_price = fields.Monetary(string="Price")
    offer_discount = fields.Float(string="Discount (%)")
    offer_until = fields.Date(string="Valid until")
    currency_id = fields.Many2one(
        "res.currency", default=lambda self: self.env.company.currency_id
    )
    record_count = fields.Integer(string="Chosen", compute="_compute_record_count")
    result = fields.Text(readonly=True)

    @api.depends_context("active_ids", "active_model")
    def _compute_record_count(self):
        self.record_count = len(self._get_records())

    def _get_records(self):
        """Return the chosen records that the user may read."""
        model = self.env.context.get("active_model")
        if model not in ("res.partner", "crm.lead"):
            return self.env["res.partner"]
        if domain := self.env.context.get("active_domain"):
            return self.env[model].search(domain)
        ids = self.env.context.get("active_ids") or ()
        # they come from the client
        records = self.env[model].browse(id_ for id_ in ids if isinstance(id_, int))
        return records.exists()

    def action_add(self):
        """Add them and say what came of it."""
        self.ensure_one()
        records = self._get_records()
        if not records:
            raise UserError(self.env._("Choose customers or leads first."))
        campaign = self.campaign_id or self._make_campaign()
        result = campaign._vn_add_members(records)
        if self.new_offer:
            self._make_offer(campaign, records)
        self.result = campaign._vn_describe_result(result)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if result["refused"] else "success",
                "sticky": bool(result["refused"]),
                "title": campaign.title,
                "message": self.result,
                "next": campaign.action_vn_open_members(),
            },
        }

    def _make_campaign(self):
        if not self.new_campaign:
            raise UserError(self.env._("Choose a campaign or name a new one."))
        return self.env["utm.campaign"].create(
            {
                "title": self.new_campaign,
                "vn_is_customer_campaign": True,
                "vn_purpose": self.purpose,
                "vn_date_from": self.env.company._vn_today(),
            }
        )

    def _make_offer(self, campaign, records):
        partners = records._filtered_access("read")
        if partners._name == "crm.lead":
            partners = partners.partner_id._filtered_access("read")
        offer = self.env["crm.vn.offer"].create(
            {
                "name": self.new_offer,
                "campaign_id": campaign.id,
                "price": self.offer_price,
                "discount": self.offer_discount,
                "date_to": self.offer_until,
            }
        )
        members = campaign.vn_member_ids.filtered(
            lambda member: not member.is_held_back
        )
        offer._vn_add_customers(partners.commercial_partner_id & members.partner_id)
