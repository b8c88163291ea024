import csv
from datetime import date, datetime

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .rights_common import TABLES, RightsCase, read_table

ROLES = ("public", "portal", "employee", "salesperson", "manager")
COLUMNS = ("model", "field", *ROLES)
#: what every record has
MAGIC = {
    *("id", "display_name", "create_uid", "create_date", "write_uid", "write_date"),
}
#: ways that lead through a related field to what everybody reads
TOLD_BY_ODOO = {
    ("sale.order", "vn_company_currency_id", way) for way in ("search", "group")
}
#: fields that a form shows read-only and that tell nothing when they are written
FREE = ()
REFUSALS = (UserError, ValueError, TypeError, psycopg2.Error)


def other_value(record, field):
    """Return a value that the record does not have."""
    value = record.sudo()[field.name]
    kind = field.type
    if kind in ("integer", "float", "monetary"):
        return value + 7
    if kind == "boolean":
        return not value
    if kind in ("char", "text", "html"):
        return f"{value or ''}giả"
    if kind == "date":
        return date(2001, 2, 3)
    if kind == "datetime":
        return datetime(2001, 2, 3, 4, 5)
    if kind == "selection":
        values = field.get_values(record.env)
        return next((one for one in values if one != value), None)
    if kind == "many2one":
        other = record.env[field.comodel_name].sudo()
        other = other.with_context(active_test=False)
        return other.search([("id", "not in", value.ids)], limit=1).id or None
    if kind == "many2one_reference":
        return (value or 0) + 1
    return None


