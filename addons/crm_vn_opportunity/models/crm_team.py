from odoo import fields, models


class CrmTeam(models.Model):
    _inherit = "crm.team"

    # === Deadline ===
    vn_handling_hours = fields.Float(
        string="Handle within",
        help="Working hours in which an opportunity must be handled after it got its "
        "salesperson; 0 for no deadline",
    )
    vn_escalation_hours = fields.Float(
        string="Escalate after",
        default=4.0,
        help="Working hours after the deadline when the team leader is told",
    )
    vn_escalation_mode = fields.Selection(
        [
            ("leader", "Tell the team leader"),
            ("pool", "Tell the team leader and take it back to the pool"),
        ],
        string="Escalation",
        default="leader",
        required=True,
        help="Back to the pool: the assignment rules give it to somebody else; if none "
        "matches, it has no salesperson",
    )

    # === Recipients ===
    vn_notify_user_ids = fields.Many2many(
        "res.users",
        "crm_team_vn_notify_user_rel",
        "team_id",
        "user_id",
        string="Told about new opportunities",
        domain="[('share', '=', False)]",
        help="Each is told once of every new opportunity of the team, except of one's "
        "own ones",
    )

    _vn_hours_positive = models.Constraint(
        "CHECK (vn_handling_hours >= 0 AND vn_escalation_hours >= 0)",
        "The hours of a deadline can't be negative.",
    )
