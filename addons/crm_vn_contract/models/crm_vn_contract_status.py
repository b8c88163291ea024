from odoo import fields, models
from odoo.exceptions import UserError

MEANINGS = [
    ("draft", "Draft"),
    ("waiting", "Waiting for signature"),
    ("active", "Active"),
    ("suspended", "Suspended"),
    ("expired", "Expired"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]
#: Signed and not over by date, unless the date says so
RUNNING = ("active", "suspended")
#: Signed, whatever came after
SIGNED = ("active", "suspended", "expired", "closed")
#: Not signed yet
OPEN = ("draft", "waiting")


class CrmVnContractStatus(models.Model):
    """A status of contracts, named by the company; code looks at its meaning."""

    _name = "crm.vn.contract.status"
    _inherit = ["crm.vn.contract.usage.mixin"]
    _description = "Contract Status"
    _contract_field = "status_id"

    # === Behaviour ===
    meaning = fields.Selection(
        MEANINGS,
        required=True,
        default="draft",
        help="What the status stands for in reports, reminders and automation, "
        "whatever its name",
    )
    counts_as_receivable = fields.Boolean(
        help="The value of contracts in this status counts as money to receive",
    )
    fold = fields.Boolean(
        string="Folded in kanban",
        help="The column is folded in the kanban view while it is empty",
    )
    next_status_ids = fields.Many2many(
        "crm.vn.contract.status",
        "crm_vn_contract_status_next_rel",
        "status_id",
        "next_status_id",
        string="Allowed next statuses",
        help="Statuses that may follow this one; empty = all of them",
    )

    def write(self, vals):
        if "meaning" in vals:
            changed = self.filtered(lambda s: s.meaning != vals["meaning"])
            for status, count in changed._count_contracts():
                raise UserError(
                    self.env._(
                        "The meaning of the status “%(status)s” can't change: "
                        "%(count)s contracts have this status. "
                        "Make another status instead.",
                        status=status.name,
                        count=count,
                    )
                )
        return super().write(vals)

    def _get_by_meaning(self, meaning, company):
        """Return the first status with a meaning that a company may use."""
        return self.search(
            [("meaning", "=", meaning), ("company_id", "in", [False, company.id])],
            limit=1,
        )
