from datetime import timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools import arrival, sketch, stops


class CrmVnVisit(models.Model):
    """Today's stops, as the phone shows and keeps them."""

    _inherit = "crm.vn.visit"

    @api.model
    @api.readonly
    def get_today(self):
        """Return the route of the current user today.

        :return: dict: ``date``, ``outcomes`` (pairs: value, label), ``stops`` (list
            of dicts: what a stop shows, the way to it in km and when one arrives, where
            it has a position), ``km`` up to where the route ends, ``map_url`` of all
            that is left, ``sketch`` (points of the drawing, each with its stop, and the
            line's path)
        """
        company = self.env.company
        today = company._vn_today()
        visits = self.search(
            Domain("user_id", "=", self.env.uid) & Domain("date", "=", today),
            order="sequence, id",
        )
        open_ones = visits.filtered(lambda visit: visit.state == "planned")
        ways = open_ones._get_ways(company, visits._get_here())
        places = [
            (visit, visit.partner_id._vn_get_place())
            for visit in visits
            if visit.state != "skipped" and visit.partner_id._vn_has_place()
        ]
        drawing = sketch.draw([place for _visit, place in places])
        left = [place for visit, place in places if visit in open_ones]
        end = open_ones.route_id[:1]._get_ends()[1]
        km = sum(km for km, _moment in ways.values())
        if left and end:
            km += stops.distance_km(left[-1], end) * company.vn_road_factor
        return {
            "date": fields.Date.to_string(today),
            "outcomes": self._fields["outcome"]._description_selection(self.env),
            "stops": [visit._format_stop(ways.get(visit.id)) for visit in visits],
            "km": round(km, 1),
            "map_url": stops.map_url([*left, end] if left and end else left),
            "sketch": {
                **drawing,
                "ids": [visit.id for visit, _place in places],
            },
        }

    def _format_stop(self, way):
        """Return what a stop shows; *way* is ``(km, moment)`` or None."""
        self.ensure_one()
        zone = ZoneInfo(str(self.env.company._vn_timezone()))
        return {
            "id": self.id,
            "name": self.partner_id.display_name,
            "address": self.address or "",
            "phone": self.phone or "",
            "state": self.state,
            "place": self.place_state or "",
            "out": bool(self.check_out_date),
            "note": self.note or "",
            "outcome": self.outcome or "",
            "photo": bool(self.photo),
            "map_url": self.partner_id._vn_map_url(),
            "km": round(way[0], 1) if way else None,
            "arrival": way[1].astimezone(zone).strftime("%H:%M") if way else "",
        }

    def _get_here(self):
        """Return where one is: at the last of these visits that is done, if any."""
        done = self.filtered(
            lambda visit: visit.check_in_date and visit.partner_id._vn_has_place()
        )
        last = done.sorted("check_in_date")[-1:]
        return last.partner_id._vn_get_place() if last else None

    def _get_ways(self, company, here=None):
        """Return ``{visit id: (km from the stop before, when one arrives)}``.

        From now on, or from the hour at which the day begins; distances as the crow
        flies, made longer by the company's road factor.

        :param tuple here: where one is; by default where the route begins
        """
        now, found = company._vn_local(fields.Datetime.now()), {}
        moment = max(now, arrival.at(now, company.vn_visit_start_hour))
        here = here or self.route_id[:1]._get_ends()[0]
        for visit in self:
            if not visit.partner_id._vn_has_place():
                continue
            place = visit.partner_id._vn_get_place()
            km = stops.distance_km(here, place) * company.vn_road_factor if here else 0
            hour = visit._get_earliest()
            moment = arrival.reach(moment, km, company.vn_visit_speed, hour)
            found[visit.id] = km, moment
            moment += timedelta(minutes=company.vn_visit_minutes)
            here = place
        return found

    def _get_earliest(self):
        """Hook: return the hour before which the customer expects nobody, or None."""
        self.ensure_one()

    @api.model
    def _select_earliest(self):
        """Hook: return the same in SQL, of ``crm_vn_visit``."""
        return SQL("NULL")
