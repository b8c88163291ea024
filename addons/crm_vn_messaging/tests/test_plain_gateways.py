"""What each gateway is asked, and how its answers and reports are read."""

import base64
import hashlib
import hmac
import json
from unittest.mock import patch
from urllib.parse import parse_qs

from odoo.tests import BaseCase, tagged

from ..tools import gateway, gateways
from ..tools.gateway import Answer, Config, Message, Report
from ..tools.gateways import Esms, Generic, SpeedSms, Stringee, VietGuys

CONFIG = Config(brand="SAOMAI", key="khóa", secret="bí mật")
PLAIN = Message("u-1", "0912345678", "Chao chi", "https://crm.example/sms")
MARKED = PLAIN._replace(text="Chào chị")
CODES = {
    Esms: {
        "blocked": "101 102 103 104 107 118 140 204",
        "failed": "99 108 146 177 555",
        "later": "120",
    },
    SpeedSms: {
        "blocked": "007 008 009 300",
        "failed": "101 105 113 999",
        "later": "500",
    },
    VietGuys: {"blocked": "-1 -2 -4 -9", "failed": "-6 -13 -77"},
    Stringee: {"blocked": "1 2 4", "failed": "3 77"},
}


def refused(code):
    """Return {gateway: its answer of a code that is no success}."""
    return {
        Esms: {"CodeResult": code, "ErrorMessage": "why"},
        SpeedSms: {"status": "error", "code": code, "message": "why"},
        VietGuys: {"error": 1, "error_code": code, "log": "why"},
        Stringee: {"result": [{"r": code, "msg": "why"}]},
    }


