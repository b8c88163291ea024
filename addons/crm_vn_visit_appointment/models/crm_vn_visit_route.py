from odoo import models

from odoo.addons.crm_vn_visit.tools import stops

from ..tools.windows import Day, Pace


class CrmVnVisitRoute(models.Model):
    _inherit = "crm.vn.visit.route"

    def _get_order(self, stops_of_day):
        """Keep to appointments first; the way is as short as they allow."""
        ordered, before, after = super()._get_order(stops_of_day)
        placed = stops_of_day.filtered(lambda stop: stop.partner_id._vn_has_place())
        windows = [stop._get_window() for stop in placed]
        if not any(windows):
            return ordered, before, after
        points = [stop.partner_id._vn_get_place() for stop in placed]
        ends = self._get_ends()
        company = self.company_id
        pace = Pace(
            begin=company.vn_visit_start_hour * 60,
            speed=company.vn_visit_speed,
            road_factor=company.vn_road_factor,
            stay=company.vn_visit_minutes,
        )
        minutes = [
            (window[0] * 60, window[1] * 60) if window else None for window in windows
        ]
        short = [placed.ids.index(stop.id) for stop in ordered if stop in placed]
        order = Day(points, minutes, *ends, pace).best_order(range(len(placed)), short)
        return (
            placed.browse(placed[index].id for index in order)
            | (stops_of_day - placed),
            before,
            stops.length_km(points, order, *ends),
        )
