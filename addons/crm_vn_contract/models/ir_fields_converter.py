from odoo import api, models


class IrFieldsConverter(models.AbstractModel):
    _inherit = "ir.fields.converter"

    @api.model
    def db_id_for(self, model, field, subfield, value, savepoint):
        """Look a name up once in a list of contracts, not once in every row."""
        known = self.env.context.get("vn_contract_names")
        if known is None or subfield is not None:
            return super().db_id_for(model, field, subfield, value, savepoint)
        name = field.comodel_name, value
        if name in known:
            return known[name], []
        record_id, warnings = super().db_id_for(
            model, field, subfield, value, savepoint
        )
        if record_id and not warnings:
            known[name] = record_id
        return record_id, warnings
