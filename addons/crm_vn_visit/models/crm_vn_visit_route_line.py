from odoo import api, fields, models

FREQUENCIES = [
    ("1.1", "Once a month, week 1"),
    ("1.2", "Once a month, week 2"),
    ("1.3", "Once a month, week 3"),
    ("1.4", "Once a month, week 4"),
    ("2.1", "Weeks 1 and 3"),
    ("2.2", "Weeks 2 and 4"),
    ("4", "Every week"),
    ("8", "Twice a week"),
    ("12", "Three times a week"),
    ("24", "Six times a week"),
    ("weeks", "Every so many weeks"),
]
WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]


class CrmVnVisitRouteLine(models.Model):
    """A customer on a route, and how often."""

    _name = "crm.vn.visit.route.line"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.no.copy.mixin",
    ]
    _description = "Customer of a visit route"
    _order = "route_id, sequence, id"
    _rec_name = "partner_id"
    _vn_customer_links = ("partner_id", "route_id")

    route_id = fields.Many2one(
        "crm.vn.visit.route", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="route_id.company_id", store=True, index=True, precompute=True
    )
    frequency = fields.Selection(FREQUENCIES, required=True, default="4")
    weeks = fields.Integer(string="Weeks between", default=2)
    weekday = fields.Selection(WEEKDAYS, required=True, default="0")

    _customer_uniq = models.Constraint(
        "UNIQUE (route_id, partner_id, weekday)",
        "This customer is on the route on this weekday already.",
    )
    _check_weeks = models.Constraint(
        "CHECK (weeks > 0)", "There is at least one week between two visits."
    )

    @api.onchange("partner_id")
    def _onchange_partner_id(self):
        self.update(self._prepare_frequency(self.partner_id._origin))

    @api.model_create_multi
    def create(self, vals_list):
        """A customer without a frequency gets the one that fits what it is worth."""
        ids = [vals.get("partner_id") for vals in vals_list if "frequency" not in vals]
        partners = self.env["res.partner"].browse(filter(None, ids)).exists()
        needs = partners._vn_visit_needs() if partners else {}
        found = {partner.id: need for partner, need in needs.items()}
        return super().create(
            [
                vals
                if "frequency" in vals
                else {**self._pick_frequency(found.get(vals.get("partner_id"))), **vals}
                for vals in vals_list
            ]
        )

    @api.model
    def _prepare_frequency(self, partner):
        return self._pick_frequency(partner._vn_visit_needs().get(partner))

    @api.model
    def _pick_frequency(self, need):
        """Return what a *need* says of a line, if it says something."""
        if not need or not need.get("frequency"):
            return {}
        return {"frequency": need["frequency"], "weeks": need.get("weeks") or 2}
