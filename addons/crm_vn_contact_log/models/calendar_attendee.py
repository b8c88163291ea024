from odoo import models


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "declined":
            # who declines was not met
            self.env["res.partner"]._vn_untouch(self.event_id)
        return result
