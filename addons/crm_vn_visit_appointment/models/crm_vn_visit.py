from datetime import time, timedelta

from odoo import api, fields, models


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

    def _get_arrival(self, moment):
        """Who comes early waits until the customer expects the visit."""
        moment = super()._get_arrival(moment)
        window = self._get_window()
        return max(moment, self._at(moment, window[0])) if window else moment

    def _format_stop(self, way):
        values = super()._format_stop(way)
        window = self._get_window()
        if window:
            values["appointment"] = self.appointment
            values["late"] = bool(way) and way[1] > self._at(way[1], window[1])
        return values

    @api.model
    def _at(self, moment, hour):
        """Return an hour of the day of *moment*, in its time zone."""
        midnight = moment.combine(moment.date(), time(), moment.tzinfo)
        return midnight + timedelta(minutes=round(hour * 60))
