from odoo import fields, models


class CrmVnSmsCode(models.Model):
    """What a code of a generic gateway means."""

    _name = "crm.vn.sms.code"
    _inherit = ["crm.vn.no.copy.mixin"]
    _description = "Code of an SMS gateway"
    _order = "is_report, code"
    _rec_name = "code"

    provider_id = fields.Many2one(
        "crm.vn.sms.provider", required=True, index=True, ondelete="cascade"
    )
    code = fields.Char(required=True)
    is_report = fields.Boolean(
        string="In reports", help="Else in the answer to a request"
    )
    meaning = fields.Selection(
        [
            ("failed", "Failed for good"),
            ("later", "Try again later"),
            ("blocked", "A person must act"),
            ("sent", "With the carrier"),
            ("delivered", "Delivered"),
        ],
        required=True,
    )

    _code_uniq = models.UniqueIndex(
        "(provider_id, is_report, code)", "Each code of a gateway has one meaning."
    )
