import re

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ..tools import stops

UUID = re.compile(r"[0-9A-Za-z-]{8,64}")
#: a position less exact than this tells nothing, in metres
WORST_ACCURACY_M = 500
#: columns of positions, in degrees and in metres
POSITION = {"digits": (10, 7), "readonly": True, "copy": False, "aggregator": None}
METRES = {"readonly": True, "copy": False, "aggregator": "avg"}


class CrmVnVisit(models.Model):
    """Checking in and out at the customer's."""

    _inherit = "crm.vn.visit"
    _vn_engine_fields = (
        *("check_in_date", "check_out_date", "check_in_uuid", "check_in_latitude"),
        *("check_in_longitude", "check_in_accuracy", "distance_m", "place_state"),
        *("check_out_latitude", "check_out_longitude", "check_out_accuracy"),
        *("check_out_distance_m", "is_closed_late"),
    )

    check_in_date = fields.Datetime(string="Checked in", readonly=True, copy=False)
    check_out_date = fields.Datetime(string="Checked out", readonly=True, copy=False)
    check_in_uuid = fields.Char(readonly=True, copy=False)
    check_in_latitude = fields.Float(**POSITION)
    check_in_longitude = fields.Float(**POSITION)
    check_in_accuracy = fields.Float("Accuracy (m)", **METRES)
    distance_m = fields.Float("Distance (m)", **METRES)
    check_out_latitude = fields.Float(**POSITION)
    check_out_longitude = fields.Float(**POSITION)
    check_out_accuracy = fields.Float("Accuracy at check-out (m)", **METRES)
    check_out_distance_m = fields.Float("Distance at check-out (m)", **METRES)
    duration = fields.Float(
        string="Minutes", compute="_compute_duration", store=True, aggregator="avg"
    )
    is_closed_late = fields.Boolean(
        string="Check-out forgotten", readonly=True, copy=False
    )

    _uuid_uniq = models.UniqueIndex("(check_in_uuid) WHERE check_in_uuid IS NOT NULL")

    @api.depends("check_in_date", "check_out_date", "is_closed_late")
    def _compute_duration(self):
        for visit in self:
            begin, end, minutes = visit.check_in_date, visit.check_out_date, 0
            # nobody knows how long a visit took whose check-out was forgotten
            if begin and end and not visit.is_closed_late:
                minutes = (end - begin).total_seconds() / 60
            visit.duration = minutes

    def _vn_check_in(self, latitude, longitude, accuracy, uuid, moment=None):
        """Check in at the customer's; one uuid counts once, however often it comes.

        :param float latitude, longitude: in degrees; False or None when the phone gives
            no position, which is a state and no error
        :param float accuracy: radius of the position in metres
        :param str uuid: made by the phone for this check-in
        :param datetime moment: when it was, in UTC; now by default
        :return: True when it was noted now, False when it was there already
        :raise UserError: too far away on a route that refuses it, for another's visit,
            or for a visit that is skipped
        """
        self.ensure_one()
        self.check_access("write")
        if not UUID.fullmatch(uuid or ""):
            raise UserError(self.env._("The check-in came without its number."))
        # sent twice at once: the second one waits here, then finds the first
        self.env.execute_query(
            SQL("SELECT id FROM crm_vn_visit WHERE id = %s FOR UPDATE", self.id)
        )
        self.invalidate_recordset(["check_in_date", "check_in_uuid", "state"])
        if self.check_in_date:
            return False
        if self.state == "skipped":
            raise UserError(self.env._("This visit was skipped."))
        values = self._prepare_check_in(latitude, longitude, accuracy)
        route = self.route_id
        if values["place_state"] == "far" and route.policy == "block":
            raise UserError(
                self.env._(
                    "You are %(distance)s m from %(customer)s, at most %(limit)s m are "
                    "allowed. Ask your leader to correct the customer's position.",
                    distance=round(values["distance_m"]),
                    customer=self.partner_id.display_name,
                    limit=route.limit_m,
                )
            )
        moment = moment or fields.Datetime.now()
        self._vn_as_engine().write(
            {
                **values,
                "state": "done",
                "check_in_date": moment,
                "check_in_uuid": uuid,
            }
        )
        self.partner_id._vn_touch("visit", moment, self.user_id, self)
        self.partner_id._vn_register_contact("visit", "care", moment, self)
        return True

    def _prepare_check_in(self, latitude, longitude, accuracy):
        """Return the values of a position, with the distance to the customer."""
        values, distance = self._prepare_place(
            "check_in", latitude, longitude, accuracy
        )
        if distance is None:
            return {**values, "place_state": "unknown"}
        limit = self.route_id.limit_m or 200
        state = "verified" if distance <= limit else "far"
        return {**values, "distance_m": distance, "place_state": state}

    def _prepare_place(self, name, latitude, longitude, accuracy):
        """Return the fields *name* of a position, and how far the customer is in m.

        Without a position, or with one that tells nothing, there are none; without the
        customer's the distance is None.
        """
        if (
            not latitude
            or not longitude
            or abs(latitude) > 90
            or abs(longitude) > 180
            or (accuracy or 0) > WORST_ACCURACY_M
        ):
            return {}, None
        values = {
            f"{name}_latitude": latitude,
            f"{name}_longitude": longitude,
            f"{name}_accuracy": accuracy or 0,
        }
        if not self.partner_id._vn_has_place():
            return values, None
        place = self.partner_id._vn_get_place()
        return values, 1000 * stops.distance_km((latitude, longitude), place)

    def _get_distance_warning(self):
        """Return what a check-in far away is answered with where the route warns."""
        policy = self.route_id.policy or "warn"
        if self.place_state != "far" or policy != "warn":
            return False
        return self.env._(
            "You are %(distance)s m from %(customer)s, further than %(limit)s m. The "
            "check-in is noted like that.",
            distance=round(self.distance_m),
            customer=self.partner_id.display_name,
            limit=self.route_id.limit_m or 200,
        )

    def action_check_out(self):
        """Note when the visit ended."""
        self._vn_check_out()

    def _vn_check_out(self, moment=None, place=(False, False, 0)):
        """Note when the visit ended; the first one counts, before the day's end.

        :param datetime moment: when it was, in UTC; now by default
        :param tuple place: latitude, longitude and accuracy, as at the check-in
        :raise UserError: for a visit that did not begin
        """
        self.check_access("write")
        for visit in self:
            if not visit.check_in_date:
                raise UserError(
                    self.env._("Check in at %s first.", visit.partner_id.display_name)
                )
        moment = moment or fields.Datetime.now()
        for visit in self:
            # a phone may send late what the night closed meanwhile
            late = visit.is_closed_late and moment < visit.check_out_date
            if late or not visit.check_out_date:
                values, distance = visit._prepare_place("check_out", *place)
                visit._vn_as_engine().write(
                    {
                        **values,
                        "check_out_distance_m": distance or 0,
                        "check_out_date": max(moment, visit.check_in_date),
                        "is_closed_late": False,
                    }
                )

    def action_check_in_without_position(self):
        """Check in where the phone gives no position."""
        self.ensure_one()
        self._vn_check_in(False, False, 0, f"hand-{self.id:08}")

    def action_take_place(self):
        """Take the position of this check-in as the customer's."""
        self.ensure_one()
        if not self.check_in_latitude:
            raise UserError(self.env._("This check-in has no position."))
        self.partner_id.write(
            {
                "partner_latitude": self.check_in_latitude,
                "partner_longitude": self.check_in_longitude,
            }
        )

    @api.model
    def _cron_forget_positions(self):
        """Forget the salespeople's positions after the company's number of months."""
        for company in self.env["res.company"].search([("vn_position_months", ">", 0)]):
            limit = fields.Datetime.now() - relativedelta(
                months=company.vn_position_months
            )
            self._vn_as_engine().search(
                [
                    ("company_id", "=", company.id),
                    ("check_in_date", "<", limit),
                    "|",
                    ("check_in_latitude", "!=", 0),
                    ("check_out_latitude", "!=", 0),
                ],
                limit=10_000,
            )._forget_positions()

    def action_forget_positions(self):
        """Forget where these visits were checked in: at the salesperson's request.

        :raise AccessError: for another's visits, unless one is a sales manager
        """
        self.check_access("write")
        if not self.env.user.has_group("sales_team.group_sale_manager"):
            others = self.filtered(lambda visit: visit.user_id != self.env.user)
            if others:
                raise AccessError(
                    self.env._(
                        "Only %s or a sales manager can have these positions "
                        "forgotten.",
                        others[0].user_id.name,
                    )
                )
        self._forget_positions()

    def _forget_positions(self):
        """Forget the positions; whether they were near the customer stays."""
        self._vn_as_engine().write(
            {
                f"check_{way}_{name}": 0
                for way in ("in", "out")
                for name in ("latitude", "longitude", "accuracy")
            }
        )
