from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmVnSnooze(models.TransientModel):
    _name = "crm.vn.snooze"
    _description = "Remind me of customers later"

    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    date = fields.Date(
        string="Not before",
        required=True,
        default=lambda self: fields.Date.add(self.env.company._vn_today(), days=14),
    )
    reason = fields.Char(required=True)

    @api.constrains("date")
    def _check_date(self):
        for wizard in self:
            if wizard.date <= wizard.env.company._vn_today():
                raise ValidationError(
                    self.env._(
                        "%(date)s is not ahead: choose a day after today.",
                        date=fields.Date.to_string(wizard.date),
                    )
                )

    def action_apply(self):
        """Leave the customers out of "Don't forget" until the day."""
        self.check_access("read")
        self.partner_ids.write(
            {"vn_snooze_date": self.date, "vn_snooze_reason": self.reason}
        )
        return {"type": "ir.actions.act_window_close"}
