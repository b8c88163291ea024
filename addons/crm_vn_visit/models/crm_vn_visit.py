from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.places import Places

#: days within which a skipped visit should come back
COME_AGAIN_DAYS = 30


class CrmVnVisit(models.Model):
    """A visit to a customer: planned by a route, or not planned at all."""

    _name = "crm.vn.visit"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.owned.mixin",
        "crm.vn.day.mixin",
        "crm.vn.company.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _description = "Visit"
    _order = "date desc, sequence, id"
    _rec_name = "partner_id"
    _vn_engine_fields = ("state", "is_planned", "plan_date", "skip_reason")
    _vn_sudo_fields = ("route_id", "line_id")

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False)]",
        index=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    route_id = fields.Many2one(
        "crm.vn.visit.route",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    line_id = fields.Many2one(
        "crm.vn.visit.route.line",
        readonly=True,
        copy=False,
        ondelete="set null",
        index=True,
    )
    plan_date = fields.Date(
        string="Day of the route",
        readonly=True,
        copy=False,
        help="The day that the route asked for, before days off and limits",
    )
    date = fields.Date(
        required=True, default=lambda self: self.env.company._vn_today(), index=True
    )
    sequence = fields.Integer(default=10)
    state = fields.Selection(
        [("planned", "Planned"), ("done", "Done"), ("skipped", "Skipped")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    is_planned = fields.Boolean(string="Planned by a route", readonly=True, copy=False)
    skip_reason = fields.Char(readonly=True, copy=False)
    outcome = fields.Selection(
        [
            ("order", "Ordered"),
            ("interested", "Interested"),
            ("later", "Come again"),
            ("absent", "Nobody there"),
            ("problem", "Has a problem"),
        ],
        copy=False,
        help="What came of the visit",
    )
    note = fields.Text()
    photo = fields.Image(max_width=1280, max_height=1280, copy=False)
    phone = fields.Char(related="partner_id.phone")
    # sudo: the customer's, as phone is; only who may read him links a visit to him
    address = fields.Char(compute="_compute_address", compute_sudo=True)
    place_state = fields.Selection(
        [
            ("verified", "Near the customer"),
            ("far", "Far from the customer"),
            ("unknown", "Position not known"),
        ],
        string="Position",
        readonly=True,
        copy=False,
    )

    _plan_uniq = models.UniqueIndex(
        "(line_id, plan_date) WHERE line_id IS NOT NULL",
        "This visit is planned already.",
    )
    _day_idx = models.Index("(user_id, date, sequence)")

    def _vn_get_engine_hint(self, names):
        return self.env._("Check in at the customer or skip the visit with its button.")

    @api.depends("partner_id.contact_address")
    def _compute_address(self):
        for visit in self:
            partner = visit.partner_id
            visit.address = partner._vn_address_line() if partner else False

    # === Lists ===
    @api.model
    def web_search_read(
        self,
        domain,
        specification,
        offset=0,
        limit=None,
        order=None,
        count_limit=None,
    ):
        """List what comes next first, unless a person orders it otherwise."""
        order = order or "next, sequence, id"
        return super().web_search_read(
            domain, specification, offset, limit, order, count_limit
        )

    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """``next``: from today on, day by day, then back from yesterday."""
        if field_name != "next":
            return super()._order_field_to_sql(
                alias, field_name, direction, nulls, query
            )
        day = self._field_to_sql(alias, "date", query)
        today = self.env.company._vn_today()
        return SQL("%s < %s, ABS(%s - %s)", day, today, day, today)

    # === Skipping ===
    @api.readonly
    def action_skip(self):
        """Open the dialog that asks why a visit is skipped."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Skip the visit"),
            "res_model": "crm.vn.visit.skip",
            "view_mode": "form",
            "target": "new",
            "context": {"default_visit_ids": self.ids},
        }

    def _vn_skip(self, reason):
        """Skip planned visits; each comes back on the next day that has a place.

        :param str reason: why, in the salesperson's words
        :return: the visits that take their place: one that was planned for the customer
            on that day anyway, else a new one
        :raise UserError: without a reason, or for a visit that is done
        """
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the visit is skipped."))
        again = self.browse()
        for visit in self:
            if visit.state != "planned":
                raise UserError(
                    self.env._(
                        "The visit to %s is not planned any more.",
                        visit.partner_id.display_name,
                    )
                )
            visit._vn_as_engine().write({"state": "skipped", "skip_reason": reason})
            again |= visit._come_again()
        return again.with_env(self.env)

    def _come_again(self):
        """Return the visit that takes the place of this one, on another day."""
        start = fields.Date.add(max(self.date, self.company_id._vn_today()), days=1)
        places = self._get_places(
            self.user_id,
            self.company_id,
            start,
            fields.Date.add(start, days=COME_AGAIN_DAYS),
            self.route_id.max_per_day,
        )
        day, is_new = places.take(self.partner_id.id, start)
        if day and not is_new:
            there = Domain("user_id", "=", self.user_id.id) & Domain("date", "=", day)
            there &= Domain("partner_id", "=", self.partner_id.id)
            return self.search(there & Domain("state", "!=", "skipped"), limit=1)
        return self._vn_as_engine().create(
            {
                "partner_id": self.partner_id.id,
                "user_id": self.user_id.id,
                "company_id": self.company_id.id,
                "route_id": self.route_id.id,
                "is_planned": True,
                # every day is full: on the first one all the same
                "date": day or next(iter(places.worked), start),
                "sequence": self.sequence,
            }
        )

    @api.model
    def _get_places(self, user, company, first, last, limit=0):
        """Return the days of a period on which a salesperson can visit.

        :param int limit: visits a day; 0 for none
        """
        away = user._vn_days_away(company, first, last)
        worked = set(company._vn_working_days(first, last)) - away
        return Places(worked, self._get_taken(user, first, last)[user.id], limit)

    @api.model
    def _get_taken(self, users, first, last):
        """Return ``{user id: {day: ids of who is visited then}}`` of a period."""
        visits = Domain("user_id", "in", users.ids) & Domain("state", "!=", "skipped")
        visits &= Domain("date", ">=", first) & Domain("date", "<=", last)
        names = ("user_id", "date", "partner_id")
        query = self._search(visits, order="id")
        taken = defaultdict(lambda: defaultdict(set))
        for user_id, day, partner_id in self.env.execute_query(
            query.select(*(SQL.identifier(self._table, name) for name in names))
        ):
            taken[user_id][day].add(partner_id)
        return taken

    def action_next_visit(self):
        """Open a new visit to the same customer, a week later."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Next visit"),
            "res_model": "crm.vn.visit",
            "view_mode": "form",
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_date": fields.Date.add(self.date, days=7),
            },
        }

    # === Maps ===
    @api.readonly
    def action_open_map(self):
        """Open the phone's own map at the customer."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": self.partner_id._vn_map_url(),
            "target": "new",
        }

    @api.model
    def _cron_close_forgotten(self):
        """End visits of earlier days whose check-out was forgotten, and mark them.

        They end with the day on which they began; how long they took is not known.
        """
        for company in self.env["res.company"].search([]):
            visits = self.search(
                Domain("company_id", "=", company.id)
                & Domain("check_in_date", "<", company._vn_moment(company._vn_today()))
                & Domain("check_out_date", "=", False)
            )
            for visit in visits:
                day = company._vn_day(visit.check_in_date)
                end = company._vn_moment(fields.Date.add(day, days=1))
                visit._vn_as_engine().write(
                    {
                        "check_out_date": fields.Datetime.subtract(end, seconds=1),
                        "is_closed_late": True,
                    }
                )
