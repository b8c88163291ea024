"""What Zalo answers, signatures, and values of templates."""

import hashlib
import json

from odoo.tests import BaseCase, tagged

from ..tools import zalo

#: codes of Zalo by what follows from them
OUTCOMES = {
    "refresh": "-124 -216 -220",
    "busy": "-32",
    "night": "-133 -234",
    "quota": "-144",
    "template_quota": "-147",
    "account": "-115 -137 -135 -1351 -212 -126 -127 -227",
    "template": "-117 -131 -146 -109 -1121 -1122 -1124 -132",
    "failed": "-139 -140 -141 -108 -114 -118 -119 -1 1",
}


def body(**told):
    return json.dumps(told).encode()


@tagged("post_install", "-at_install")
class TestPlainZalo(BaseCase):
    def test_codes(self):
        for outcome, codes in OUTCOMES.items():
            for code in map(int, codes.split()):
                found = zalo.read_answer(200, body(error=code, message="why"))
                self.assertEqual(found, (outcome, code, "why", "", None))
        self.assertEqual(set(zalo.REFUSED), {-139, -140, -141})
        self.assertEqual(set(zalo.NO_ZALO), {-108, -114, -118, -119})
        self.assertEqual(set(zalo.FALLBACK), {-114, -118, -119})

    def test_what_was_taken(self):
        for data, reference, remaining in (
            ({"msg_id": 7, "quota": {"remainingQuota": 9}}, "7", 9),
            ({"message_id": "m"}, "m", None),
            ({"msg_id": "m", "quota": {"remainingQuota": ""}}, "m", None),
            ({"msg_id": "m", "quota": {"remainingQuota": "many"}}, "m", None),
            ({"quota": None}, "", None),
            (None, "", None),
            ([1], "", None),
        ):
            for error in (0, "0"):
                with self.subTest(data=data, error=error):
                    found = zalo.read_answer(200, body(error=error, data=data))
                    self.assertEqual(found, ("accepted", 0, "", reference, remaining))

    def test_what_nobody_can_read(self):
        for status, raw, wanted in (
            (429, body(error=0), ("busy", 429)),
            (428, b"", ("unknown", 428)),
            (500, b"<html>", ("unknown", 500)),
            (200, b"[]", ("unknown", 200)),
            (200, b"{}", ("unknown", 200)),
            (200, body(error="x"), ("unknown", 200)),
        ):
            self.assertEqual(zalo.read_answer(status, raw)[:2], wanted)

    def test_signatures(self):
        raw = body(timestamp=5)
        mac = hashlib.sha256(b"app" + raw + b"5secret").hexdigest()
        self.assertEqual(zalo.sign("app", raw, 5, "secret"), mac)
        for header, firsts, secret, wanted in (
            (f"mac={mac}", ["app"], "secret", True),
            (mac.upper(), ["other", "app"], "secret", True),
            (f" {mac} ", ["app"], "secret", True),
            (f"mac={mac}", ["other"], "secret", False),
            (f"mac={mac}", ["", None], "secret", False),
            (f"mac={mac}", [], "secret", False),
            (f"mac={mac}", ["app"], "other", False),
            ("", ["app"], "secret", False),
            (None, ["app"], "secret", False),
        ):
            self.assertIs(zalo.is_signed(header, raw, firsts, secret), wanted)
        # without a secret nothing is signed, whatever it says
        bare = zalo.sign("app", raw, 5, "")
        self.assertFalse(zalo.is_signed(bare, raw, ["app"], ""))
        broken = zalo.sign("app", b"{", "", "secret")
        self.assertFalse(zalo.is_signed(broken, b"{", ["app"], "secret"))
        # the header's moment counts where the body has none
        for raw in (b"{}", b"[]"):
            mac = zalo.sign("app", raw, "7", "secret")
            self.assertTrue(zalo.is_signed(mac, raw, ["app"], "secret", "7"))
            self.assertFalse(zalo.is_signed(mac, raw, ["app"], "secret", "8"))
        raw = body(timestamp=5)
        mac = zalo.sign("app", raw, "5", "secret")
        self.assertTrue(zalo.is_signed(mac, raw, ["app"], "secret", "7"))

    def test_values(self):
        for value, wanted in (
            (False, ""),
            (None, ""),
            (0, "0"),
            ("a\t\n b\u00a0c ", "a b c"),
            ("e\u0301", "é"),
        ):
            self.assertEqual(zalo.tidy(value), wanted)

    def test_faults(self):
        for kind, value, limits, wanted in (
            ("STRING", "", (), ("empty", 0)),
            ("STRING", "", (0, 0, True), None),
            ("STRING", "", (3, 5), ("empty", 0)),
            ("STRING", "ab", (3, 5), ("short", 3)),
            ("STRING", "abc", (3, 5), None),
            ("STRING", "abcde", (3, 5), None),
            ("STRING", "abcdef", (3, 5), ("long", 5)),
            ("STRING", "x" * 999, (), None),
            ("NUMBER", "12", (), None),
            ("NUMBER", "-12.50", (), None),
            ("NUMBER", "12.505", (), ("number", 0)),
            ("NUMBER", "12,5", (), ("number", 0)),
            ("STRING", "12,5", (), None),
            ("DATE", "02/01/2026", (), None),
            ("DATE", "08:30 02/01/2026", (), None),
            ("DATE", "08:30:15 02/01/2026", (), None),
            ("DATE", "2/1/2026", (), ("date", 0)),
            ("STRING", "2/1/2026", (), None),
            ("PHONE", "x", (), None),
        ):
            with self.subTest(kind=kind, value=value, limits=limits):
                self.assertEqual(zalo.find_fault("n", kind, value, *limits), wanted)