@tagged("post_install", "-at_install")
class TestRightsOfFields(RightsCase):
    """What each role may do with each field of ours: tests/tables/fields.csv.

    A new field fails until it is in the table. ``r``: the role may read it, ``w``: and
    change it over RPC. What the system keeps has no ``w`` for anybody.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.table = {
            (row["model"], row["field"]): row for row in read_table("fields.csv")
        }
        export = cls.env.ref("base.group_allow_export")
        for role in ROLES:
            if not cls.people[role].share:
                cls.people[role].group_ids += export

    # === What the registry says ===
    def _own_fields(self):
        """Yield (model, field) of ours: of own models, and added to Odoo's."""
        for name in sorted(self.env.registry):
            model = self.env[name]
            if model._abstract or model._transient:
                continue
            for field in sorted(model._fields.values(), key=lambda one: one.name):
                ours = (field._module or "").startswith("crm_vn") and (
                    name.startswith("crm.vn.") or field.name.startswith("vn_")
                )
                if ours and field.name not in MAGIC and not field.inherited:
                    yield model, field

    def _is_kept(self, model, field):
        """Tell whether nobody may write the field over RPC."""
        if field.compute and not field.store and not field.inverse:
            return True
        kept = getattr(model, "_vn_get_engine_fields", frozenset)()
        # the author of a condition, and what was wrong with it
        return field.name in kept or field.name.startswith("condition_")

    def _letters(self, model, field, role):
        mine = model.with_user(self.people[role])
        letters = ""
        if mine.has_access("read") and mine._has_field_access(field, "read"):
            letters = "r"
        if field.type == "one2many":
            # written through the records that it shows
            mine = self.env[field.comodel_name].with_user(self.people[role])
            model, field = mine, mine._fields[field.inverse_name or "id"]
        if (
            (mine.has_access("write") or mine.has_access("create"))
            and mine._has_field_access(field, "write")
            and (not self._is_kept(model, field) or self._may_write(mine, field))
        ):
            letters += "w"
        return letters

    def _may_write(self, mine, field):
        """Tell whether an addon lets this person write what the system keeps."""
        named = getattr(mine, "_vn_get_engine_fields", frozenset)()
        return field.name in named and mine._vn_may_write([field.name])

    def test_every_field_is_in_the_table(self):
        found = [
            (
                model._name,
                field.name,
                *(self._letters(model, field, role) for role in ROLES),
            )
            for model, field in self._own_fields()
        ]
        known = {tuple(row[name] for name in COLUMNS) for row in self.table.values()}
        if known == set(found):
            return
        path = TABLES / "fields.found.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerows([COLUMNS, *found])
        lines = sorted(map(str, known ^ set(found)))
        self.fail("\n".join([f"Read {path} and put it in place:", *lines]))

    def test_nobody_outside_reads_a_field_of_ours(self):
        """But settings of the own company, codes of provinces, and of oneself."""
        open_models = ("res.company", "res.country.state", "res.users")
        for row in self.table.values():
            if row["model"] not in open_models:
                with self.subTest(model=row["model"], field=row["field"]):
                    self.assertFalse(row["public"] + row["portal"])

    def test_a_manager_elsewhere_has_the_same_fields(self):
        """The company decides on the records, never on the fields."""
        for model, field in self._own_fields():
            row = self.table.get((model._name, field.name))
            if row:
                with self.subTest(model=model._name, field=field.name):
                    letters = self._letters(model, field, "other_manager")
                    self.assertEqual(letters, row["manager"])

    def test_what_is_read_only_is_kept(self):
        """What a form shows read-only can't be written by RPC either."""
        for model, field in self._own_fields():
            row = self.table.get((model._name, field.name))
            if not row or not field.store or not field.readonly:
                continue
            for role in ROLES:
                if (model._name, field.name) not in FREE:
                    with self.subTest(model=model._name, field=field.name, role=role):
                        self.assertNotIn("w", row[role])

    # === What the database does ===
    def _some(self, model, user, mode="read"):
        """Return a record that *user* may read or write, or none."""
        mine = model.with_user(user).with_context(active_test=False)
        return mine.search([], limit=30)._filtered_access(mode)[:1]

    def test_what_may_not_be_read_is_not_read(self):
        """By no way: reading, searching, grouping, exporting, sorting."""
        for model, field in self._own_fields():
            row = self.table.get((model._name, field.name))
            for role in ROLES if row else ():
                user = self.people[role]
                mine = model.with_user(user)
                if "r" in row[role] or not mine.has_access("read"):
                    continue
                record = self._some(model, user)
                value = "x" if field.type == "char" else False
                asked = [(field.name, "!=", value)]
                ways = {
                    "read": lambda r=record, f=field.name: r.read([f]),
                    "web_read": lambda r=record, f=field.name: r.web_read({f: {}}),
                    "search": lambda m=mine, a=asked: m.search(a),
                    "group": lambda m=mine, f=field.name: m.formatted_read_group(
                        [], [f], ["__count"]
                    ),
                }
                if field.store and field.type not in ("one2many", "many2many"):
                    ways["order"] = lambda m=mine, f=field.name: m.search([], order=f)
                if record:
                    ways["export"] = lambda r=record, f=field.name: r.export_data([f])
                for way, read in ways.items():
                    if (model._name, field.name, way) in TOLD_BY_ODOO:
                        continue
                    self.env.invalidate_all()
                    with self.subTest(
                        model=model._name, field=field.name, role=role, way=way
                    ):
                        self.assertTrue(self._is_refused(read))

    def _is_refused(self, read):
        """Tell whether nothing is told; who may not export is told so (UserError)."""
        try:
            read()
        except (UserError, ValueError):
            return True
        return False

    def test_what_the_system_keeps_is_not_written(self):
        """Not by writing, making, a default, nor a forged mark in the context."""
        tried = 0
        marks = {"_vn_engine": True, "vn_engine": True, "import_file": True}
        for model, field in self._own_fields():
            row = self.table.get((model._name, field.name))
            if not row or not field.store or not field.column_type:
                continue
            for role in ("salesperson", "manager"):
                user = self.people[role]
                if "w" in row[role] or not model.with_user(user).has_access("write"):
                    continue
                record = self._some(model, user, "write")
                value = other_value(record, field) if record else None
                if value is None:
                    continue
                tried += 1
                base = self._values(record)
                forged = {field.name: value}
                default = {f"default_{field.name}": value}
                doors = {
                    "write": lambda r=record, v=forged: r.write(v) and r,
                    "mark": lambda r=record, v=forged: (
                        r.with_context(**marks).write(v) and r
                    ),
                    "create": lambda r=record, b=base, v=forged: r.browse().create(
                        {**b, **v}
                    ),
                    "default": lambda r=record, b=base, d=default: (
                        r.browse().with_context(**d).create(b)
                    ),
                }
                says_nothing = getattr(record, "_vn_is_default", lambda *_given: False)
                if says_nothing(field.name, value):
                    # a new record may be given what it would have anyhow
                    doors = {way: doors[way] for way in ("write", "mark")}
                for way, door in doors.items():
                    with self.subTest(
                        model=model._name, field=field.name, role=role, way=way
                    ):
                        self.assertFalse(self._got(door, field, value))
        self.assertGreater(tried, 100)

    def _values(self, record):
        """Return values of a copy, without what the system keeps."""
        try:
            values = record.sudo().copy_data()[0]
        except REFUSALS:
            return {}
        kept = getattr(record, "_vn_get_engine_fields", frozenset)()
        return {name: value for name, value in values.items() if name not in kept}

    def _got(self, door, field, value):
        """Return whether a record has *value* behind a door."""
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
            try:
                record = door()
                self.env.flush_all()
                self.env.invalidate_all()
                mine = record.sudo()[field.name]
                return field.convert_to_write(mine, record) == value
            except REFUSALS:
                return False
            finally:
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
