from odoo import api, models


class CrmVnImportResolver(models.AbstractModel):
    _inherit = "crm.vn.import.resolver"

    @api.model
    def _made(self, entry):
        """Remember an entry of a catalog that the import made, to undo it as well."""
        result = super()._made(entry)
        if record := self.env["crm.vn.import"]._current():
            self.env["crm.vn.import.change"]._remember(
                record, [(entry, "created", {}, ["name"], [])]
            )
        return result
