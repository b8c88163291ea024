from odoo import api, fields, models


class CrmVnContractUsageMixin(models.AbstractModel):
    """Catalogs whose entries contracts use instead of customers.

    A model sets `_contract_field` to the name of the field of ``crm.vn.contract``
    that holds its entries. Its customers are those with such a contract.
    """

    _name = "crm.vn.contract.usage.mixin"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Usage of a catalog by contracts"

    # name of the field of crm.vn.contract that points to this model
    _contract_field = None

    contract_count = fields.Integer(
        string="Contracts", compute="_compute_contract_count"
    )

    def _compute_contract_count(self):
        counts = self._vn_get_usage("crm.vn.contract")
        for entry in self:
            entry.contract_count = counts.get(entry.id, 0)

    def _compute_customer_count(self):
        counts = self._count_of_contracts("partner_id:count_distinct")
        for entry in self:
            entry.customer_count = counts.get(entry.id, 0)

    @api.readonly
    def action_open_contracts(self):
        """Open the contracts that `contract_count` counts."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_vn_contract.crm_vn_contract_action"
            ),
            "domain": [(self._contract_field, "in", self.ids)],
            "context": {},
        }

    @api.readonly
    def action_view_customers(self):
        """Open the customers that `customer_count` counts."""
        contracts = self.env["crm.vn.contract"].search(
            [(self._contract_field, "in", self.ids)]
        )
        domain = [("id", "in", contracts.partner_id.ids)]
        return {**super().action_view_customers(), "domain": domain}

    def _count_contracts(self):
        """Return [(entry, number of contracts)] of the entries in use.

        Counts the contracts of everybody and every company, archived ones included.
        """
        # sudo: a number, no contract, leaves it
        everyone = self.sudo().with_context(active_test=False)
        counts = everyone._vn_get_usage("crm.vn.contract")
        return [(entry, counts[entry.id]) for entry in self if entry.id in counts]

    def _vn_get_uses(self):
        return [
            (
                entry,
                self.env._(
                    "“%(name)s” can't be deleted: %(count)s contracts use it.",
                    name=entry.name,
                    count=count,
                ),
            )
            for entry, count in self._count_contracts()
        ]

    def _vn_get_usage(self, model):
        if model != "crm.vn.contract":
            return {}
        return self._count_of_contracts("__count")

    def _count_of_contracts(self, aggregate):
        """Return {entry id: number} of the contracts that the user may read."""
        if not self.ids:
            return {}
        name = self._contract_field
        groups = self.env["crm.vn.contract"]._read_group(
            [(name, "in", self.ids)], [name], [aggregate]
        )
        return {entry.id: count for entry, count in groups}
