from collections import Counter

import psycopg2

from odoo import api, models
from odoo.tools import SQL, mute_logger

from odoo.addons.crm_vn_duplicate.tools import phone

from ..tools import traces

PLACEHOLDER = "[erased]"
#: what accounting must keep, and what holds no personal data or the proof of erasing
KEPT_PREFIXES = ("account.", "ir.model", "ir.module", "ir.ui.", "ir.actions", "ir.rule")
KEPT = {"ir.config_parameter", "crm.vn.erased.key", "crm.vn.refusal.entry", "res.lang"}
TEXTS = ("char", "text", "html")
#: computed or synchronised, but about the person
DESCRIBES = ("phone", "email", "image_1920", "comment", "vat", "function")
NOT_EMPTIED = ("name", "lang", "tz", "company_registry", "date_deadline")
JSON = ("json", "properties", "properties_definition")


class CrmVnEraser(models.AbstractModel):
    """Anonymises a person in every model that names him or her.

    First what is about the person alone is emptied or deleted, then every text of the
    database that still holds the number, the address or the name is rewritten. What
    accounting must keep stays. Extend :meth:`_get_deleted` and :meth:`_get_emptied`
    for models of your own; the sweep over the texts finds them anyway.
    """

    _name = "crm.vn.eraser"
    _description = "Erases people"

    @api.model
    def _get_deleted(self):
        """Return ``{model: field of the partner}``: rows deleted with the person."""
        return {
            "calendar.attendee": "partner_id",
            "crm.vn.contact.log": "partner_id",
            "mail.followers": "partner_id",
            "mail.notification": "res_partner_id",
            "res.partner.bank": "partner_id",
        }

    @api.model
    def _get_emptied(self):
        """Return ``{model: path to the partner}`` of what describes the person."""
        return {"res.partner": "id", "crm.lead": "partner_id"}

    @api.model
    def _erase(self, people):
        """Erase people.

        :param people: partners; the addresses of a person go with him or her
        :return: ``{model: rows changed or deleted}``
        """
        # sudo: an erasure reaches what the person who runs it may not even see; the
        # request that calls this checks who may
        people = people.sudo().with_context(
            active_test=False, tracking_disable=True, mail_notrack=True
        )
        people |= people.child_ids.filtered(lambda child: child.type != "contact")
        report = Counter()
        found = self._get_traces(people)
        leads = self._get_leads(people, found)
        self.env["crm.vn.erased.key"]._remember(
            people[:1], [*found["numbers"], *found["addresses"]]
        )
        self.env.flush_all()
        self._erase_discussion(people, leads, report)
        self._erase_documents(people, report)
        self._delete_rows(people, report)
        self._empty_rows(people, report)
        self._empty_rows(leads, report)
        self.env.flush_all()
        self._sweep(traces.pattern(**found), report)
        self.env.invalidate_all()
        people.exists().write({"active": False})
        # files of deleted attachments leave the disk when the collector runs
        self.env.ref("base.autovacuum_job").sudo()._trigger()
        return dict(report)

    @api.model
    def _get_traces(self, people):
        """Return the names, numbers and addresses that are these people's alone."""
        names, numbers, addresses = set(), set(), set()
        for person in people:
            names.add(person.name)
            for name in ("phone", "vn_phone2"):
                if name in person._fields:
                    numbers.update(phone.parse(person[name]).numbers)
            addresses.update(
                part for part in (person.email or "").lower().replace(",", " ").split()
            )
            if not person.parent_id and not person.is_company and person.vat:
                addresses.add(person.vat)
        others = self.env["res.partner"].sudo().with_context(active_test=False)
        outside = [("id", "not in", people.ids)]
        shared = others.search(
            [*outside, ("vn_contact_number", "in", list(numbers))]
        ).mapped("vn_contact_number")
        numbers -= set(shared)
        shared = others.search(
            [*outside, ("email_normalized", "in", list(addresses))]
        ).mapped("email_normalized")
        addresses -= set(shared)
        names = {
            name
            for name in names
            if name and not others.search_count([*outside, ("name", "=ilike", name)])
        }
        return {
            "names": sorted(names),
            "numbers": sorted(numbers),
            "addresses": sorted(addresses),
        }

    @api.model
    def _get_leads(self, people, found):
        """Return the leads of these people, linked or only by number or address."""
        leads = self.env["crm.lead"].sudo().with_context(active_test=False)
        domain = [
            "|",
            ("partner_id", "in", people.ids),
            "|",
            ("email_normalized", "in", found["addresses"]),
            ("phone_sanitized", "in", found["numbers"]),
        ]
        return leads.search(domain).with_context(
            tracking_disable=True, mail_notrack=True
        )

    def _erase_discussion(self, people, leads, report):
        """Empty the messages of the person and delete their files."""
        for records in (people, leads):
            where = SQL("model = %s AND res_id = ANY(%s)", records._name, records.ids)
            self._erase_messages(where, report)
            self._erase_files(records, report)
        self._erase_messages(SQL("author_id = ANY(%s)", people.ids), report)

    def _erase_messages(self, where, report):
        rows = self.env.execute_query(
            SQL("SELECT id FROM mail_message WHERE %s", where)
        )
        ids = [row[0] for row in rows]
        if not ids:
            return
        report["mail.message"] += len(ids)
        files = self.env["ir.attachment"].sudo()
        linked = self.env.execute_query(
            SQL(
                "SELECT attachment_id FROM message_attachment_rel"
                " WHERE message_id = ANY(%s)",
                ids,
            )
        )
        files = files.browse(row[0] for row in linked).exists()
        report["ir.attachment"] += len(files)
        files.unlink()
        self.env.execute_query(
            SQL(
                """UPDATE mail_message SET body = '', subject = NULL, email_from = NULL,
                          reply_to = NULL
                    WHERE id = ANY(%s) RETURNING 1""",
                ids,
            )
        )
        self.env.execute_query(
            SQL(
                """UPDATE mail_tracking_value SET old_value_char = NULL,
                          new_value_char = NULL, old_value_text = NULL,
                          new_value_text = NULL
                    WHERE mail_message_id = ANY(%s) RETURNING 1""",
                ids,
            )
        )
        for table in ("mail_mail", "sms_sms"):
            self.env.execute_query(
                SQL(
                    "DELETE FROM %s WHERE mail_message_id = ANY(%s) RETURNING 1",
                    SQL.identifier(table),
                    ids,
                )
            )

    def _erase_thread(self, records, report):
        """Empty the messages and activities of documents that stay."""
        self.env.flush_all()
        ids = records.ids
        self._erase_messages(
            SQL("model = %s AND res_id = ANY(%s)", records._name, ids), report
        )
        rows = self.env.execute_query(
            SQL(
                """UPDATE mail_activity SET summary = NULL, note = NULL, feedback = NULL
                    WHERE res_model = %s AND res_id = ANY(%s) RETURNING 1""",
                records._name,
                ids,
            )
        )
        report["mail.activity"] += len(rows)

    def _delete_rows(self, people, report):
        for model, path in self._get_deleted().items():
            if model in self.env:
                rows = self.env[model].sudo().with_context(active_test=False)
                rows = rows.search([(path, "in", people.ids)])
                report[model] += len(rows)
                if hasattr(rows, "_vn_as_engine"):
                    rows = rows._vn_as_engine()
                rows.unlink()
        for model, name in (("phone.blacklist", "number"), ("mail.blacklist", "email")):
            rows = self.env[model].sudo().with_context(active_test=False)
            keys = people.mapped("vn_contact_number") + people.mapped(
                "email_normalized"
            )
            rows = rows.search([(name, "in", [key for key in keys if key])])
            report[model] += len(rows)
            rows.unlink()

    def _empty_rows(self, records, report):
        """Empty every text, picture and date of these records that may be empty."""
        if not records:
            return
        report[records._name] += len(records)
        described = {*DESCRIBES, *getattr(records, "_vn_personal_fields", set)()}
        empty = {
            name: False
            for name, field in records._fields.items()
            if self._is_emptied(field) or (name in described and field.store)
        }
        # dates and numbers that an engine keeps follow by themselves; what it may not
        # lack, such as the reason of a lock, is written over
        kept = getattr(records, "_vn_get_engine_fields", frozenset)()
        written = [
            name for name in kept & empty.keys() if records._fields[name].type in TEXTS
        ]
        for name in kept:
            empty.pop(name, None)
        if hasattr(records, "_vn_as_engine"):
            records = records._vn_as_engine()
        commercial = set(
            records._commercial_fields() if records._name == "res.partner" else ()
        )
        for record in records:
            values = dict(empty, name=f"{PLACEHOLDER} {record.id}")
            values |= {name: PLACEHOLDER for name in written if record[name]}
            if record._name == "res.partner" and record.parent_id:
                values = {
                    name: value
                    for name, value in values.items()
                    if name not in commercial
                }
            record.write(values)

    @staticmethod
    def _is_emptied(field):
        """Tell whether a field is emptied: stored, free, and may be empty."""
        return (
            field.store
            and not (field.compute or field.related or field.required)
            and field.type in (*TEXTS, "binary", "image", "date", "properties")
            and field.name not in NOT_EMPTIED
            and not field.name.startswith(("vn_last_", "vn_first_"))
        )

    def _sweep(self, pattern, report):
        """Rewrite every text of the database that *pattern* still finds."""
        if not pattern:
            return
        self._sweep_files(pattern, report)
        for model_name, model in self.env.registry.items():
            if (
                model._abstract
                or not model._auto
                or model_name in KEPT
                or model_name.startswith(KEPT_PREFIXES)
            ):
                continue
            columns = [
                field
                for field in model._fields.values()
                if field.store and field.column_type and self._is_swept(field)
            ]
            if columns and (count := self._sweep_table(model._table, columns, pattern)):
                report[model_name] += count

    @staticmethod
    def _is_swept(field):
        return field.type in (*TEXTS, *JSON) or (
            field.type == "binary" and not field.attachment
        )

    @staticmethod
    def _get_binary_text(column):
        """Return the text in a binary column, where Odoo keeps base64."""
        kept = SQL("encode(%s, 'escape')", column)
        return SQL(
            """CASE WHEN %(kept)s ~ '^[A-Za-z0-9+/]+={0,2}$'
                     AND length(%(kept)s) %% 4 = 0
                    THEN encode(decode(%(kept)s, 'base64'), 'escape')
                    ELSE %(kept)s END""",
            kept=kept,
        )

    def _sweep_table(self, table, columns, pattern):
        """Rewrite the texts of one table; rows that can't be are deleted.

        :return: number of rows
        """
        tests, sets = [], []
        for field in columns:
            column = SQL.identifier(field.name)
            kind = field.column_type[0]
            if kind == "bytea":
                text = self._get_binary_text(column)
                tests.append(SQL("%s ~* %s", text, pattern))
                sets.append(
                    SQL(
                        "%s = CASE WHEN %s ~* %s THEN NULL ELSE %s END",
                        column,
                        text,
                        pattern,
                        column,
                    )
                )
                continue
            text = SQL("%s::text", column)
            tests.append(SQL("%s ~* %s", text, pattern))
            new = SQL("regexp_replace(%s, %s, %s, 'gi')", text, pattern, PLACEHOLDER)
            sets.append(SQL("%s = (%s)::%s", column, new, SQL(kind.split("(")[0])))
        where = SQL(" OR ").join(tests)
        try:
            with self.env.cr.savepoint(flush=False), mute_logger("odoo.sql_db"):
                rows = self.env.execute_query(
                    SQL(
                        "UPDATE %s SET %s WHERE %s RETURNING 1",
                        SQL.identifier(table),
                        SQL(", ").join(sets),
                        where,
                    )
                )
        except psycopg2.Error:
            # a key that must stay unique: the row was made from the person's data
            with self.env.cr.savepoint(flush=False):
                rows = self.env.execute_query(
                    SQL(
                        "DELETE FROM %s WHERE %s RETURNING 1",
                        SQL.identifier(table),
                        where,
                    )
                )
        return len(rows)
