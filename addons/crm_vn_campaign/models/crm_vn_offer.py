from odoo import api, fields, models


class CrmVnOffer(models.Model):
    """What is offered to customers, until when, and what they answer."""

    _name = "crm.vn.offer"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Offer"
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

        :return: the new lines
        """
        self.ensure_one()
        known = self.line_ids.partner_id
        return self.env["crm.vn.offer.line"].create(
            [
                {"offer_id": self.id, "partner_id": partner.id}
                for partner in partners.commercial_partner_id - known
            ]
        )

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
