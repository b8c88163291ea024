from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _vn_find_named(self, texts):
        """Return {text: id} of the records that *texts* name for certain; extend it.

        What is left out is looked for in Odoo's own way.

        :param texts: set of names and codes, as a list has them
        """
        return {}

    @api.model
    def _vn_get_linked(self, vals, name):
        """Return the record that a many2one leads to in *vals*.

        :param vals: of `create` or `write`, which take an id as well as a record:
            Odoo's merge of opportunities writes records
        """
        field = self._fields[name]
        record_id = field.convert_to_cache(vals.get(name), self)
        return self.env[field.comodel_name].browse(record_id or ())

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
