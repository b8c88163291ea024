from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Discussion ===
    vn_comment_edit_minutes = fields.Integer(
        string="Minutes to change a comment",
        default=120,
        help="How long people may change or delete their own comments on customers; "
        "0: never",
    )
    vn_comment_restricted = fields.Boolean(
        string="Only the owner, followers and managers comment",
        help="Other employees can read the discussion of a customer, not take part",
    )

    _check_vn_comment_edit_minutes = models.Constraint(
        "CHECK (vn_comment_edit_minutes >= 0)",
        "The minutes to change a comment can't be negative.",
    )
