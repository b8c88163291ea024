from odoo import api, models


class CrmVnContract(models.Model):
    """Contracts from a spreadsheet."""

    _inherit = "crm.vn.contract"

    @api.model
    @api.readonly
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import template for contracts"),
                "template": "/crm_vn_contract/static/xls/contracts.xlsx",
            }
        ]

    @api.model
    def load(self, fields, data):
        """Load contracts; the names of customers and owners are found all at once.

        What that leaves open, such as a name that several have, goes Odoo's own way.
        """
        known = {}
        for position, name in enumerate(fields):
            comodel = self._fields[name].comodel_name if name in self._fields else None
            if not comodel:
                continue
            texts = {row[position] for row in data if isinstance(row[position], str)}
            found = self.env[comodel]._vn_find_named(texts - {""})
            known.update(((comodel, text), found[text]) for text in found)
        return super(CrmVnContract, self.with_context(vn_contract_names=known)).load(
            fields, data
        )
