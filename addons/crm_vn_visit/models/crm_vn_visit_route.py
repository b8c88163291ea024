from odoo import api, fields, models

from ..tools import stops


class CrmVnVisitRoute(models.Model):
    """The customers whom a salesperson visits, each on a weekday, so often a month."""

    _name = "crm.vn.visit.route"
    _inherit = [
        "mail.thread",
        "crm.vn.owned.mixin",
        "crm.vn.company.mixin",
        "crm.vn.protected.mixin",
    ]
    _vn_sudo_fields = ("unplaced_count",)
    _description = "Visit route"
    _order = "name, id"

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True)
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        tracking=True,
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    line_ids = fields.One2many(
        "crm.vn.visit.route.line", "route_id", string="Customers", copy=True
    )
    line_count = fields.Integer(string="Number of customers", compute="_compute_counts")
    visit_count = fields.Integer(string="Visits", compute="_compute_counts")
    max_per_day = fields.Integer(
        string="Visits a day at most",
        default=25,
        help="More than these move to the next working day; 0: no limit",
    )
    policy = fields.Selection(
        [("allow", "Allow"), ("warn", "Warn"), ("block", "Refuse")],
        string="Check-in far from the customer",
        default="warn",
        required=True,
    )
    limit_m = fields.Integer(string="Far is more than (m)", default=200)
    start_latitude = fields.Float(digits=(10, 7))
    start_longitude = fields.Float(digits=(10, 7))
    end_latitude = fields.Float(
        digits=(10, 7), help="Where the day ends, if it matters"
    )
    end_longitude = fields.Float(digits=(10, 7))
    unplaced_count = fields.Integer(
        string="Visits without a day",
        readonly=True,
        copy=False,
        help="Visits of the last planning for which no day had a place",
    )

    _check_numbers = models.Constraint(
        "CHECK (max_per_day >= 0 AND limit_m > 0)",
        "The limit of visits can't be negative, the distance must be positive.",
    )

    def _compute_counts(self):
        asked = ([("route_id", "in", self.ids)], ["route_id"], ["__count"])
        lines = dict(self.env["crm.vn.visit.route.line"]._read_group(*asked))
        visits = dict(self.env["crm.vn.visit"]._read_group(*asked))
        for route in self:
            route.line_count = lines.get(route, 0)
            route.visit_count = visits.get(route, 0)

    def _vn_work_customers(self):
        """A route goes where its first customer goes."""
        return {route.id: route.line_ids[:1].partner_id for route in self}

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self._hand_over()
        return result

    def _hand_over(self):
        """Give the visits that are still to come to the route's new salesperson."""
        for route in self:
            visits = self.env["crm.vn.visit"].search(
                [
                    ("route_id", "=", route.id),
                    ("state", "=", "planned"),
                    ("date", ">=", route.company_id._vn_today()),
                ]
            )
            visits.user_id = route.user_id

    # === Order of stops ===
    def _vn_order_stops(self):
        """Order the customers of each weekday so that the way of the day is short.

        The visits ahead that are planned already are ordered day by day. Customers
        without a position stand where others of their ward are; where none is known
        they come last, in the order they had. The new order is never
        longer than the given one.

        :return: ``{route id: (km before, km after)}``, great-circle distances
        """
        result = {}
        for route in self:
            before = after = number = 0
            lines = route.line_ids.sorted(lambda line: (line.sequence, line.id))
            for _weekday, some in sorted(lines.grouped("weekday").items()):
                ordered, *length = route._get_order(some)
                before, after = before + length[0], after + length[1]
                for line in ordered:
                    number += 1
                    line.sequence = number
            result[route.id] = before, after
            route._order_days()
        self.invalidate_recordset(["line_ids"])
        return result

    def _order_days(self):
        """Order the stops of each day ahead; each day is a way of its own."""
        visits = self.env["crm.vn.visit"].search(
            [
                ("route_id", "=", self.id),
                ("state", "=", "planned"),
                ("date", ">=", self.company_id._vn_today()),
            ],
            order="date, sequence, id",
        )
        for some in visits.grouped("date").values():
            for number, visit in enumerate(self._get_order(some)[0], 1):
                visit.sequence = number

    def _get_order(self, stops_of_day):
        """Order lines or visits of one day.

        :return: the same in their new order, km before and after
        """
        ends = self._get_ends()
        rough = stops_of_day.partner_id._vn_get_rough_places()
        placed = stops_of_day.filtered(
            lambda stop: stop.partner_id in rough or stop.partner_id._vn_has_place()
        )
        points = [
            rough.get(stop.partner_id) or stop.partner_id._vn_get_place()
            for stop in placed
        ]
        order = stops.order_stops(points, *ends)
        return (
            placed.browse(placed[index].id for index in order)
            | (stops_of_day - placed),
            stops.length_km(points, range(len(points)), *ends),
            stops.length_km(points, order, *ends),
        )

    def _get_ends(self):
        """Return where a day begins and where it ends: points, or None."""
        start = self.start_latitude, self.start_longitude
        end = self.end_latitude, self.end_longitude
        return start if any(start) else None, end if any(end) else None

    def action_order_stops(self):
        """Order the stops and say how much shorter the way is."""
        self.ensure_one()
        self.check_access("write")
        before, after = self._vn_order_stops()[self.id]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(before).1f km before, %(after).1f km now, as the crow flies.",
                    before=before,
                    after=after,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.readonly
    def action_open_visits(self):
        """Open the visits of this route."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_visit.crm_vn_visit_action"
        )
        return {**action, "domain": [("route_id", "=", self.id)], "context": {}}

    @api.readonly
    def action_open_unplaced(self):
        """Open the customers of these routes that can't be put on a map."""
        partners = self.line_ids.partner_id.filtered(
            lambda partner: not partner._vn_has_place()
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Customers without a position"),
            "res_model": "res.partner",
            "views": [
                (self.env.ref("crm_vn_visit.res_partner_view_list_place").id, "list"),
                (False, "kanban"),
                (False, "form"),
            ],
            "domain": [("id", "in", partners.ids)],
        }
