"""Paths into what a gateway sends, and templates of what it is sent."""

from odoo.tests import BaseCase, tagged

from ..tools import paths


@tagged("post_install", "-at_install")
class TestPlainPaths(BaseCase):
    def test_dig(self):
        data = {"data": {"list": ["a", {"r": 0}], "0": "named"}, "no": None}
        for path, wanted in (
            ("", data),
            (None, data),
            ("$", data),
            ("data.list[0]", "a"),
            ("$.data.list.1.r", 0),
            ("data..list[1]", {"r": 0}),
            ("data.0", "named"),
            ("no", None),
            # beyond the end, before the beginning, and through what has no parts
            ("data.list[2]", None),
            ("data.list[3]", None),
            ("data.list.-1", None),
            ("data.list.r", None),
            ("data.list[0].r", None),
            ("data.list[0].0", None),
            ("no.r", None),
        ):
            with self.subTest(path=path):
                self.assertEqual(paths.dig(data, path), wanted)

    def test_fill(self):
        values = {"text": 'Chào "chị"\r\n<A&B>', "id": 5}
        for kind, wanted in (
            ("json", 'Chào \\"chị\\"\\r\\n<A&B> 5'),
            ("form", "Ch%C3%A0o%20%22ch%E1%BB%8B%22%0D%0A%3CA%26B%3E 5"),
            ("xml", "Chào &quot;chị&quot;\r\n&lt;A&amp;B&gt; 5"),
            ("plain", 'Chào "chị"<A&B> 5'),
        ):
            with self.subTest(kind=kind):
                self.assertEqual(paths.fill("{text} {id}", values, kind), wanted)
        self.assertEqual(paths.fill("a/b", values, "form"), "a/b")
        self.assertEqual(paths.fill("{id}", {"id": "a/b"}, "form"), "a%2Fb")
        self.assertEqual(paths.fill(None, values, "plain"), "")
        self.assertEqual(
            paths.fill("{Text} {} {a1}", values, "plain"), "{Text} {} {a1}"
        )

    def test_unknown_places(self):
        self.assertEqual(paths.unknown_places(None), [])
        every = "".join(f"{{{name}}}" for name in paths.PLACES)
        self.assertEqual(paths.unknown_places(every), [])
        self.assertEqual(
            paths.unknown_places("{a}{number}{b}{a}{Secret}"), ["a", "b", "a"]
        )
