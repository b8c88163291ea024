import json

import psycopg2
from psycopg2.extras import Json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tools import SQL, json_default, mute_logger


def _to_column(value):
    """Return *value* as a column of JSON takes it; nothing is NULL, as in Odoo."""
    if not value:
        return None
    return Json(value, dumps=lambda data: json.dumps(data, default=json_default))


class CrmVnImportChange(models.Model):
    """A record that an import made or changed, and what it was before."""

    _name = "crm.vn.import.change"
    _description = "Change by an Import"
    _order = "id"
    _log_access = False

    import_id = fields.Many2one(
        "crm.vn.import", required=True, ondelete="cascade", index=True
    )
    res_model = fields.Char(string="Model", required=True)
    res_id = fields.Integer(string="Record", required=True)
    kind = fields.Selection(
        [("created", "Created"), ("updated", "Updated")], required=True
    )
    name = fields.Char()
    before = fields.Json()
    after = fields.Json()
    stamp = fields.Json(string="Last change before and after")
    reason = fields.Char(string="Left as it is")

    @api.model
    def _snapshot(self, record, names):
        """Return {field: value} of *names* as JSON can hold them."""
        values = {}
        for name in names:
            field, value = record._fields[name], record[name]
            if field.type in ("many2one", "reference"):
                value = value.id
            elif field.relational:
                value = sorted(value.ids)
            elif field.type == "binary":
                value = (value or b"").decode() if isinstance(value, bytes) else value
            elif value and field.type in ("date", "datetime"):
                value = str(value)
            elif field.type == "html":
                value = str(value or "")
            values[name] = value or False
        return values

    @api.model
    def _stamps(self, records):
        """Return {id: [user, moment]} of the last change, to the microsecond."""
        if not records:
            return {}
        records.flush_recordset()
        return {
            res_id: [user_id, moment]
            for res_id, user_id, moment in self.env.execute_query(
                SQL(
                    "SELECT id, write_uid, write_date::text FROM %s WHERE id = ANY(%s)",
                    SQL.identifier(records._table),
                    list(records.ids),
                )
            )
        }

    @api.model
    def _label(self, record):
        """Return what *record* is called; of partners the stored name is enough."""
        stored = "complete_name" in record._fields
        return (record.complete_name if stored else record.display_name) or ""

    @api.model
    def _remember(self, record, made):
        """Write down what an import made and changed.

        :param record: the import
        :param made: list of (record, ``"created"`` or ``"updated"``, values before,
            fields written, stamp before)
        """
        by_model = {}
        for entry in made:
            by_model.setdefault(entry[0]._name, []).append(entry[0].id)
        stamps = {
            model: self._stamps(self.env[model].browse(ids))
            for model, ids in by_model.items()
        }
        rows = [
            (
                record.id,
                entry._name,
                entry.id,
                kind,
                self._label(entry)[:200],
                _to_column(before),
                # contacts are changes of their own
                _to_column(
                    self._snapshot(
                        entry, [name for name in written if name != "child_ids"]
                    )
                ),
                _to_column([stamp, stamps[entry._name].get(entry.id)]),
            )
            for entry, kind, before, written, stamp in made
        ]
        if not rows:
            return
        # in one statement: there are as many as the list has rows
        self.env.cr.execute_values(
            "INSERT INTO crm_vn_import_change "
            "(import_id, res_model, res_id, kind, name, before, after, stamp) "
            "VALUES %s",
            rows,
        )
        record.invalidate_recordset(["change_ids"], flush=False)

    def _undo(self, env):
        """Undo these changes, the last first; say in `reason` what can't be.

        :param env: of the user, who deletes and writes
        """
        for change in self:
            record = env[change.res_model].browse(change.res_id).exists()
            if not record:
                if change.kind == "updated":
                    change.reason = env._("deleted since")
                continue
            try:
                with env.cr.savepoint(), mute_logger("odoo.sql_db"):
                    undo = getattr(change, f"_undo_{change.kind}")
                    change.reason = undo(record)
                    env.flush_all()
            except (AccessError, UserError, ValidationError) as error:
                change.reason = str(error)
            except psycopg2.IntegrityError:
                change.reason = env._("used by other records")

    def _undo_created(self, record):
        """Delete a *record* that the import made, if nobody touched it since."""
        after = self.after or {}
        now = self._snapshot(record, after)
        changed = [name for name in now if now[name] != after[name]]
        if changed or self._stamps(record).get(record.id) != self.stamp[1]:
            return record.env._("changed since")
        if record._name == "res.partner" and (
            record.with_context(active_test=False).child_ids or self._is_used(record)
        ):
            return record.env._("used since: it has documents or messages")
        record.unlink()
        return False

    @api.model
    def _is_used(self, partner):
        """Say whether something was done with a customer since it was made."""
        env = partner.env
        documents = {"mail.activity": None}
        if hasattr(partner, "_vn_customer_documents"):
            documents |= partner._vn_customer_documents()
        # sudo: what the user may not read is lost with the customer as well
        for model, path in documents.items():
            if model not in env or model == "res.partner":
                continue
            domain = (
                [(path, "=", partner.id)]
                if path
                else [("res_model", "=", "res.partner"), ("res_id", "=", partner.id)]
            )
            if (
                env[model]
                .sudo()
                .with_context(active_test=False)
                .search_count(domain, limit=1)
            ):
                return True
        return bool(
            env["mail.message"]
            .sudo()
            .search_count(
                [
                    ("model", "=", "res.partner"),
                    ("res_id", "=", partner.id),
                    ("message_type", "in", ("comment", "email")),
                ],
                limit=1,
            )
        )

    def _undo_updated(self, record):
        """Put back the values of *record* that are still those of the import."""
        # of a customer who only got contacts nothing else was changed
        after, before = self.after or {}, self.before or {}
        now = self._snapshot(record, after)
        stamp = self._stamps(record).get(record.id)
        kept = [name for name in now if now[name] != after[name]]
        values = {
            name: [Command.set(before[name] or [])]
            if record._fields[name].relational
            and record._fields[name].type != "many2one"
            else before[name]
            for name in now
            if name not in kept and before[name] != after[name]
        }
        if values:
            record.with_context(tracking_disable=True, import_file=True).write(values)
        if not kept and stamp == self.stamp[1]:
            # as if nothing had happened, the last change included
            record.flush_recordset()
            user_id, moment = self.stamp[0]
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET write_uid = %s, write_date = %s::timestamp "
                    "WHERE id = %s",
                    SQL.identifier(record._table),
                    user_id,
                    moment,
                    record.id,
                )
            )
            record.invalidate_recordset(["write_uid", "write_date"])
        if not kept:
            return False
        labels = [record._fields[name]._description_string(record.env) for name in kept]
        return record.env._("changed since: %s", ", ".join(labels))
