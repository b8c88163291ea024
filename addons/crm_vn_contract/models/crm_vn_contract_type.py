from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class CrmVnContractType(models.Model):
    """A kind of contract, with what is done when contracts of it end."""

    _name = "crm.vn.contract.type"
    _inherit = ["crm.vn.contract.usage.mixin"]
    _description = "Contract Type"
    _contract_field = "contract_type_id"
    _check_company_auto = True

    # === Behaviour ===
    is_renewal = fields.Boolean(
        string="Renewal", help="Contracts of this type renew an earlier contract"
    )
    is_annex = fields.Boolean(
        string="Annex",
        help="Contracts of this type change a signed contract and are linked to it",
    )
    is_renewable = fields.Boolean(
        string="To be renewed",
        default=True,
        help="Contracts of this type are expected to be renewed when they end: "
        "only they count in the renewal rate",
    )
    renewal_type_id = fields.Many2one(
        "crm.vn.contract.type",
        string="Renewed as",
        check_company=True,
        domain="[('is_annex', '=', False)]",
        help="Type of the contract that renews one of this type; "
        "empty = the first renewal type",
    )
    reminder_step_ids = fields.One2many(
        "crm.vn.contract.reminder.step",
        "contract_type_id",
        string="Reminders",
        copy=True,
    )

    @api.constrains("is_annex", "is_renewal")
    def _check_kind(self):
        for contract_type in self:
            if contract_type.is_annex and contract_type.is_renewal:
                raise ValidationError(
                    self.env._(
                        "The contract type “%(type)s” can't be both an annex and a "
                        "renewal. Untick one of them.",
                        type=contract_type.name,
                    )
                )

    def write(self, vals):
        if "is_annex" in vals:
            changed = self.filtered(lambda t: t.is_annex != bool(vals["is_annex"]))
            for contract_type, count in changed._count_contracts():
                raise UserError(
                    self.env._(
                        "The contract type “%(type)s” can't change between contract "
                        "and annex: %(count)s contracts are of this type. "
                        "Make another type instead.",
                        type=contract_type.name,
                        count=count,
                    )
                )
        return super().write(vals)

    def _get_renewal_type(self, company):
        """Return the type of the contract that renews one of this type."""
        self.ensure_one()
        if self.renewal_type_id or self.is_renewal:
            return self.renewal_type_id or self
        renewal_type = self.search(
            [("is_renewal", "=", True), ("company_id", "in", [False, company.id])],
            limit=1,
        )
        return renewal_type or self
