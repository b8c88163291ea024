from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmVnVisitWindowMixin(models.AbstractModel):
    """The hours between which a customer expects a visit; without them at any time."""

    _name = "crm.vn.visit.window.mixin"
    _description = "Hours at which a visit is expected"

    window_from = fields.Float(
        string="Expected from", help="By the company's clock; empty: at any time"
    )
    window_to = fields.Float(string="Expected until")

    @api.onchange("window_from")
    def _onchange_window_from(self):
        if self.window_from and self.window_to <= self.window_from:
            self.window_to = min(self.window_from + 1, 24)

    @api.constrains("window_from", "window_to")
    def _check_window(self):
        for record in self:
            begin, end = record.window_from, record.window_to
            if (begin or end) and not 0 <= begin < end <= 24:
                raise ValidationError(
                    self.env._(
                        "%s: the hours of an appointment are between 0:00 and 24:00, "
                        "the later one last.",
                        record.display_name,
                    )
                )

    def _get_window(self):
        """Return ``(from, until)`` in hours, or None where any time is fine."""
        self.ensure_one()
        return (self.window_from, self.window_to) if self.window_to else None

    @api.model
    def _format_window(self, window):
        """Return a window as people read it, as in 09:00–10:30; "" without one."""
        return "–".join(
            "{:02}:{:02}".format(*divmod(round(hour * 60), 60)) for hour in window or ()
        )
