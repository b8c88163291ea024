from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.crm_vn_visit.tools.arrival import at


class CrmVnVisit(models.Model):
    """A visit that is expected at an hour: its own, else that of its route."""

    _name = "crm.vn.visit"
    _inherit = ["crm.vn.visit", "crm.vn.visit.window.mixin"]

    line_window_from = fields.Float(
        related="line_id.window_from", string="On the route from"
    )
    line_window_to = fields.Float(
        related="line_id.window_to", string="On the route until"
    )
    appointment = fields.Char(compute="_compute_appointment")

    @api.depends("window_from", "window_to", "line_window_from", "line_window_to")
    def _compute_appointment(self):
        for visit in self:
            visit.appointment = self._format_window(visit._get_window())

    def _get_window(self):
        window = super()._get_window()
        if not window and self.line_window_to:
            window = self.line_window_from, self.line_window_to
        return window

    def _get_earliest(self):
        """Who comes early waits until the customer expects the visit."""
        window = self._get_window()
        return window[0] if window else super()._get_earliest()

    @api.model
    def _select_earliest(self):
        self.flush_model(["window_from", "window_to", "line_id"])
        self.env["crm.vn.visit.route.line"].flush_model(["window_from", "window_to"])
        return SQL(
            """CASE WHEN crm_vn_visit.window_to > 0 THEN crm_vn_visit.window_from
                    ELSE (SELECT line.window_from FROM crm_vn_visit_route_line line
                           WHERE line.id = crm_vn_visit.line_id AND line.window_to > 0)
                END"""
        )

    def _format_stop(self, way):
        values = super()._format_stop(way)
        window = self._get_window()
        if window:
            values["appointment"] = self.appointment
            values["late"] = bool(way) and way[1] > at(way[1], window[1])
        return values
