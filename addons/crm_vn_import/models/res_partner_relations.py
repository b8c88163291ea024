import re

from odoo import api, models

from odoo.addons.crm_vn_base.tools.text import key, tidy
from odoo.addons.crm_vn_duplicate.tools.emails import is_nothing
from odoo.addons.crm_vn_duplicate.tools.places import (
    country_code,
    province_today,
    town_province,
)

#: what exports write of a record that is in use, or is not
_RECORD_STATES = {
    *("0", "1", "active", "inactive", "hoat dong", "dang hoat dong", "true", "false"),
    *("ngung hoat dong", "khong hoat dong", "dang su dung", "ngung su dung"),
}
#: what is unknown among these is a line of the note
_PLACES = ("res.country", "res.country.state")


class ResPartner(models.Model):
    """The names of other records in an imported list, a column at a time."""

    _inherit = "res.partner"

    @api.model
    def _vn_resolve_rows(self, table):
        """Find the records that the rows name; unknown ones are errors."""
        resolver = self.env["crm.vn.import.resolver"]
        if "state_id" in table.fields:
            self._vn_keep_foreign_states(table, "state_id")
        for name in table.fields:
            field = self._fields.get(name)
            if not field or field.type not in ("many2one", "many2many"):
                continue
            if not resolver._resolvable(field.comodel_name):
                continue
            self._vn_resolve_column(table, name, field, resolver)
        self._vn_keep_old_provinces(table)
        vietnam = None
        if "state_id" in table.fields and "country_id" not in table.fields:
            vietnam = self.env.ref("base.vn", raise_if_not_found=False)
        if vietnam:
            for row in table.rows:
                if row.extra.get("state_id"):
                    row.extra["country_id"] = vietnam.id

    @api.model
    def _vn_resolve_column(self, table, name, field, resolver):
        context = self.env.context
        many = field.type == "many2many"
        texts = {str(row.values[name]) for row in table.rows if row.values.get(name)}
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
        unknown = {text: why for text, why in unknown.items() if not is_nothing(text)}
        if unknown and (context.get("name_create_enabled_fields") or {}).get(name):
            defaults = self._vn_import_defaults(table, name, unknown)
            made, unknown = resolver._create_missing(
                field.comodel_name, list(unknown), defaults
            )
            found.update(made)
        skipped = name in (context.get("import_skip_records") or ())
        emptied = name in (context.get("import_set_empty_fields") or ())
        for row in table.rows:
            text = str(row.values.pop(name, None) or "")
            if not text or self._vn_is_no_value(row, name, text, found):
                continue
            values = [text] if text in found else parts.get(text, [text])
            ids = [found[value] for value in values if value in found]
            missing = [value for value in values if value in unknown]
            if missing and skipped:
                row.outcome = "skipped"
            elif missing and field.comodel_name in _PLACES:
                # a place that nobody knows keeps no customer out
                province = field.comodel_name == "res.country.state"
                label = self.env._("Province") if province else self.env._("Country")
                row.notes.append((label, tidy(text)))
                row.doubts += [unknown[value] for value in missing]
            elif missing and not emptied:
                row.errors += [(name, unknown[v], v) for v in missing]
            row.extra[name] = ids if many else (ids[0] if ids else False)

    @api.model
    def _vn_keep_foreign_states(self, table, name):
        """Note the states of other countries; only Vietnam's are looked up."""
        for row in table.rows:
            text = str(row.values.get(name) or "")
            country = str(row.values.get("country_id") or "")
            if text and country and (country_code(country) or "") != "VN":
                row.values[name] = ""
                if not is_nothing(text):
                    row.notes.append((self.env._("Province"), tidy(text)))
            else:
                row.province = text

    @api.model
    def _vn_is_no_value(self, row, name, text, found):
        """Say whether *text* stands in a column that means something else by it.

        Exports have the state of the record, and person or company, in columns that
        are called like ours.
        """
        if text in found:
            return False
        if is_nothing(text):
            return True
        folded = key(text)
        if name == "vn_relationship_id" and folded in _RECORD_STATES:
            return True
        if name == "vn_type_id" and folded in ("ca nhan", "cong ty", "to chuc"):
            row.extra["is_company"] = folded != "ca nhan"
            return True
        return False

    @api.model
    def _vn_keep_old_provinces(self, table):
        """Note the province that a row gives, where it is part of another today."""
        for row in table.rows:
            known = row.province and row.extra.get("state_id")
            if known and province_today(row.province):
                row.notes.append(
                    (self.env._("Province until 2025"), tidy(row.province))
                )
            elif known and town_province(row.province):
                # a town in the column of provinces
                if row.values.get("city"):
                    row.notes.append((self.env._("Province"), tidy(row.province)))
                else:
                    row.values["city"] = tidy(row.province)

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
