from odoo import fields, models


class CrmVnCallLeg(models.Model):
    """What one of ours had of a call."""

    _name = "crm.vn.call.leg"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Leg of a call"
    _order = "date, id"
    _rec_name = "extension"
    _vn_engine_only = True

    call_id = fields.Many2one(
        "crm.vn.call", required=True, index=True, ondelete="cascade"
    )
    extension = fields.Char(required=True)
    user_id = fields.Many2one("res.users", string="Employee", index="btree_not_null")
    state = fields.Selection(
        [
            ("new", "New"),
            ("ringing", "Rang"),
            ("refused", "Refused"),
            ("answered", "Answered"),
            ("ended", "Ended"),
            ("missed", "Missed"),
            ("no_answer", "No answer"),
            ("busy", "Busy"),
            ("failed", "Failed"),
            ("voicemail", "Voicemail"),
        ],
        required=True,
        default="new",
    )
    date = fields.Datetime()

    _leg_uniq = models.UniqueIndex("(call_id, extension)")
