from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.crm_vn_visit_route_line import FREQUENCIES, WEEKDAYS


class CrmVnVisitAdd(models.TransientModel):
    """Puts customers on a route: those that were selected, or those of an area."""

    _name = "crm.vn.visit.add"
    _inherit = ["crm.vn.customer.link.mixin"]
    _description = "Put customers on a route"
    _vn_customer_links = ("route_id", "area_id")

    route_id = fields.Many2one("crm.vn.visit.route", required=True)
    partner_ids = fields.Many2many("res.partner", string="Customers")
    area_id = fields.Many2one(
        "crm.vn.area",
        string="Customers of the area",
        help="The route's salesperson's own customers in this area",
    )
    weekday = fields.Selection(WEEKDAYS, required=True, default="0")
    frequency = fields.Selection(
        FREQUENCIES, help="Empty: what fits each customer, else every week"
    )
    weeks = fields.Integer(string="Weeks between", default=2)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "res.partner":
            # ids from the client: only those that the user may see
            ids = self.env.context.get("active_ids") or []
            partners = self.env["res.partner"].search([("id", "in", ids)])
            values["partner_ids"] = partners.ids
        return values

    def action_add(self):
        """Add those that are not on the route yet, and open it."""
        self.ensure_one()
        route = self.route_id
        route.check_access("write")
        # ids from the client: only those that the user may see
        chosen = self.env["res.partner"].search([("id", "in", self.partner_ids.ids)])
        partners = chosen | self._get_of_area()
        missing = partners - route.line_ids.partner_id
        if not missing:
            raise UserError(
                self.env._(
                    "Nobody is added: choose customers who are not on %s yet.",
                    route.name,
                )
            )
        values = {"route_id": route.id, "weekday": self.weekday}
        if self.frequency:
            values |= {"frequency": self.frequency, "weeks": self.weeks}
        self.env["crm.vn.visit.route.line"].create(
            [{**values, "partner_id": partner.id} for partner in missing]
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "crm.vn.visit.route",
            "res_id": route.id,
            "view_mode": "form",
        }

    def _get_of_area(self):
        """Return the salesperson's customers in the area and those within it."""
        if not self.area_id:
            return self.env["res.partner"]
        return self.env["res.partner"].search(
            [
                ("vn_area_id", "child_of", self.area_id.id),
                ("vn_relationship_id", "!=", False),
                ("user_id", "=", self.route_id.user_id.id),
                ("company_id", "in", [self.route_id.company_id.id, False]),
            ]
        )
