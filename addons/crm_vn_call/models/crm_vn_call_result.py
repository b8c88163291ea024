from odoo import fields, models


class CrmVnCallResult(models.Model):
    """How a call went, and what is to be done next."""

    _name = "crm.vn.call.result"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Result of a call"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: of all companies")
    is_contact = fields.Boolean(
        string="Somebody was spoken to",
        help="A call logged by hand with this result is a contact with the customer",
    )
    next_type_id = fields.Many2one(
        "mail.activity.type",
        string="Next step",
        domain="[('res_model', 'in', [False, 'res.partner'])]",
        ondelete="set null",
    )
    next_days = fields.Integer(string="In days", default=1)
    is_refusal = fields.Boolean(
        string="Wants no calls", help="Withdraws the consent to adverts by phone"
    )

    _check_days = models.Constraint(
        "CHECK (next_days >= 0)", "The next step lies ahead, not behind."
    )
