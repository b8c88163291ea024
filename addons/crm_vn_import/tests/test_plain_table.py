"""The table of a list being imported: what becomes of its rows, and what is told."""

from odoo.tests import BaseCase, tagged

from ..tools.import_table import PEOPLE_MAX, ImportRow, ImportTable

FIELDS = ("name", "phone", "child_ids/name")


def table(*lines, limit=None, fields=FIELDS, left_out=()):
    limit = len(lines) if limit is None else limit
    return ImportTable(list(fields), [list(line) for line in lines], limit, left_out)


@tagged("post_install", "-at_install")
class TestPlainTable(BaseCase):
    def test_a_new_row_knows_nothing(self):
        first, second = ImportRow(0, {}), ImportRow(1, {})
        self.assertEqual((first.target, first.outcome, first.main), (None, None, None))
        self.assertEqual(
            (first.explicit, first.adds, first.first), (False, False, None)
        )
        first.errors.append("x")
        self.assertEqual(second.errors, [])

    def test_columns_that_nothing_is_made_of(self):
        found = table(("Bưởi", "0912", "Lan"), left_out=("phone", "other"))
        self.assertEqual(found.left_out, ["phone"])
        self.assertEqual(found.fields, ["name", "child_ids/name"])
        [row] = found.rows
        self.assertEqual(
            (row.index, row.values), (0, {"name": "Bưởi", FIELDS[2]: "Lan"})
        )
        with self.assertRaises(ValueError):
            table(("Bưởi", "0912"))

    def test_further_lines_go_with_the_row_above(self):
        found = table(
            ("", "", "Lan"),
            ("Bưởi", "", "Mai"),
            ("", "", "Hoa"),
            ("", "", ""),
            ("", "", "Cúc"),
            ("Oi", "", ""),
            ("", "0912", "Ly"),
            ("", "", "Vy"),
        )
        found.join_lines()
        mains = [row.main and row.main.index for row in found.rows]
        # the first has no row above, an empty one ends the record
        self.assertEqual(mains, [None, None, 1, None, 3, None, None, 6])
        self.assertEqual([row.index for row in found.due()], [0, 1, 3, 5, 6])
        found.rows[2].errors.append(("name", "wrong", None))
        found.rows[6].outcome = "created"
        # what is wrong in one line keeps all of the record back
        self.assertEqual([row.index for row in found.open_lines()], [0, 3, 4, 5])

    def test_only_what_is_due_is_written(self):
        found = table(*[(name, "", "") for name in "abcde"], limit=4)
        self.assertEqual([row.index for row in found.due()], [0, 1, 2, 3])
        found.rows[0].errors.append(("name", "wrong", None))
        found.rows[1].outcome = "skipped"
        found.rows[2].first = found.rows[1]
        self.assertEqual([row.index for row in found.good()], [3])

    def test_a_customer_of_two_rows(self):
        for first, adds, wanted in (
            ({"target": 7, "outcome": "updated"}, True, "updated"),
            ({"target": 7, "outcome": "updated"}, False, "skipped"),
            ({"target": 7, "outcome": "skipped"}, True, "skipped"),
            ({"outcome": "created"}, True, "updated"),
            ({"outcome": "created"}, False, "skipped"),
        ):
            with self.subTest(first=first, adds=adds):
                found = table(("a", "", ""), ("a", "", ""))
                for name, value in first.items():
                    setattr(found.rows[0], name, value)
                found.rows[1].first, found.rows[1].adds = found.rows[0], adds
                found.close()
                self.assertEqual(found.rows[1].outcome, wanted)
                self.assertEqual(found.rows[0].outcome, first["outcome"])

    def test_what_is_wrong_with_the_first_is_wrong_with_both(self):
        found = table(("a", "", ""), ("a", "", ""), ("a", "", ""), ("b", "", ""))
        first, second, third, other = found.rows
        second.first = third.first = first
        first.errors = [("name", "wrong", None)]
        third.errors = [("phone", "own", None)]
        found.close()
        self.assertEqual(second.errors, first.errors)
        self.assertIsNot(second.errors, first.errors)
        self.assertEqual(third.errors, [("phone", "own", None)])
        self.assertEqual((second.outcome, other.outcome), (None, None))

    def test_fields_that_are_still_text(self):
        found = table(("1", "a", ""), fields=[".id", "name", "phone"])
        found.rows[0].values["email"] = "x"
        self.assertEqual(found.plain_fields(), ["name", "phone", "email"])

    def test_messages_of_odoo_go_to_their_rows(self):
        found = table(("a", "", ""), ("b", "", ""), ("c", "", ""))
        some = found.rows[1:]
        wrong = {
            "type": "error",
            "message": "no such value",
            "rows": {"from": 1, "to": 1},
            "field": "phone",
        }
        self.assertFalse(found.blame(some, []))
        self.assertFalse(found.blame(some, [{"type": "warning", "message": "hm"}]))
        hint = {"type": "warning", "message": "hm", "rows": {"from": 0, "to": 0}}
        self.assertFalse(found.blame(some, [hint]))
        self.assertTrue(found.blame(some, [wrong, hint]))
        self.assertEqual(found.rows[2].errors, [("phone", "no such value", None)])
        self.assertEqual(found.rows[2].stock, [wrong])
        self.assertFalse(found.rows[1].errors or found.rows[0].errors)
        # one about the whole is told with the first that was tried, or of all
        self.assertTrue(found.blame(some, [{"type": "error", "message": "too many"}]))
        self.assertEqual(found.rows[1].errors, [(False, "too many", None)])
        self.assertTrue(found.blame([], [{"type": "error", "message": "none"}]))
        self.assertEqual(found.rows[0].errors, [(False, "none", None)])

    def test_messages_of_the_dialog(self):
        found = table(("a", "", ""), ("b", "", ""))
        row = found.rows[1]
        row.errors = [
            ("phone", "no such value", "x"),
            (False, "odd", None),
            ("name", "from stock", None),
        ]
        row.stock = [
            {"message": "another", "moreinfo": 1},
            {"message": "from stock", "moreinfo": 2, "type": "warning"},
        ]
        where = {"type": "error", "rows": {"from": 1, "to": 1}, "record": 1}
        self.assertEqual(
            found.messages(),
            [
                {
                    **where,
                    "field": "phone",
                    "message": "no such value",
                    "value": "x",
                    "vn_choice": True,
                },
                {**where, "field": False, "message": "odd"},
                {**where, "field": "name", "message": "from stock", "moreinfo": 2},
            ],
        )

    def test_the_report(self):
        def person(index, name, reason, state, differs=False):
            told = {"index": index, "name": name, "reason": reason}
            return {**told, "state": state, "differs": differs}

        lines = [(name, "", "") for name in ("a", "b", "c", "d", "e")]
        found = table(*lines, ("", "", "x"), ("f", "", ""), limit=6)
        found.left_out = ["odd"]
        found.join_lines()
        for row, outcome in zip(
            found.rows,
            ("created", "updated", "skipped", "created", "created"),
            strict=False,
        ):
            row.outcome = outcome
        found.rows[3].errors = [
            ("x", "one", None),
            ("y", "two", None),
            ("z", "one", None),
        ]
        found.rows[4].values["name"] = None
        found.rows[4].kept = ["zip", "fax", "zip"]
        found.rows[2].kept = ["was 5"]
        found.rows[1].doubts = ["look", "look"]
        found.rows[3].doubts = ["failed anyway"]
        self.assertEqual(
            found.report(),
            {
                "rows": 5,
                "created": 2,
                "updated": 1,
                "skipped": 1,
                "failed": [{"index": 3, "name": "d", "reason": "one; two"}],
                "kept": [
                    {"index": 2, "name": "c", "reason": "was 5"},
                    {"index": 4, "name": "", "reason": "zip; fax"},
                ],
                "people": [
                    person(0, "a", "", "created"),
                    person(1, "b", "look", "updated"),
                    person(2, "c", "was 5", "skipped", differs=True),
                    person(3, "d", "failed anyway", "failed"),
                    person(4, "", "zip; fax", "created"),
                ],
                "doubtful": 1,
                "left_out": ["odd"],
            },
        )

    def test_of_a_long_list_the_first_and_the_doubtful_are_told(self):
        found = table(*[(f"{number}", "", "") for number in range(PEOPLE_MAX + 3)])
        found.rows[PEOPLE_MAX + 1].doubts = ["look"]
        told = [one["index"] for one in found.report()["people"]]
        self.assertEqual(told, [*range(PEOPLE_MAX), PEOPLE_MAX + 1])
        found.rows[PEOPLE_MAX + 2].kept = ["was 5"]
        self.assertEqual(len(found.report()["people"]), PEOPLE_MAX + 2)
        self.assertEqual(PEOPLE_MAX, 200)
        self.assertEqual(found.report()["failed"], [])
