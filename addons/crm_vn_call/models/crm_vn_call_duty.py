from odoo import api, fields, models


class CrmVnCallDuty(models.Model):
    """Who calls back when a number has no owner, by weekday and hour."""

    _name = "crm.vn.call.duty"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Duty at the phone"
    _order = "weekday, hour_from, id"
    _rec_name = "user_id"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    user_id = fields.Many2one(
        "res.users",
        string="Employee",
        required=True,
        domain="[('share', '=', False)]",
        ondelete="cascade",
    )
    weekday = fields.Selection(
        [
            ("0", "Monday"),
            ("1", "Tuesday"),
            ("2", "Wednesday"),
            ("3", "Thursday"),
            ("4", "Friday"),
            ("5", "Saturday"),
            ("6", "Sunday"),
        ],
        help="Empty: every day",
    )
    hour_from = fields.Float(string="From", default=0.0)
    hour_to = fields.Float(string="Until", default=24.0)

    _check_hours = models.Constraint(
        "CHECK (hour_from >= 0 AND hour_to <= 24 AND hour_from < hour_to)",
        "The hours of a duty lie between 0:00 and 24:00, the first before the last.",
    )

    @api.model
    def _get_user(self, company, moment):
        """Return who is on duty in *company* at *moment* (naive, in UTC)."""
        local = company._vn_local(moment or fields.Datetime.now())
        hour = local.hour + local.minute / 60
        # sudo: who is on duty is no secret
        lines = self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("weekday", "in", [str(local.weekday()), False]),
                ("hour_from", "<=", hour),
                ("hour_to", ">", hour),
                ("user_id.active", "=", True),
            ]
        )
        return lines.user_id[:1]
