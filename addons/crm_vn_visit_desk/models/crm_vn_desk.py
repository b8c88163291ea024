from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_desk.models.crm_vn_desk import SEVERAL
from odoo.addons.crm_vn_visit.tools import arrival, stops

STATES = ("done", "planned", "skipped")


class CrmVnDesk(models.AbstractModel):
    """Today's route on the desk: what is done, what is left, where to go next."""

    _inherit = "crm.vn.desk"

    @api.model
    def _get_blocks(self, scope):
        blocks = super()._get_blocks(scope)
        may = self.env["crm.vn.visit"].has_access("read")
        if may and scope["kind"] not in SEVERAL:
            route = self._get_route_today(scope)
            if route["count"]:
                blocks["route_today"] = route
        return blocks

    @api.model
    def _get_route_today(self, scope):
        """Return the numbers of today's visits, each with its list, and the next one.

        :return: dict: ``count``, ``domain``, ``states`` (list of ``name``, ``count``,
            ``domain``) and ``next`` (see `_format_next`; False when nothing is left)
        """
        today = self.env.company._vn_today()
        domain = self._get_owner_domain(scope) & Domain("date", "=", today)
        rows = self._select_route_today(domain)
        of = {state: [row for row in rows if row["state"] == state] for state in STATES}
        return {
            "count": len(rows),
            "domain": list(domain),
            "states": [
                {
                    "name": state,
                    "count": len(found),
                    "domain": [*domain, ("state", "=", state)],
                }
                for state, found in of.items()
            ],
            "next": bool(of["planned"]) and self._format_next(rows, of["planned"][0]),
        }

    @api.model
    def _select_route_today(self, domain):
        """Return the visits of the day in their order, asked at once."""
        visits = self.env["crm.vn.visit"]
        visits.flush_model(["state", "sequence", "check_in_date", "route_id"])
        self.env["crm.vn.visit.route"].flush_model()
        self.env["res.partner"].flush_model(
            ["complete_name", "phone", "partner_latitude", "partner_longitude"]
        )
        query = visits._search(domain, order="sequence, id")
        column = SQL.identifier
        # plain SQL: whoever reads a visit sees its customer's name in it
        return self.env.execute_query_dict(
            query.select(
                *(
                    column("crm_vn_visit", name)
                    for name in ("id", "state", "check_in_date", "partner_id")
                ),
                SQL(
                    "(SELECT json_build_array(complete_name, phone, partner_latitude, "
                    "partner_longitude) FROM res_partner WHERE id = %s) AS customer",
                    column("crm_vn_visit", "partner_id"),
                ),
                SQL(
                    "(SELECT json_build_array(start_latitude, start_longitude) "
                    "FROM crm_vn_visit_route WHERE id = %s) AS start",
                    column("crm_vn_visit", "route_id"),
                ),
                SQL("%s AS hour", visits._select_earliest()),
            )
        )

    @api.model
    def _format_next(self, rows, row):
        """Return the next stop, with the way to it where both ends are known.

        From the last customer who was visited, else from where the route begins, as
        *My route today* counts it.
        """
        name, phone, *place = row["customer"]
        done = [
            one for one in rows if one["check_in_date"] and any(one["customer"][2:])
        ]
        last = max(
            done, key=lambda one: (one["check_in_date"], one["id"]), default=None
        )
        here = last["customer"][2:] if last else row["start"] or (0, 0)
        values = {
            "id": row["id"],
            "partner_id": row["partner_id"],
            "name": name,
            "phone": phone or "",
            "km": None,
            "arrival": "",
        }
        if not any(place):
            return values
        company = self.env.company
        km = stops.distance_km(here, place) * company.vn_road_factor if any(here) else 0
        now = company._vn_local(fields.Datetime.now())
        moment = max(now, arrival.at(now, company.vn_visit_start_hour))
        moment = arrival.reach(moment, km, company.vn_visit_speed, row["hour"])
        values["km"] = round(km, 1) if any(here) else None
        return {**values, "arrival": moment.strftime("%H:%M")}
