import logging

import psycopg2
import psycopg2.sql

from odoo import api, models
from odoo.modules.db import FunctionStatus, has_trigram, has_unaccent
from odoo.tools import SQL, file_open, mute_logger, remove_accents
from odoo.tools.sql import add_index, drop_index, make_index_name

_logger = logging.getLogger(__name__)
SCRIPT = "crm_vn_base/data/search.sql"
CRON = "crm_vn_base.ir_cron_repair_indexes"


def without_accents(expression):
    """Return the SQL that takes the accents off, of the kind that is given."""
    if isinstance(expression, SQL):
        return SQL("unaccent(%s)", expression)
    if isinstance(expression, psycopg2.sql.Composable):
        return psycopg2.sql.SQL("unaccent({})").format(expression)
    return f"unaccent({expression})"


class CrmVnSearch(models.AbstractModel):
    """Search without accents that survives a dump, and the indexes behind it.

    ``data/search.sql`` makes the function ``unaccent`` immutable in a form that a dump
    carries. What a restore of an older dump lost is made anew by a scheduled action;
    what can't be made is said in the log, and by :meth:`_vn_repair`.
    """

    _name = "crm.vn.search"
    _description = "Search without accents and its indexes"

    def init(self):
        """Prepare search when the addon is installed, and when it is updated."""
        before = self._vn_status()
        fault = self._vn_prepare()
        if fault:
            _logger.info("Search goes on without fast indexes: %s", fault)
        elif before != self._vn_status():
            # indexes of models that are not loaded yet; at installation the scheduled
            # action does not exist, and runs at once as soon as it does
            cron = self.env.ref(CRON, raise_if_not_found=False)
            if cron:
                cron._trigger()

    @api.model
    def _vn_status(self):
        """Return what the database has: (status of ``unaccent``, has trigrams)."""
        return has_unaccent(self.env.cr), has_trigram(self.env.cr)

    @api.model
    def _vn_is_carried(self):
        """Tell whether a dump carries what search needs: the function is ours."""
        return has_unaccent(self.env.cr) == FunctionStatus.INDEXABLE and not (
            self.env.execute_query(
                SQL(
                    "SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass"
                    " AND objid = to_regprocedure('unaccent(text)')"
                    " AND deptype = 'e'"
                )
            )
        )

    @api.model
    def _vn_prepare(self):
        """Make ``unaccent`` immutable in a form that a dump carries.

        The registry of this process knows at once, those of others when they reload it.

        :return: why that can't be done, in the database's words; else False
        """
        with file_open(SCRIPT) as file:
            script = file.read()
        fault = False
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint(flush=False):
                self.env.cr.execute(script)
        except psycopg2.Error as error:
            fault = error.diag.message_primary or str(error)
        self._vn_tell_registry()
        return fault

    @api.model
    def _vn_tell_registry(self):
        """Have the registry know what the database has now, in every process."""
        registry = self.env.registry
        status = self._vn_status()
        if status == (registry.has_unaccent, registry.has_trigram):
            return
        registry.has_unaccent, registry.has_trigram = status
        if status[0]:
            # as the registry does when it is made
            registry.unaccent = without_accents
            registry.unaccent_python = remove_accents
        if registry.ready:
            registry.registry_invalidated = True

    @api.model
    def _vn_indexes(self):
        """Return the indexes that the models of the registry ask for.

        :return: {name: (table, model, object of the model or field)}
        """
        registry = self.env.registry
        wanted = {}
        for model in self.env.values():
            if not model._auto or model._abstract:
                continue
            for item in model._table_objects.values():
                if isinstance(item, models.Index) and item.get_definition(registry):
                    wanted[item.full_name(model)] = (model._table, model, item)
            for field in model._fields.values():
                if not (field.store and field.column_type and field.index):
                    continue
                is_trigram = field.index == "trigram"
                if is_trigram and not registry.has_trigram:
                    continue
                if field.translate and not is_trigram:
                    continue
                name = make_index_name(model._table, field.name)
                wanted[name] = (model._table, model, field)
        return wanted

    @api.model
    def _vn_missing_indexes(self):
        """Return those of :meth:`_vn_indexes` that are not there, or can't be used.

        An index can't be used when its making broke off, and one of parts of words
        when it knows accents while search does not.
        """
        wanted = self._vn_indexes()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT c.relname, i.indisvalid, pg_get_indexdef(c.oid)
                  FROM pg_class c
                  JOIN pg_index i ON i.indexrelid = c.oid
                 WHERE c.relname = ANY(%s)
                   AND c.relnamespace = current_schema::regnamespace
                """,
                list(wanted),
            )
        )
        indexable = self.env.registry.has_unaccent == FunctionStatus.INDEXABLE
        fine = {
            name
            for name, is_valid, definition in rows
            if is_valid
            and not (
                indexable
                and "gin_trgm_ops" in definition
                and "unaccent(" not in definition
            )
        }
        return {name: item for name, item in wanted.items() if name not in fine}

    @api.model
    def _vn_repair(self):
        """Prepare search, and make the indexes that are missing.

        An index is made in a savepoint: one that can't be stops no other. Rows can be
        read meanwhile, and not written: seconds for each 100,000 of a table.

        :return: [(what, why not)] of what could not be done, empty when all is well
        """
        fault = self._vn_prepare()
        faults = [("unaccent", fault)] if fault else []
        for name, (table, model, item) in sorted(self._vn_missing_indexes().items()):
            reason = self._vn_make_index(name, table, model, item)
            if reason:
                faults.append((name, reason))
            else:
                _logger.info("Made the missing index %s", name)
        return faults

    @api.model
    def _vn_make_index(self, name, table, model, item):
        """Make the index *name* anew; return why it can't be made, else None."""
        cr, registry = self.env.cr, self.env.registry
        try:
            with mute_logger("odoo.sql_db"), cr.savepoint(flush=False):
                drop_index(cr, name, table)
                if isinstance(item, models.Index):
                    definition = item._index_definition
                    if callable(definition):
                        definition = definition(registry)
                    comment = item.get_definition(registry)
                    unique = item.unique
                    add_index(
                        cr, name, table, definition, unique=unique, comment=comment
                    )
                else:
                    registry.check_indexes(cr, [model._name])
        except psycopg2.Error as error:
            return error.diag.message_primary or str(error)
        return None

    @api.model
    def _cron_repair(self):
        """Make what is missing; say in the log what can't be made."""
        for what, reason in self._vn_repair():
            _logger.warning("Missing and can't be made: %s (%s)", what, reason)
