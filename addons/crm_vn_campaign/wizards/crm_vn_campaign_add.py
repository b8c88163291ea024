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
        """Return the chosen records.

        A list names the records that were ticked, and always the domain of the whole
        list, ticked or not. Of "all that match" it names no more than its limit: only
        then the domain finds the rest.
        """
        model = self.env.context.get("active_model")
        if model not in ("res.partner", "crm.lead"):
            return self.env["res.partner"]
        ids = self.env.context.get("active_ids") or ()
        # they come from the client
        ids = [id_ for id_ in ids if isinstance(id_, int)]
        records = self.env[model].browse(ids).exists()
        domain = self.env.context.get("active_domain")
        if domain and len(ids) >= self._get_ids_limit():
            records |= self.env[model].search(domain)
        return records

    def _get_ids_limit(self):
        """Return how many records a list of the web client names at most."""
        # sudo: a number that every session is told
        config = self.env["ir.config_parameter"].sudo()
        return int(config.get_param("web.active_ids_limit", default="20000"))

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
        customers = campaign._vn_get_customers(partners)
        offer._vn_add_customers(customers & campaign.vn_member_ids.partner_id)
