from odoo import fields, models


class ResCompany(models.Model):
    """Settings of the employee KPI."""

    _inherit = "res.company"

    # === Employee KPI ===
    vn_kpi_leaderboard = fields.Selection(
        [
            ("off", "Off"),
            ("team", "Within the sales team"),
            ("company", "Within the company"),
        ],
        string="KPI leaderboard",
        default="off",
        required=True,
        help="Whom salespeople see beside themselves: names, ranks and percentages, "
        "no other number. Managers see everybody.",
    )
    vn_kpi_correction_days = fields.Integer(
        string="Days in which closed KPI sheets are corrected",
        default=90,
        help="So many days after closing, a scheduled action compares closed sheets "
        "with their records and notes every difference as an adjustment. 0: only "
        "when somebody asks for it.",
    )

    _vn_kpi_correction_days_check = models.Constraint(
        "CHECK (vn_kpi_correction_days >= 0)",
        "The days in which closed KPI sheets are corrected can't be less than 0.",
    )
