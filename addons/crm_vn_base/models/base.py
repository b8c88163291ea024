from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _sql_error_to_message(self, exc):
        """Let the model say it whose table it is.

        Lines are imported with their document, whose model does not know the rules of
        theirs: what the database says would be shown as it is.
        """
        table = exc.diag.table_name
        if table and table != self._table:
            for model in self.env.values():
                if model._table == table and not model._abstract:
                    return model._sql_error_to_message(exc)
        return super()._sql_error_to_message(exc)
