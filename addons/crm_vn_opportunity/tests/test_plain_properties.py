"""Custom fields carried from one definition to another."""

from odoo.tests import BaseCase, tagged

from ..tools.properties import carry


def field(name, kind, label="Nhãn", **more):
    return {"name": name, "type": kind, "string": label, **more}


@tagged("post_install", "-at_install")
class TestPlainProperties(BaseCase):
    def _carry(self, source, target):
        return carry([source], [target]).get(target["name"])

    def test_values_of_each_kind(self):
        colours = [["x", "Đỏ"], ["y", "Xanh"]]
        others = [["p", " xanh "], ["q", "Vàng"]]
        for kind, source, target, wanted in (
            ("integer", {"value": 5}, {}, 5),
            ("integer", {"value": 0}, {}, None),
            ("char", {"value": "x"}, {}, "x"),
            ("separator", {"value": "x"}, {}, None),
            ("datetime", {"value": "2027-01-01 00:00:00"}, {}, "2027-01-01 00:00:00"),
            (
                "selection",
                {"value": "y", "selection": colours},
                {"selection": others},
                "p",
            ),
            (
                "selection",
                {"value": "x", "selection": colours},
                {"selection": others},
                None,
            ),
            (
                "selection",
                {"value": "z", "selection": colours},
                {"selection": others},
                None,
            ),
            ("selection", {"value": "y"}, {"selection": others}, None),
            ("tags", {"value": ["x", "y"], "tags": colours}, {"tags": others}, ["p"]),
            ("tags", {"value": ["x"], "tags": colours}, {"tags": others}, None),
            ("many2one", {"value": [7, "Bưởi"]}, {}, 7),
            ("many2one", {"value": (7, "Bưởi")}, {}, 7),
            ("many2one", {"value": 7}, {}, 7),
            ("many2many", {"value": [[7, "Bưởi"], (8, "Oi"), 9]}, {}, [7, 8, 9]),
        ):
            with self.subTest(kind=kind, source=source):
                here, there = field("a", kind, **source), field("b", kind, **target)
                self.assertEqual(self._carry(here, there), wanted)

    def test_what_is_the_same_field(self):
        here = field("a", "char", " Màu  sơn ", value="đỏ")
        self.assertEqual(self._carry(here, field("b", "char", "màu Sơn")), "đỏ")
        self.assertIsNone(self._carry(here, field("b", "char", "màu")))
        self.assertIsNone(self._carry(here, field("b", "text", "màu sơn")))
        here = field("a", "many2one", value=7, comodel="res.partner")
        self.assertEqual(
            self._carry(here, field("b", "many2one", comodel="res.partner")), 7
        )
        self.assertIsNone(
            self._carry(here, field("b", "many2one", comodel="res.users"))
        )
        nameless = field("a", "char", None, value="x")
        self.assertEqual(self._carry(nameless, field("b", "char", "")), "x")
        # a separator between the fields is none
        values = [
            field("s", "separator", value="x"),
            field("a", "separatorx", value="y"),
        ]
        found = carry(values, [field("b", "separator"), field("c", "separatorx")])
        self.assertEqual(found, {"c": "y"})
