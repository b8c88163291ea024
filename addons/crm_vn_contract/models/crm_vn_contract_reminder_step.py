from odoo import fields, models


class CrmVnContractReminderStep(models.Model):
    """One step of a type's reminder ladder: so many days before the last day."""

    _name = "crm.vn.contract.reminder.step"
    _inherit = ["crm.vn.company.mixin", "crm.vn.no.copy.mixin"]
    _vn_company_links = ("contract_type_id",)
    _description = "Contract Reminder Step"
    _order = "contract_type_id, days desc"
    _rec_name = "days"

    contract_type_id = fields.Many2one(
        "crm.vn.contract.type", required=True, index=True, ondelete="cascade"
    )
    days = fields.Integer(
        string="Days before the end",
        required=True,
        help="The reminder goes out this many days before the last day of the "
        "contract, or as soon as possible after it",
    )

    _days_uniq = models.UniqueIndex(
        "(contract_type_id, days)",
        "A contract type has each number of reminder days only once.",
    )
    _days_check = models.Constraint(
        "CHECK (days >= 0 AND days <= 3650)",
        "The days before the end must be between 0 and 3650.",
    )
