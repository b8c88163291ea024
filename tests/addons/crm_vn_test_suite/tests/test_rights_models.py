from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .rights_common import OPERATIONS, RightsCase, read_table

ROLES = (
    *("public", "portal", "employee", "salesperson", "all_documents"),
    *("manager", "other_manager"),
)


@tagged("post_install", "-at_install")
class TestRightsOfModels(RightsCase):
    """What each role may do with each model of ours: tests/tables/models.csv.

    A new model fails until it is in the table.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # tests/test_rights_tables.py says whether it is complete
        rows = {row["model"]: row for row in read_table("models.csv")}
        cls.table = {name: row for name, row in rows.items() if name in cls.env}

    def _letters(self, model, role):
        """Return what *role* may do, as letters of create, read, write, delete."""
        asked = self.env[model].with_user(self.people[role])
        return "".join(
            letter for letter, name in OPERATIONS.items() if asked.has_access(name)
        )

    def test_access(self):
        for model, row in self.table.items():
            for role in ROLES:
                with self.subTest(model=model, role=role):
                    self.assertEqual(self._letters(model, role), row[role])

    def _read_everyhow(self, model):
        """Return how many records each way of reading gives."""
        records = model.search([])
        count = model.search_count([])
        groups = model.formatted_read_group([], [], ["__count"])
        return {
            "search": len(records),
            "count": count,
            "group": groups[0]["__count"] if groups else 0,
            "read": len(records.read(["id"])),
            "names": len(model.name_search("", limit=None)),
        }

    def test_every_way_of_reading_says_the_same(self):
        export = self.env.ref("base.group_allow_export")
        for role in ROLES[1:]:
            user = self.people[role]
            if not user.share:
                user.group_ids += export
            for name, row in self.table.items():
                model = self.env[name].with_user(user)
                model = model.with_context(active_test=False)
                with self.subTest(model=name, role=role):
                    if "r" not in row[role]:
                        for read in (
                            lambda m=model: m.search([]),
                            lambda m=model: m.search_count([]),
                            lambda m=model: m.formatted_read_group([], [], ["__count"]),
                            lambda m=model: m.name_search(""),
                            lambda m=model: m.search_read([], ["id"]),
                        ):
                            with self.assertRaises(AccessError):
                                read()
                        continue
                    numbers = self._read_everyhow(model)
                    self.assertEqual(len(set(numbers.values())), 1, numbers)

    def test_what_is_refused_is_refused(self):
        """Writing, making and deleting, with a default and a forged context too."""
        for name, row in self.table.items():
            found = self.env[name].with_context(active_test=False).search([], limit=1)
            for role in ROLES:
                mine = self.env[name].with_user(self.people[role])
                mine = mine.with_context(
                    default_company_id=self.other_company.id,
                    import_file=True,
                    tracking_disable=True,
                )
                doors = {
                    "c": lambda m=mine: m.create({}),
                    "w": lambda m=mine, f=found: m.browse(f.ids).write({}),
                    "d": lambda m=mine, f=found: m.browse(f.ids).unlink(),
                }
                for letter, door in doors.items():
                    if letter in row[role] or not (found or letter == "c"):
                        continue
                    with (
                        self.subTest(model=name, role=role, operation=letter),
                        self.assertRaises(UserError),
                        self.env.cr.savepoint(),
                    ):
                        door()

    def test_nothing_below_what_is_hidden(self):
        """Lines of a record of another company are neither read nor written."""
        user = self.people["other_manager"]
        tried = 0
        for name, row in self.table.items():
            model = self.env[name]
            if not row["other_manager"] or model._transient:
                continue
            rows = model.with_context(active_test=False).search([], limit=300)
            for field in model._fields.values():
                if (
                    field.type != "many2one"
                    or not (field.required and field.store)
                    or not field.comodel_name.startswith("crm.vn.")
                ):
                    continue
                above = rows[field.name]
                hidden = above - above.with_user(user)._filtered_access("read").sudo()
                below = rows.filtered(lambda one, f=field, h=hidden: one[f.name] in h)
                if not below:
                    continue
                tried += 1
                self.env.invalidate_all()
                for mode in ("read", "write", "unlink"):
                    with self.subTest(model=name, above=field.name, mode=mode):
                        seen = below.with_user(user)._filtered_access(mode)
                        self.assertFalse(seen)
        self.assertGreater(tried, 5)

    def test_nothing_of_another_company(self):
        user = self.people["other_manager"]
        for name, row in self.table.items():
            model = self.env[name].with_user(user).with_context(active_test=False)
            field = model._fields.get("company_id")
            if "r" not in row["other_manager"] or not field or not field.store:
                continue
            with self.subTest(model=name):
                seen = model.search([]).sudo().company_id
                self.assertLessEqual(seen, self.other_company)
