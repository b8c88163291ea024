from odoo import api, fields, models


class CrmVnOffer(models.Model):
    """What is offered to customers, until when, and what they answer."""

    _name = "crm.vn.offer"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.day.mixin",
        "crm.vn.company.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Offer"
    _vn_sudo_fields = ("followed_date",)
    _order = "date_to desc, id desc"

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    campaign_id = fields.Many2one(
        "utm.campaign", index="btree_not_null", ondelete="set null"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    description = fields.Html(string="What is offered")
    price = fields.Monetary()
    discount = fields.Float(string="Discount (%)")
    date_from = fields.Date(
        string="Valid from", default=lambda self: self.env.company._vn_today()
    )
    date_to = fields.Date(string="Valid until", tracking=True)
    followed_date = fields.Date(string="Followed up on", readonly=True, copy=False)
    line_ids = fields.One2many("crm.vn.offer.line", "offer_id", string="Customers")
    line_count = fields.Integer(string="Offered to", compute="_compute_counts")
    interested_count = fields.Integer(string="Interested", compute="_compute_counts")
    ordered_count = fields.Integer(string="Ordered", compute="_compute_counts")

    _check_discount = models.Constraint(
        "CHECK (discount >= 0 AND discount <= 100)",
        "A discount lies between 0 and 100 percent.",
    )
    _check_dates = models.Constraint(
        "CHECK (date_from IS NULL OR date_to IS NULL OR date_from <= date_to)",
        "An offer can't end before it begins.",
    )

    @api.depends("line_ids.answer")
    def _compute_counts(self):
        groups = self.env["crm.vn.offer.line"]._read_group(
            [("offer_id", "in", self.ids)], ["offer_id", "answer"], ["__count"]
        )
        counts = {(offer.id, answer): count for offer, answer, count in groups}
        for offer in self:
            of = {
                answer: counts.get((offer.id, answer), 0)
                for answer in ("waiting", "interested", "refused", "ordered")
            }
            offer.line_count = sum(of.values())
            offer.interested_count = of["interested"]
            offer.ordered_count = of["ordered"]

    def _vn_add_customers(self, partners):
        """Offer this to customers; those who have it already stay as they are.

        Nothing is offered to whom the campaign refuses or holds back; an offer without
        a campaign asks as a campaign of care does.

        :return: the new lines
        """
        self.ensure_one()
        campaigns = self.env["utm.campaign"]
        customers = campaigns._vn_get_customers(partners) - self.line_ids.partner_id
        # sudo: who gets nothing on purpose, whoever may see the member
        members = self.env["crm.vn.campaign.member"].sudo()
        held = members.search(
            [
                ("campaign_id", "=", self.campaign_id.id),
                ("partner_id", "in", customers.ids),
                ("is_held_back", "=", True),
            ]
        ).partner_id
        campaign = self.campaign_id or campaigns.new({"vn_purpose": "care"})
        refused = campaign._vn_get_refusals(customers) if customers else {}
        return self.env["crm.vn.offer.line"].create(
            [
                {"offer_id": self.id, "partner_id": customer.id}
                for customer in customers.filtered(lambda one: one.id not in refused)
                if customer not in held
            ]
        )

    # === When it ends ===
    @api.model
    def _cron_follow_up(self):
        """Tell who is responsible what is still open when an offer has ended.

        Strategy: offer by offer; one that was followed up is not looked at again until
        its end is moved.
        """
        latest = max(self.env["res.company"]._vn_todays().values())
        ended = self.search([("date_to", "<", latest), ("followed_date", "=", False)])
        self.env["crm.vn.cron.failure"]._vn_each(
            "crm_vn_campaign.ir_cron_follow_up",
            ended.filtered(lambda one: one.date_to < one.company_id._vn_today()),
            lambda offer: offer._follow_up(),
        )

    def _follow_up(self):
        """Plan one activity about the customers who have not ordered nor refused."""
        self.ensure_one()
        today = self.company_id._vn_today()
        still_open = self.line_ids.filtered(
            lambda line: line.answer in ("waiting", "interested")
        )
        person = self.user_id._vn_at_work(self.company_id)
        if still_open and person:
            interested = still_open.filtered(lambda line: line.answer == "interested")
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=today,
                summary=self.with_context(lang=person.lang).env._(
                    "Offer ended: %(interested)s interested, %(waiting)s without an "
                    "answer",
                    interested=len(interested),
                    waiting=len(still_open - interested),
                ),
                user_id=person.id,
            )
        self._vn_as_engine().followed_date = today

    def write(self, vals):
        result = super().write(vals)
        if "date_to" in vals:
            # it ends another day: it is followed up then
            self.filtered("followed_date")._vn_as_engine().followed_date = False
        return result

    @api.readonly
    def action_open_lines(self):
        """Open the customers of this offer, those of one answer if the button says."""
        self.ensure_one()
        answer = self.env.context.get("answer")
        domain = [("offer_id", "=", self.id)]
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "crm.vn.offer.line",
            "view_mode": "list,kanban,form",
            "domain": [*domain, ("answer", "=", answer)] if answer else domain,
            "context": {"default_offer_id": self.id},
        }
