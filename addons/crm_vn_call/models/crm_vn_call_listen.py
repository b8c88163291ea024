from odoo import fields, models


class CrmVnCallListen(models.Model):
    """Who listened to a recording, and when."""

    _name = "crm.vn.call.listen"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Recording listened to"
    _order = "create_date desc, id desc"
    _rec_name = "call_id"
    _vn_engine_only = True

    call_id = fields.Many2one(
        "crm.vn.call", required=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", string="Employee", required=True)
    company_id = fields.Many2one(related="call_id.company_id", store=True)
