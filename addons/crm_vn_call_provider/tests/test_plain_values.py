"""Values that switchboards write, read; and the map of their fields."""

from odoo.tests import BaseCase, tagged

from ..tools import field_map, values


@tagged("post_install", "-at_install")
class TestPlainValues(BaseCase):
    def test_moments(self):
        zone = "Asia/Ho_Chi_Minh"
        for value, wanted in (
            (100_000_000_000, "5138-11-16T09:46:40"),
            (100_000_000_001, "1973-03-03T09:46:40"),
            (1767000000.9, "2025-12-29T09:20:00"),
            ("2026/01/05 09:00:19.5", "2026-01-05T02:00:19"),
            ("2026-01-05T09:00:19+0000", "2026-01-05T09:00:19"),
            (False, None),
            ("0", None),
            ("12345678", None),
        ):
            self.assertEqual(values.moment(value, zone), wanted, value)

    def test_numbers(self):
        for value, wanted in (
            ("Anonymous", None),
            ("tel:0912345678", "0912345678"),
            ("(028) 3829-1234", "02838291234"),
            ("1", None),
            ("9" * 20, "9" * 20),
            ("9" * 21, None),
            ("9" + " " * 78 + "9", "99"),
            ("9" + " " * 79 + "9", None),
        ):
            self.assertEqual(values.number(value), wanted, value)
        for value, wanted in (
            ("SIP/101@pbx@x", "101"),
            ("Local/102@from-internal-0000001f;2", "102"),
            ("a" * 40, "a" * 40),
            ("a" * 41, None),
        ):
            self.assertEqual(values.extension(value), wanted, value)
        for value, wanted in (
            ("1", False),
            ("12", True),
            ("123456", True),
            ("1234567", False),
        ):
            self.assertEqual(values.is_extension(value), wanted, value)


@tagged("post_install", "-at_install")
class TestPlainFieldMap(BaseCase):
    NEEDED = (
        {"target": "conversation", "path": "id"},
        {"target": "state", "path": "s"},
    )

    def _read(self, data, *lines):
        [found] = field_map.read(
            {"id": "k", "s": "ringing", **data}, [*self.NEEDED, *lines], "UTC"
        )
        return found

    def test_sides(self):
        lines = [{"target": name, "path": name} for name in ("from", "to", "direction")]
        lines += [{"target": name, "path": name} for name in ("extension", "hotline")]
        outside, hotline = "0912345678", "02873000001"
        for data, wanted in (
            (
                {"from": outside, "to": "101"},
                {"direction": "in", "number": outside, "extension": "101"},
            ),
            (
                {"from": "101", "to": outside},
                {"direction": "out", "number": outside, "extension": "101"},
            ),
            (
                {"from": "101", "to": "102"},
                {"direction": "internal", "number": "101", "extension": "102"},
            ),
            (
                {"from": outside, "to": hotline},
                {"direction": "in", "number": outside, "hotline": hotline},
            ),
            (
                {"from": hotline, "to": outside, "direction": "out"},
                {"direction": "out", "number": outside, "hotline": hotline},
            ),
            ({"from": outside}, {"direction": "in", "number": outside}),
            ({"to": "101"}, {"direction": "in", "extension": "101"}),
            ({}, {}),
            (
                {"from": outside, "to": "101", "extension": "7"},
                {"direction": "in", "number": outside, "extension": "7"},
            ),
            (
                {"from": outside, "to": hotline, "hotline": "1900"},
                {"direction": "in", "number": outside, "hotline": "1900"},
            ),
        ):
            with self.subTest(data=data):
                found = self._read(data, *lines)
                self.assertEqual(
                    found, {"conversation": "k", "state": "ringing", **wanted}
                )

    def test_values(self):
        for line, data, wanted in (
            ({"values": {"a": "1", "*": "2"}}, {"x": "A"}, "1"),
            ({"values": {"a": "1", "*": "2"}}, {"x": "b"}, "2"),
            ({"values": {"a": "1", "*": "2"}}, {"x": " "}, None),
            ({"default": "d"}, {"x": ""}, "d"),
            ({"default": "d"}, {}, "d"),
            ({}, {"x": "[x]"}, None),
            ({}, {"x": "[y]"}, "[y]"),
            ({}, {"x": "x]"}, "x]"),
            ({}, {"x": "[x"}, "[x"),
            ({"transform": "seconds"}, {"x": "1:05"}, 65),
            ({"transform": "json"}, {"x": [1]}, [1]),
            ({"path": "x.1.y"}, {"x": [0, {"y": "z"}]}, "z"),
            ({"path": "x.2"}, {"x": [0, 1]}, None),
            ({"path": "x.3"}, {"x": [0, 1]}, None),
            ({"path": "x.y"}, {"x": '{"y": "in a text"}'}, "in a text"),
            ({"path": "x.y"}, {"x": "{broken"}, None),
            ({"path": "x.y"}, {"x": [0]}, None),
        ):
            with self.subTest(line=line, data=data):
                found = self._read(data, {"target": "client", "path": "x", **line})
                self.assertEqual(found.get("client"), wanted)

    def test_what_is_needed(self):
        self.assertEqual(len(self._read({"id": "k" * 300})["conversation"]), 200)
        for state, more, wanted in (
            ("answered", {}, "ringing"),
            ("answered", {"e": "101"}, "answered"),
            ("answered", {"ended": "2026-01-05 02:00:00"}, "ended"),
            ("busy", {}, "busy"),
            ("recording", {}, "recording"),
        ):
            found = self._read(
                {"s": state, **more},
                {"target": "extension", "path": "e"},
                {"target": "ended", "path": "ended", "transform": "moment"},
            )
            self.assertEqual(found["state"], wanted)
        # of two lines the first that finds something
        found = self._read(
            {"a": "", "b": "2", "c": "3"},
            *({"target": "client", "path": name} for name in "abc"),
        )
        self.assertEqual(found["client"], "2")
