from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVnContractUsageMixin(models.AbstractModel):
    """Entries that contracts use: counted, listed and safe from deletion.

    A model sets `_contract_field` to the name of the field of ``crm.vn.contract``
    that holds its entries.
    """

    _name = "crm.vn.contract.usage.mixin"
    _description = "Usage of a catalog by contracts"

    # name of the field of crm.vn.contract that points to this model
    _contract_field = None

    contract_count = fields.Integer(
        string="Contracts", compute="_compute_contract_count"
    )

    def _compute_contract_count(self):
        counts = self._get_contract_counts(self.env["crm.vn.contract"])
        for entry in self:
            entry.contract_count = counts.get(entry.id, 0)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_contracts(self):
        for entry, count in self._count_contracts():
            raise UserError(
                self.env._(
                    "“%(name)s” can't be deleted: %(count)s contracts use it. "
                    "Archive it instead.",
                    name=entry.name,
                    count=count,
                )
            )

    def action_open_contracts(self):
        """Open the contracts that `contract_count` counts."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_vn_contract.crm_vn_contract_action"
            ),
            "domain": [(self._contract_field, "in", self.ids)],
            "context": {},
        }

    def _count_contracts(self):
        """Return [(entry, number of contracts)] of the entries in use.

        Counts the contracts of everybody and every company, archived ones included.
        """
        # sudo: a number, no contract, leaves it
        everyone = self.env["crm.vn.contract"].sudo().with_context(active_test=False)
        counts = self._get_contract_counts(everyone)
        return [(entry, counts[entry.id]) for entry in self if entry.id in counts]

    def _get_contract_counts(self, contracts):
        """Return {entry id: number} of what *contracts*, a model, may see."""
        name = self._contract_field
        groups = contracts._read_group([(name, "in", self.ids)], [name], ["__count"])
        return {entry.id: count for entry, count in groups}