@tagged("post_install", "-at_install")
class TestPlainGateways(BaseCase):
    def test_refusals(self):
        for adapter, outcomes in CODES.items():
            for outcome, codes in outcomes.items():
                for code in codes.split():
                    with self.subTest(adapter=adapter.__name__, code=code):
                        data = refused(code)[adapter]
                        found = adapter.read_data(CONFIG, data)
                        told = (found.outcome, found.code, found.text)
                        self.assertEqual(told, (outcome, code, "why"))
                        self.assertTrue(found.failure)
        self.assertEqual(
            SpeedSms.read_data(None, {"code": "1", "message": "Sender not found!"}),
            Answer(
                "blocked",
                "sender",
                "Sender not found!",
                failure="sms_registration_needed",
            ),
        )
        self.assertEqual(Esms.read_data(None, {}).outcome, "unknown")

    def test_what_was_taken(self):
        for adapter, data, wanted in (
            (Esms, {"CodeResult": 100, "SMSID": 7}, ("100", "7", None)),
            (Esms, {"CodeResult": "124"}, ("124", "", None)),
            (
                SpeedSms,
                {
                    "status": "success",
                    "code": "00",
                    "data": {"tranId": 7, "totalPrice": "250"},
                },
                ("00", "7", 250),
            ),
            (SpeedSms, {"status": "success"}, ("", "", None)),
            (VietGuys, {"error": 0, "msgid": "m"}, ("0", "m", None)),
            (
                Stringee,
                {"result": [{"r": 0, "messageId": "m", "price": 9}]},
                ("0", "m", 9),
            ),
            (Stringee, {"r": 0}, ("0", "", None)),
        ):
            with self.subTest(adapter=adapter.__name__, data=data):
                found = adapter.read_data(CONFIG, data)
                self.assertEqual((found.outcome, found.text), ("accepted", ""))
                told = (found.code, found.reference, found.price)
                self.assertEqual(told, wanted)
        self.assertTrue(Esms.KNOWS_REPEATS)
        for adapter in (SpeedSms, VietGuys, Stringee, Generic):
            self.assertFalse(adapter.KNOWS_REPEATS)

    def test_what_they_are_asked(self):
        basic = base64.b64encode("khóa:x".encode()).decode()
        for url in ("", "https://proxy.example"):
            config = CONFIG._replace(url=url)
            esms = Esms.build(config, MARKED)
            self.assertTrue(esms.url.startswith(f"{url or Esms.URL}/MainService.svc/"))
            self.assertEqual(
                json.loads(esms.body),
                {
                    "ApiKey": "khóa",
                    "SecretKey": "bí mật",
                    "Phone": "0912345678",
                    "Content": "Chào chị",
                    "Brandname": "SAOMAI",
                    "SmsType": "2",
                    "IsUnicode": "1",
                    "Sandbox": "0",
                    "RequestId": "u-1",
                    "CallbackUrl": "https://crm.example/sms",
                },
            )
            self.assertIn("Chào chị".encode(), esms.body)
            speed = SpeedSms.build(config, PLAIN)
            self.assertEqual(speed.url, f"{url or SpeedSms.URL}/index.php/sms/send")
            self.assertEqual(speed.headers["Authorization"], f"Basic {basic}")
            self.assertEqual(json.loads(speed.body)["sms_type"], 3)
            guys = VietGuys.build(config, MARKED)
            self.assertEqual(guys.url, f"{url or VietGuys.URL}/api/index.php")
            form = parse_qs(guys.body.decode())
            self.assertEqual((form["sms"], form["type"]), (["Chào chị"], ["8"]))
            stringee = Stringee.build(config, PLAIN)
            self.assertEqual(stringee.url, f"{url or Stringee.URL}/v1/sms")
        self.assertEqual(json.loads(Esms.build(CONFIG, PLAIN).body)["IsUnicode"], "0")
        self.assertNotIn("type", parse_qs(VietGuys.build(CONFIG, PLAIN).body.decode()))
        typed = CONFIG._replace(sms_type="8")
        self.assertEqual(json.loads(Esms.build(typed, PLAIN).body)["SmsType"], "8")
        self.assertEqual(json.loads(SpeedSms.build(typed, PLAIN).body)["sms_type"], 8)

    def test_the_token_of_a_minute(self):
        with patch.object(gateways.time, "time", return_value=1767000000.9):
            built = Stringee.build(CONFIG, PLAIN)
        head, claims, seal = built.headers["X-STRINGEE-AUTH"].encode().split(b".")
        self.assertEqual(
            json.loads(base64.urlsafe_b64decode(claims + b"==")),
            {
                "jti": "khóa-1767000000",
                "iss": "khóa",
                "exp": 1767000060,
                "rest_api": True,
            },
        )
        signed = hmac.new("bí mật".encode(), head + b"." + claims, hashlib.sha256)
        self.assertEqual(seal, base64.urlsafe_b64encode(signed.digest()).rstrip(b"="))

    def test_reports(self):
        for adapter, data, wanted in (
            (
                Esms,
                {
                    "SendStatus": "5",
                    "SendSuccess": "1",
                    "RequestId": "u",
                    "SMSID": 7,
                    "phonenumber": 84,
                    "error_info": "e",
                    "TotalPrice": "350",
                },
                Report("state", "u", "7", "84", "delivered", "5", "e", 350),
            ),
            (Esms, {}, Report()),
            (Esms, {"SendStatus": "9"}, Report(code="9")),
            (
                SpeedSms,
                {"type": "report", "tranId": 7, "phone": 84, "status": 63},
                Report("state", "", "7", "84", "sent", "63"),
            ),
            (SpeedSms, {"status": "64"}, Report(state="failed", code="64")),
            (SpeedSms, {"status": 1}, Report(state="sent", code="1")),
            (SpeedSms, {"status": -1}, Report(state="sent", code="-1")),
            (SpeedSms, {"status": 0}, Report(state="delivered", code="0")),
            (SpeedSms, {"status": "x"}, Report()),
            (
                SpeedSms,
                {"type": "incoming", "phone": 84, "content": "STOP"},
                Report("reply", number="84", text="STOP"),
            ),
            (
                VietGuys,
                {"bid": "u", "msgid": 7, "status": 0},
                Report(uuid="u", reference="7", state="failed"),
            ),
            (VietGuys, {"status": "0"}, Report(state="sent", code="0")),
            (
                Stringee,
                {"messageId": 7, "to": 84, "status": "Delivered"},
                Report("state", "", "7", "84", "delivered", "delivered"),
            ),
            (Stringee, {"status": "odd"}, Report(code="odd")),
        ):
            with self.subTest(adapter=adapter.__name__, data=data):
                self.assertEqual(adapter.reports(CONFIG, data), [wanted])

    def test_what_http_says(self):
        for status, body, wanted in (
            (429, b"{}", ("later", "429", "sms_server")),
            (401, b"{}", ("blocked", "401", "sms_acc")),
            (403, b"{}", ("blocked", "403", "sms_acc")),
            (500, b'{"CodeResult": "100"}', ("unknown", "500", "sms_server")),
            (503, b"", ("unknown", "503", "sms_server")),
            (200, b"<html>", ("unknown", "200", "sms_server")),
            (402, b'{"CodeResult": "100"}', ("accepted", "100", "")),
            (404, b'{"CodeResult": "100"}', ("accepted", "100", "")),
            (499, b'{"CodeResult": "100"}', ("accepted", "100", "")),
        ):
            with self.subTest(status=status, body=body):
                found = Esms.answer(CONFIG, status, body)
                told = (found.outcome, found.code, found.failure)
                self.assertEqual(told, wanted)
        built = gateway.post_json("https://x.example", {"a": "ấ"})
        self.assertEqual(built.body, '{"a": "ấ"}'.encode())
        json_type = {"Content-Type": "application/json; charset=utf-8"}
        self.assertEqual(built.headers, json_type)
        built = gateway.post_json("https://x.example", {}, {"X": "1"})
        self.assertEqual(built.headers, {**json_type, "X": "1"})
        self.assertEqual(gateway.to_json(b"[1]"), [1])

    def test_one_that_data_describes(self):
        spec = {
            "body_kind": "json",
            "body": '{"to": "{number}", "u": "{unicode}", "id": "{id}"}',
            "headers": "X-Key: {key}\nno header\n: none\n Y : {brand} \n",
        }
        config = CONFIG._replace(url="https://x.example/{number}", spec=spec)
        built = Generic.build(config, MARKED._replace(number="+84912"))
        self.assertEqual(
            (built.method, built.url), ("POST", "https://x.example/%2B84912")
        )
        self.assertEqual(
            built.headers,
            {
                "Content-Type": "application/json; charset=utf-8",
                "X-Key": "khóa",
                "Y": "SAOMAI",
            },
        )
        self.assertEqual(
            json.loads(built.body), {"to": "+84912", "u": "1", "id": "u-1"}
        )
        spec = {"body_kind": "form", "method": "GET"}
        built = Generic.build(CONFIG._replace(spec=spec), PLAIN)
        self.assertEqual((built.method, built.body), ("GET", b""))
        self.assertIn("form", built.headers["Content-Type"])
        spec = {"accept_path": "s", "accept_value": "ok|done", "code_path": "c"}
        read = Generic.read_data
        config = CONFIG._replace(spec=spec)
        self.assertEqual(read(config, {"s": "done", "c": 0}), Answer("accepted", "0"))
        self.assertEqual(
            read(config, {"s": "no"}), Answer("failed", "no", failure="unknown")
        )
        self.assertEqual(
            read(config, {"s": "no", "c": 5}), Answer("failed", "5", failure="unknown")
        )
