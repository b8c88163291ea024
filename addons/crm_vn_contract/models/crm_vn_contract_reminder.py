from odoo import api, fields, models


class CrmVnContractReminder(models.Model):
    """A reminder that went out: what keeps each of them from going out twice."""

    _name = "crm.vn.contract.reminder"
    _description = "Contract Reminder"
    _order = "sent_date desc, days"
    _rec_name = "contract_id"

    contract_id = fields.Many2one(
        "crm.vn.contract", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="contract_id.company_id")
    end_date = fields.Date(required=True, readonly=True)
    days = fields.Integer(string="Days before the end", readonly=True)
    sent_date = fields.Datetime(required=True, readonly=True)

    _step_uniq = models.UniqueIndex(
        "(contract_id, end_date, days)",
        "This reminder of the contract was sent already.",
    )

    @api.depends("contract_id", "days")
    def _compute_display_name(self):
        for reminder in self:
            reminder.display_name = self.env._(
                "%(contract)s: %(days)s days before the end",
                contract=reminder.contract_id.name,
                days=reminder.days,
            )
