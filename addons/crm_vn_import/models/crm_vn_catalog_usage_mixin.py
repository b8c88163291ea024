from odoo import Command, api, models

from odoo.addons.crm_vn_base.tools.text import key, tidy

from ..tools.import_table import ImportTable


class CrmVnCatalogUsageMixin(models.AbstractModel):
    """Catalogs from a spreadsheet: created, or changed where code or name is known."""

    _inherit = "crm.vn.catalog.usage.mixin"

    @api.model
    @api.readonly
    def get_import_templates(self):
        return [
            {
                "label": self.env._(
                    "Template: %s", self.env["ir.model"]._get(self._name).name
                ),
                "template": f"/crm_vn_import/import_template/{self._name}",
            }
        ]

    @api.model
    def load(self, fields, data):
        """Load a list of entries from the import dialog.

        An entry is known by its code, else by its name: case and accents make no
        difference. Empty cells change nothing, and the same list again changes
        nothing at all.
        """
        if not self.env.context.get("import_file") or not {"name", "code"} & {*fields}:
            return super().load(fields, data)
        table = ImportTable(fields, data, len(data))
        options = self.env.context.get("vn_import") or {}
        for row in table.rows:
            for name, value in row.values.items():
                if isinstance(value, str):
                    row.values[name] = tidy(value)
        table.join_lines()
        self._vn_match_catalog(table)
        partial = bool(options.get("leave_out_failed"))

        def load(rows, names, lines):
            loader = self.with_context(vn_import_rows=rows, tracking_disable=True)
            return super(CrmVnCatalogUsageMixin, loader).load(names, lines)

        result, _rows = self.env["crm.vn.import.resolver"]._load_rows(
            table, table.open_lines, load, partial
        )
        messages = table.messages()
        if messages and not partial:
            return {**result, "ids": False, "messages": messages, "nextrow": 0}
        return {
            **result,
            "messages": [],
            "ids": result["ids"] or [],
            "nextrow": 0,
            "vn_report": table.report(),
        }

    @api.model
    def _vn_match_catalog(self, table):
        """Find the entry of each row; resolve the customer type of groups."""
        index = self._vn_get_catalog_index()
        seen = {}
        for row in table.due():
            folded = {name: key(row.values.get(name) or "") for name in index}
            for name, text in folded.items():
                if not row.target and text in index[name]:
                    row.target = index[name][text]
                    # by its code an entry may get another name
                    row.explicit = name == "code"
            if not row.values.get("name") and not row.target:
                row.errors.append((False, self.env._("the name is missing"), None))
            same = [seen[pair] for pair in folded.items() if pair in seen]
            if same:
                reason = self.env._(
                    "“%(name)s” is already on line {line} of this file",
                    name=row.values.get("name") or row.values.get("code"),
                )
                reason = reason.replace("{line}", f"{{line:{same[0].index}}}")
                row.errors.append((False, reason, None))
            for pair in folded.items():
                if pair[1]:
                    seen.setdefault(pair, row)
        for name in table.fields:
            field = self._fields.get(name)
            if field and field.type == "many2one":
                self._vn_resolve_catalog_column(table, field)

    @api.model
    def _vn_get_catalog_index(self):
        """Return {"code": {folded: id}, "name": {folded: id}}, in every language."""
        names = [name for name in ("code", "name") if name in self._fields]
        index = {name: {} for name in names}
        own = []
        if "company_id" in self._fields:
            own = [("company_id", "in", [False, self.env.company.id])]
        for lang, __ in self.env["res.lang"].get_installed():
            for entry in self.with_context(active_test=False, lang=lang).search(own):
                for name in names:
                    if folded := key(entry[name] or ""):
                        index[name].setdefault(folded, entry.id)
        return index

    @api.model
    def _vn_resolve_catalog_column(self, table, field):
        resolver = self.env["crm.vn.import.resolver"]
        name, comodel = field.name, field.comodel_name
        if not resolver._resolvable(comodel):
            return
        texts = {row.values[name] for row in table.rows if row.values.get(name)}
        found, unknown = resolver._resolve(comodel, texts)
        enabled = self.env.context.get("name_create_enabled_fields") or {}
        if unknown and enabled.get(name):
            made, unknown = resolver._create_missing(comodel, list(unknown))
            found.update(made)
        for row in table.rows:
            if not (text := row.values.pop(name, None)):
                continue
            if text in unknown:
                row.errors.append((name, unknown[text], text))
            row.extra[name] = found.get(text)

    @api.model
    def _convert_records(self, records, *, log=lambda a: None, savepoint):
        converted = super()._convert_records(records, log=log, savepoint=savepoint)
        rows = self.env.context.get("vn_import_rows")
        if rows is None:
            yield from converted
            return
        for __, xid, vals, info in converted:
            row = rows[info["rows"]["from"]]
            vals = {**vals, **row.extra}
            vals.pop("id", None)
            vals = {
                name: value
                for name, value in vals.items()
                if value or row.values.get(name)
            }
            if not row.target:
                row.outcome = "created"
                yield False, xid, vals, info
                continue
            changes = self.browse(row.target)._vn_catalog_changes(vals, row.explicit)
            row.outcome = "updated" if changes else "skipped"
            if changes:
                yield row.target, False, changes, info

    def _vn_catalog_changes(self, vals, by_code):
        """Return those of *vals* that this entry does not have yet.

        A name that is the entry's name in another language changes nothing, and
        neither does one with other capitals or accents, unless the code is given.
        """
        changes = {}
        langs = [code for code, __ in self.env["res.lang"].get_installed()]
        for name, value in vals.items():
            field = self._fields[name]
            alike = (name == "name" and not by_code) or name == "code"
            if alike and key(value) in {
                key(self.with_context(lang=lang)[name] or "") for lang in langs
            }:
                continue
            if field.translate:
                if value in {self.with_context(lang=lang)[name] for lang in langs}:
                    continue
            elif field.type == "one2many":
                value = self._vn_line_changes(self[name], value)
                if not value:
                    continue
            elif value == (self[name].id if field.relational else self[name]):
                continue
            changes[name] = value
        return changes

    @api.model
    def _vn_line_changes(self, lines, commands):
        """Return the commands that make *lines* those of the list, if they differ.

        :param commands: what the list says, one creation for each line
        """
        wanted = [command[2] for command in commands if command[0] == Command.CREATE]
        names = {name for vals in wanted for name in vals}
        found = [
            {
                name: line[name].id if line._fields[name].relational else line[name]
                for name in names
            }
            for line in lines
        ]
        wanted = [{name: vals.get(name, False) for name in names} for vals in wanted]
        if all(vals in found for vals in wanted) and len(wanted) == len(found):
            return []
        return [Command.clear(), *(Command.create(vals) for vals in wanted)]
