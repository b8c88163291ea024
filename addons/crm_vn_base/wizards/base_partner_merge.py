from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.tools import SQL, mute_logger


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    """Rows of this suite that may be there once for each customer.

    Odoo moves all rows of a table at once. It does not see unique indexes, so that two
    customers with a like row can't be merged; where it sees a constraint it deletes
    every row of the sources. Here the rows move one by one, and only those go that the
    customer who is kept has already.
    """

    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        self.env.flush_all()
        columns = set(self._get_fk_on("res_partner"))
        for model in self._vn_get_own_models():
            for field in model._fields.values():
                if (model._table, field.name) in columns and self._vn_is_unique(
                    model._table, field.name
                ):
                    self._vn_move_rows(
                        model, field.name, SQL("TRUE"), src_partners, dst_partner
                    )
        return super()._update_foreign_keys(src_partners, dst_partner)

    @api.model
    def _update_reference_fields(self, src_partners, dst_partner):
        self.env.flush_all()
        for model in self._vn_get_own_models():
            for field in model._fields.values():
                if field.type == "many2one_reference" and field.store:
                    about = SQL("%s = 'res.partner'", SQL.identifier(field.model_field))
                    self._vn_move_rows(
                        model, field.name, about, src_partners, dst_partner
                    )
        return super()._update_reference_fields(src_partners, dst_partner)

    @api.model
    def _vn_get_own_models(self):
        """Return the models of this suite that have a table."""
        return [
            self.env[name]
            for name in self.env.registry
            if name.startswith("crm.vn.")
            and self.env[name]._auto
            and not self.env[name]._abstract
        ]

    @api.model
    def _vn_is_unique(self, table, column):
        """Tell whether a unique index of *table* is about *column*."""
        return bool(
            self.env.execute_query(
                SQL(
                    """
                    SELECT FROM pg_index i
                      JOIN pg_attribute a ON a.attrelid = i.indrelid
                                         AND a.attnum = ANY(i.indkey)
                     WHERE i.indisunique AND a.attname = %s
                       AND i.indrelid = %s::regclass
                    """,
                    column,
                    table,
                )
            )
        )

    @api.model
    def _vn_move_rows(self, model, column, about, src_partners, dst_partner):
        """Let rows of *model* in which *column* is a source be the kept one's."""
        table, field = SQL.identifier(model._table), SQL.identifier(column)
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE %s = ANY(%s) AND %s ORDER BY id",
                table,
                field,
                src_partners.ids,
                about,
            )
        )
        for (row_id,) in rows:
            self._vn_move_row(table, field, row_id, dst_partner)
        if rows:
            model.invalidate_model(flush=False)

    @api.model
    def _vn_move_row(self, table, field, row_id, dst_partner):
        update = SQL(
            "UPDATE %s SET %s = %s WHERE id = %s", table, field, dst_partner.id, row_id
        )
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                self.env.cr.execute(update)
        except UniqueViolation:
            # the customer who is kept has it already
            self.env.cr.execute(SQL("DELETE FROM %s WHERE id = %s", table, row_id))
