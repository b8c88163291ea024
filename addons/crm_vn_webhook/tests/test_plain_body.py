"""What a request tells, in whatever form it comes."""

import json

from odoo.tests import BaseCase, tagged

from ..tools.body import parse

FORM = """--x y\r
Content-Disposition: form-data; name="id"\r
\r
a+b=c&d\r
--x y\r
Content-Disposition: form-data; name="ten"\r
\r
Chị Mơ\r
--x y--\r
""".encode()


@tagged("post_install", "-at_install")
class TestPlainBody(BaseCase):
    def test_json_whatever_it_is_called(self):
        told = {"id": "a+b=c&d", "ten": "Chị Mơ", "n": [1, None]}
        for kind in ("", "text/plain", "application/x-www-form-urlencoded"):
            body = json.dumps(told).encode()
            self.assertEqual(parse(body, kind), told)
        self.assertEqual(parse(b'\xef\xbb\xbf  [{"a": 1}] '), [{"a": 1}])
        for broken in (b"{broken", b"[1", b"{"):
            with self.assertRaisesRegex(ValueError, "broken JSON"):
                parse(broken)

    def test_forms(self):
        self.assertEqual(parse(b"a=1&b=&c=x%20y"), {"a": "1", "b": "", "c": "x y"})
        self.assertEqual(parse(b"a=\xff"), {"a": "�"})
        kind = 'multipart/form-data; boundary="x y"'
        self.assertEqual(parse(FORM, kind), {"id": "a+b=c&d", "ten": "Chị Mơ"})
        for neither in (b"hello", b"5", b"null"):
            with self.assertRaisesRegex(ValueError, "neither JSON nor a form"):
                parse(neither)

    def test_parameters_of_the_address(self):
        query = {"id": "1"}
        for nothing in (b"", b"  \r\n"):
            found = parse(nothing, query=query)
            self.assertEqual(found, query)
            self.assertIsNot(found, query)
        self.assertEqual(parse(b""), {})
        self.assertEqual(parse(b"a=1", query=query), {"a": "1"}, "the body comes first")
