import re
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Command
from odoo.tools import plaintext2html

from odoo.addons.crm_vn_customer.tools.text import clean, key, tidy
from odoo.addons.crm_vn_duplicate.tools import phone as phones
from odoo.addons.crm_vn_duplicate.tools import tax_code

from ..tools.headings import is_organisation
from ..tools.import_table import ImportTable

_HAS_DIGIT = re.compile(r"\d")


class ResPartner(models.Model):
    """Customers from a spreadsheet, through Odoo's own import dialog.

    The order of things: the cells are put right, relations are found a column at
    a time, rows are matched to the customers that exist, and only then Odoo's
    ``load`` converts what is left and writes. A row that can't be imported stops
    the whole import before anything is written, or is left out, by the
    importer's choice; either way the report names its line and the reason.
    """

    _inherit = "res.partner"

    vn_phone2 = fields.Char(
        string="Second phone", tracking=True, groups="base.group_user"
    )

    @api.onchange("vn_phone2")
    def _onchange_vn_phone2(self):
        if number := phones.key(self.vn_phone2):
            self.vn_phone2 = phones.display(number)

    @api.model
    def load(self, fields, data):
        if not self.env.context.get("import_file") or not self._vn_can_load(fields):
            return super().load(fields, data)
        options = self.env.context.get("vn_import") or {}
        limit = self.env.context.get("_import_limit") or len(data)
        table = ImportTable(fields, data, limit)
        self._vn_clean_rows(table)
        self._vn_resolve_rows(table)
        self._vn_match_rows(table)
        partial = bool(options.get("leave_out_failed"))
        names = table.plain_fields()
        while True:
            wrong = [row for row in table.rows if row.errors]
            good = [row for row in table.due() if not row.errors and not row.outcome]
            loader = self.with_context(
                _import_limit=None,
                vn_import_rows=good,
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
            savepoint = self.env.cr.savepoint()
            result = super(ResPartner, loader).load(
                names, [[row.values.get(name, "") for name in names] for row in good]
            )
            failed = table.blame(good, result["messages"])
            stop = bool(wrong and not partial)
            savepoint.close(rollback=bool(failed or stop))
            if failed or stop:
                self.env.invalidate_all()
            if not failed or not partial:
                break
            for row in good:
                row.outcome = None
        result["nextrow"] = limit if len(data) > limit else 0
        messages = table.messages()
        if messages and not partial:
            return {**result, "ids": False, "messages": messages, "nextrow": 0}
        created = result["ids"] or []
        self.browse(created)._vn_subscribe_owners()
        report = table.report()
        return {**result, "messages": [], "ids": created, "vn_report": report}

    @api.model
    def get_import_templates(self):
        if not self.env.context.get("vn_customer"):
            return super().get_import_templates()
        return [
            {
                "label": self.env._("Template for customers"),
                "template": "/crm_vn_import/import_template/res.partner",
            }
        ]

    @api.model
    def _vn_can_load(self, fields):
        """Say whether rows are single records: no column of a list of contacts."""
        for path in fields:
            name = path.split("/")[0].split(".")[0]
            field = self._fields.get(name)
            if field and field.type == "one2many":
                return False
        return True

    # === Cells ===

    @api.model
    def _vn_clean_rows(self, table):
        """Put the text, phones and tax codes of all rows right."""
        for row in table.rows:
            values = row.values
            for name, value in values.items():
                if isinstance(value, str):
                    field = self._fields.get(name)
                    long = field and field.type in ("text", "html")
                    values[name] = clean(value) if long else tidy(value)
            self._vn_clean_phones(row)
            if values.get("vat"):
                self._vn_clean_tax_code(row)
            if values.get("email"):
                values["email"] = values["email"].replace(" ", "").strip(",;")
            if not {"is_company", "company_type"} & {*values} and is_organisation(
                values.get("name") or ""
            ):
                row.extra["is_company"] = True
        if table.rows and not {"name", "ref", "id", ".id"} & {*table.fields}:
            reason = self.env._(
                "no column is the customer's name: choose the field “Name” for one "
                "of them, and check that the first line of the file holds the headings"
            )
            table.rows[0].errors.append((False, reason, None))

    @api.model
    def _vn_clean_phones(self, row):
        """Keep the first number in `phone`, the second in `vn_phone2`.

        Further numbers and what is written beside them go into the notes; a text
        with digits that is no number stays as typed.
        """
        cells = [row.values.get(name) for name in ("phone", "vn_phone2")]
        if not any(cells):
            return
        numbers, notes = [], []
        for cell in cells:
            found = phones.parse(cell)
            notes += found.notes
            numbers += [number for number in found.numbers if number not in numbers]
        typed = [note for note in notes if _HAS_DIGIT.search(note)]
        if not numbers and typed:
            numbers = typed[:1]
            notes.remove(typed[0])
        shown = [phones.display(number) for number in numbers]
        row.numbers = [number for number in numbers if number.startswith("+")]
        row.values["phone"] = shown[0] if shown else ""
        row.extra["vn_phone2"] = shown[1] if len(shown) > 1 else ""
        row.values.pop("vn_phone2", None)
        remarks = []
        if shown[2:]:
            remarks.append(
                self.env._("Other phones: %(numbers)s", numbers=", ".join(shown[2:]))
            )
        if notes:
            remarks.append(
                self.env._("Beside the phone: %(notes)s", notes="; ".join(notes))
            )
        if remarks:
            lines = [row.values.pop("comment", ""), *remarks]
            row.extra["comment"] = plaintext2html("\n".join(filter(None, lines)))

    @api.model
    def _vn_clean_tax_code(self, row):
        code = tax_code.clean(row.values["vat"])
        if not _HAS_DIGIT.search(code):
            code = ""
        country = key(row.values.get("country_id") or "vietnam").replace(" ", "")
        if code and country in ("vietnam", "vn") and not tax_code.is_well_formed(code):
            reason = self.env._(
                "“%(code)s” is no Vietnamese tax code: it has 10 digits, 10 and 3 "
                "after a dash, or 12",
                code=code,
            )
            row.errors.append((False, reason, None))
        row.values["vat"] = code

    # === Relations ===

    @api.model
    def _vn_resolve_rows(self, table):
        resolver = self.env["crm.vn.import.resolver"]
        context = self.env.context
        for name in table.fields:
            field = self._fields.get(name)
            if not field or field.type not in ("many2one", "many2many"):
                continue
            if not resolver._resolvable(field.comodel_name):
                continue
            many = field.type == "many2many"
            texts = {row.values[name] for row in table.rows if row.values.get(name)}
            found, unknown = resolver._resolve(field.comodel_name, texts)
            parts = {}
            if many:
                # a value that has a comma in its name is found before it is split
                parts = {
                    text: [part for part in map(tidy, re.split("[,;|]", text)) if part]
                    for text in unknown
                }
                more = {part for split in parts.values() for part in split}
                also, unknown = resolver._resolve(field.comodel_name, more)
                found.update(also)
            if unknown and (context.get("name_create_enabled_fields") or {}).get(name):
                defaults = self._vn_import_defaults(table, name, unknown)
                made, unknown = resolver._create_missing(
                    field.comodel_name, list(unknown), defaults
                )
                found.update(made)
            for row in table.rows:
                text = row.values.pop(name, None)
                if not text:
                    continue
                values = [text] if text in found else parts.get(text, [text])
                ids = [found[value] for value in values if value in found]
                missing = [value for value in values if value not in found]
                if missing and name in (context.get("import_skip_records") or ()):
                    row.outcome = "skipped"
                elif missing and name not in (
                    context.get("import_set_empty_fields") or ()
                ):
                    row.errors += [(name, unknown[v], v) for v in missing]
                row.extra[name] = ids if many else (ids[0] if ids else False)
        vietnam = None
        if "state_id" in table.fields and "country_id" not in table.fields:
            vietnam = self.env.ref("base.vn", raise_if_not_found=False)
        if vietnam:
            for row in table.rows:
                if row.extra.get("state_id"):
                    row.extra["country_id"] = vietnam.id

    @api.model
    def _vn_import_defaults(self, table, name, values):
        """Return what new entries need beside their names: {value: values}."""
        if name != "vn_group_ids":
            return {}
        fallback = self.env["crm.vn.customer.type"].search([], limit=1).id
        defaults = {value: {"type_id": fallback} for value in values}
        for row in table.rows:
            if type_id := row.extra.get("vn_type_id"):
                for value in [row.values.get(name), *self._vn_split(row, name)]:
                    if value in defaults:
                        defaults[value] = {"type_id": type_id}
        return defaults

    @api.model
    def _vn_split(self, row, name):
        return [tidy(part) for part in re.split("[,;|]", row.values.get(name) or "")]

    # === Writing ===

    @api.model
    def _convert_records(self, records, *, log=lambda a: None, savepoint):
        converted = super()._convert_records(records, log=log, savepoint=savepoint)
        rows = self.env.context.get("vn_import_rows")
        if rows is None or self._name != "res.partner":
            yield from converted
            return
        targets = self.browse([row.target for row in rows if row.target])
        for __, xid, vals, info in converted:
            row = rows[info["rows"]["from"]]
            vals = {**vals, **self._vn_relation_values(row)}
            vals.pop("id", None)
            vals.pop(".id", None)
            if row.target:
                partner = self.browse(row.target).with_prefetch(targets._ids)
                vals = partner._vn_import_changes(vals, overwrite=row.explicit)
                if not vals:
                    row.outcome = "skipped"
                    continue
                row.outcome = "updated"
                yield row.target, False, vals, info
                continue
            row.outcome = "created"
            vals = {
                name: value
                for name, value in vals.items()
                if value or row.values.get(name)
            }
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
        """Return those of *vals* that change this customer.

        An empty cell changes nothing. A value that the customer has is replaced
        only where the row names the customer by its code or id (*overwrite*);
        else only empty fields are filled.
        """
        changes = {}
        for name, value in vals.items():
            field = self._fields[name]
            if not value and field.type != "boolean":
                continue
            current = self[name]
            if name == "is_company" and not overwrite:
                continue
            if name == "ref" and (current or "").lower() == value.lower():
                continue
            if field.type == "many2many":
                same = not set(value[0][2]) - set(current.ids) or (
                    bool(current) and not overwrite
                )
            elif field.type == "many2one":
                same = current.id == value or (bool(current) and not overwrite)
            elif current and not overwrite:
                same = True
            elif name in ("phone", "vn_phone2"):
                same = current == value or (
                    bool(current) and phones.key(current) == phones.key(value)
                )
            else:
                cache = field.convert_to_cache(value, self)
                same = cache == field.convert_to_cache(current, self)
            if not same:
                changes[name] = value
        return changes

    def _vn_subscribe_owners(self):
        """Make the owners followers, as assigning one by one would have done.

        Nobody is mailed: an import is no assignment.
        """
        owned = defaultdict(list)
        for partner in self:
            if partner.user_id.active:
                owned[partner.user_id.partner_id.id].append(partner.id)
        # sudo: the importer may write these customers, and their owners could be
        # followers of each of them by `write` as well
        Followers = self.env["mail.followers"].sudo()
        for owner_id, partner_ids in owned.items():
            Followers._insert_followers(self._name, partner_ids, [owner_id])
