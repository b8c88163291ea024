from collections import defaultdict

from odoo import api, models
from odoo.fields import Command

from odoo.addons.crm_vn_base.tools.text import company_key, key

from ..tools.import_table import ImportTable

#: the columns of contact persons that are taken
CONTACT_COLUMNS = {
    *("child_ids/name", "child_ids/phone", "child_ids/email", "child_ids/function"),
}


class ResPartner(models.Model):
    """Customers from a spreadsheet, through Odoo's own import dialog.

    The order of things: the cells are put right, relations are found a column at
    a time, rows are matched to the customers that exist, and only then Odoo's
    ``load`` converts what is left and writes. A row that can't be imported stops
    the whole import before anything is written, or is left out, by the
    importer's choice; either way the report names its line and the reason.
    """

    _inherit = "res.partner"

    @api.model
    def load(self, fields, data):
        if not self.env.context.get("import_file"):
            return super().load(fields, data)
        options = self.env.context.get("vn_import") or {}
        limit = self.env.context.get("_import_limit") or len(data)
        more = len(data) > limit
        if options.get("skip"):
            # the first batch has looked at all rows
            data = data[:limit]
        table = ImportTable(fields, data, limit, self._vn_left_out(fields))
        for index, reason in (options.get("refused") or {}).items():
            if index < len(table.rows):
                table.rows[index].errors.append((False, reason, None))
        for index, reasons in (options.get("doubts") or {}).items():
            if index < len(table.rows):
                table.rows[index].doubts += reasons
        self._vn_clean_rows(table)
        self._vn_resolve_rows(table)
        self._vn_match_rows(table)
        partial = bool(options.get("leave_out_failed"))

        def load(rows, names, lines):
            loader = self.with_context(
                _import_limit=None,
                vn_import_rows=rows,
                vn_import_owner="user_id" not in table.fields and self.env.uid,
                import_skip_records=[
                    name
                    for name in self.env.context.get("import_skip_records") or ()
                    if name in names
                ],
                # the screen that it was started on has organisations; here names say
                default_is_company=False,
                tracking_disable=True,
                mail_create_nosubscribe=True,
                mail_create_nolog=True,
                mail_notrack=True,
            )
            return super(ResPartner, loader).load(names, lines)

        result, good = self.env["crm.vn.import.resolver"]._load_rows(
            table, table.good, load, partial
        )
        table.close()
        result["nextrow"] = limit if more else 0
        messages = table.messages()
        if messages and not partial:
            stopped = {**result, "ids": False, "messages": messages, "nextrow": 0}
            if options.get("dryrun"):
                # a test says of the others what would become of them
                stopped["vn_report"] = table.report()
            return stopped
        created = result["ids"] or []
        self.browse(created)._vn_subscribe_owners()
        self._vn_import_wrote(table, good, created)
        report = table.report()
        return {**result, "messages": [], "ids": created, "vn_report": report}

    @api.model
    @api.readonly
    def get_import_templates(self):
        if not self.env.context.get("vn_customer"):
            return super().get_import_templates()
        return [
            {
                "label": self.env._("Template for customers"),
                "template": "/crm_vn_customer/import_template/res.partner",
            }
        ]

    @api.model
    def _vn_left_out(self, fields):
        """Return those *fields* of a list that hold no value of a single customer.

        Of the lists of other records that a customer has, only contacts are taken.
        """
        left_out = []
        for path in fields:
            name, __, rest = path.partition("/")
            field = self._fields.get(name.split(".")[0])
            if path in (".id", "id") or path in CONTACT_COLUMNS:
                continue
            known = field and field.type != "one2many"
            if not known or rest not in ("", "id", ".id"):
                left_out.append(path)
        return left_out

    # === Hooks ===

    def _vn_import_writes(self, row, vals):
        """Called before *vals* are written to this customer; it is empty for a new one.

        Extend it to look at what is there before; return nothing.
        """

    @api.model
    def _vn_import_wrote(self, table, rows, ids):
        """Called when the *rows* of a batch are written; *ids* are their records.

        Rows whose outcome is ``"created"`` or ``"updated"`` have one, in the order
        of *ids*. Extend it to remember the import; return nothing.
        """

    # === Writing ===

    @api.model
    def _convert_records(self, records, *, log=lambda a: None, savepoint):
        converted = super()._convert_records(records, log=log, savepoint=savepoint)
        rows = self.env.context.get("vn_import_rows")
        if rows is None or self._name != "res.partner":
            yield from converted
            return
        targets = self.browse([row.target for row in rows if row.target])
        owner = self.env.context.get("vn_import_owner")
        for __, xid, vals, info in converted:
            row = rows[info["rows"]["from"]]
            vals = {**vals, **self._vn_relation_values(row)}
            vals.pop("id", None)
            vals.pop(".id", None)
            partner = self.browse(row.target or ()).with_prefetch(targets._ids)
            if partner:
                name = row.values.get("name") or ""
                other = key(name) != key(partner.name or "") and (
                    company_key(name) != company_key(partner.name or "")
                )
                if name and other and not row.explicit:
                    self._vn_take_other_name(row, name, partner.is_company)
                changes, kept = partner._vn_import_changes(vals, row.explicit)
                row.kept += [self._vn_kept(name, value) for name, value in kept]
                vals = {**changes, **partner._vn_place(row)}
                if not vals:
                    row.outcome = "skipped"
                    continue
                row.outcome = "updated"
                partner._vn_import_writes(row, vals)
                yield row.target, False, vals, info
                continue
            row.outcome = "created"
            vals = {
                name: value
                for name, value in vals.items()
                if value or row.values.get(name)
            }
            vals.update(partner._vn_place(row))
            if owner:
                vals.setdefault("user_id", owner)
            partner._vn_import_writes(row, vals)
            yield False, xid, vals, info

    @api.model
    def _vn_relation_values(self, row):
        values = {}
        for name, value in row.extra.items():
            if self._fields[name].type == "many2many":
                values[name] = [Command.set(value)] if value else False
            else:
                values[name] = value
        return values

    def _vn_import_changes(self, vals, overwrite):
        """Return those of *vals* that change this customer, and what was not taken.

        An empty cell changes nothing. A value that the customer has is replaced
        only where the row names the customer by its code or id (*overwrite*);
        else only empty fields are filled.

        :return: (dict of changes, list of (field, value) that are kept out)
        """
        changes, kept = {}, []
        for name, value in vals.items():
            field = self._fields[name]
            if not value and field.type != "boolean":
                continue
            current = self[name]
            if name in ("name", "is_company") and not overwrite:
                continue
            if name == "ref" and (current or "").lower() == value.lower():
                continue
            many = field.type == "many2many"
            if many:
                new = {id_ for command in value for id_ in command[2] or ()}
                same = not new - set(current.ids)
            elif field.type == "many2one":
                same = current.id == value
            else:
                cache = field.convert_to_cache(value, self)
                same = cache == field.convert_to_cache(current, self)
            if same:
                continue
            if current and not overwrite:
                if not isinstance(value, str) or key(value) != key(str(current)):
                    kept.append((name, list(new) if many else value))
            else:
                changes[name] = value
        return changes, kept

    def _vn_subscribe_owners(self):
        """Make the owners followers, as assigning one by one would have done.

        Nobody is mailed: an import is no assignment.
        """
        owned = defaultdict(list)
        for partner in self:
            if partner.user_id.active:
                owned[partner.user_id.partner_id].append(partner.id)
        for owner, partner_ids in owned.items():
            self.browse(partner_ids)._vn_let_follow(owner)
        self.invalidate_recordset(
            ["message_follower_ids", "message_partner_ids"], flush=False
        )
