"""The SMS gateways of Vietnam that are known by name. No ORM in here."""

import base64
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

from odoo.addons.crm_vn_base.tools import paths

from .gateway import Answer, Gateway, Report, Request, is_unicode, post_json, to_float
from .gateway_generic import Generic


class Esms(Gateway):
    """eSMS (ViHAT): REST, keys in the body, the report as GET."""

    URL = "https://rest.esms.vn"
    KNOWS_REPEATS = True
    NUMBER_FORM = "national"
    CODES = {
        "99": ("failed", "sms_rejected"),
        "101": ("blocked", "sms_acc"),
        "102": ("blocked", "sms_acc"),
        "103": ("blocked", "sms_credit"),
        "104": ("blocked", "sms_registration_needed"),
        "107": ("blocked", "sms_registration_needed"),
        "108": ("failed", "sms_number_format"),
        "118": ("blocked", "sms_acc"),
        "120": ("later", "sms_server"),
        "140": ("blocked", "sms_acc"),
        "146": ("failed", "sms_rejected"),
        "177": ("failed", "sms_registration_needed"),
        "204": ("blocked", "sms_acc"),
    }

    @classmethod
    def build(cls, config, message):
        return post_json(
            f"{config.url or cls.URL}"
            "/MainService.svc/json/SendMultipleMessage_V4_post_json/",
            {
                "ApiKey": config.key,
                "SecretKey": config.secret,
                "Phone": message.number,
                "Content": message.text,
                "Brandname": config.brand,
                "SmsType": config.sms_type or "2",
                "IsUnicode": "1" if is_unicode(message.text) else "0",
                "Sandbox": "0",
                "RequestId": message.uuid,
                "CallbackUrl": message.callback,
            },
        )

    @classmethod
    def read_data(cls, config, data):
        """Read an answer; a request that was accepted before is accepted.

        >>> Esms.read_data(None, {"CodeResult": "100", "SMSID": "a1"}).reference
        'a1'
        >>> [Esms.read_data(None, {"CodeResult": code}).outcome
        ...  for code in ("124", "103", "108", "120", "555")]
        ['accepted', 'blocked', 'failed', 'later', 'failed']
        """
        code = str(paths.dig(data, "CodeResult") or "")
        if code in ("100", "124"):
            return Answer("accepted", code, reference=str(data.get("SMSID") or ""))
        if not code:
            return Answer("unknown", failure="sms_server")
        return cls.refusal(code, str(data.get("ErrorMessage") or ""))

    @classmethod
    def reports(cls, config, data):
        """Read a report; the counts are of a request, and a request is one number.

        >>> Esms.reports(None, {"SendStatus": "5", "SendSuccess": "1",
        ...     "RequestId": "u1", "TotalPrice": "350"})[0].state
        'delivered'
        >>> [Esms.reports(None, {"SendStatus": status, "SendSuccess": "0"})[0].state
        ...  for status in ("1", "4", "5")]
        ['accepted', 'failed', 'failed']
        """
        status = str(data.get("SendStatus") or "")
        good = str(data.get("SendSuccess") or "0") not in ("", "0")
        state = {"1": "accepted", "4": "failed"}.get(status, "")
        if status == "5":
            state = "delivered" if good else "failed"
        return [
            Report(
                uuid=str(data.get("RequestId") or ""),
                reference=str(data.get("SMSID") or ""),
                number=str(data.get("phonenumber") or ""),
                state=state,
                code=status,
                text=str(data.get("error_info") or ""),
                price=to_float(data.get("TotalPrice")),
            )
        ]


class SpeedSms(Gateway):
    """SpeedSMS: REST with a token; no id of ours, so that repeats are not known."""

    URL = "https://api.speedsms.vn"
    NUMBER_FORM = "plain"
    CODES = {
        "007": ("blocked", "sms_acc"),
        "008": ("blocked", "sms_acc"),
        "009": ("blocked", "sms_acc"),
        "101": ("failed", "sms_rejected"),
        "105": ("failed", "sms_number_format"),
        "113": ("failed", "sms_rejected"),
        "300": ("blocked", "sms_credit"),
        "500": ("later", "sms_server"),
    }

    @classmethod
    def build(cls, config, message):
        token = base64.b64encode(f"{config.key}:x".encode()).decode()
        return post_json(
            f"{config.url or cls.URL}/index.php/sms/send",
            {
                "to": [message.number],
                "content": message.text,
                "sms_type": int(config.sms_type or 3),
                "sender": config.brand,
            },
            {"Authorization": f"Basic {token}"},
        )

    @classmethod
    def read_data(cls, config, data):
        """Read an answer.

        >>> SpeedSms.read_data(None, {"status": "success", "code": "00",
        ...     "data": {"tranId": 7, "totalPrice": 250, "invalidPhone": []}}).reference
        '7'
        >>> SpeedSms.read_data(None, {"status": "success", "code": "00",
        ...     "data": {"tranId": 7, "invalidPhone": ["849"]}}).failure
        'sms_number_format'
        >>> SpeedSms.read_data(None, {"status": "error", "code": "300"}).outcome
        'blocked'
        """
        if data.get("status") == "success":
            told = data.get("data") or {}
            if told.get("invalidPhone"):
                return Answer("failed", "105", failure="sms_number_format")
            return Answer(
                "accepted",
                str(data.get("code") or ""),
                reference=str(told.get("tranId") or ""),
                price=to_float(told.get("totalPrice")),
            )
        text = str(data.get("message") or "")
        if "sender not found" in text.lower():
            return Answer("blocked", "sender", text, failure="sms_registration_needed")
        return cls.refusal(str(data.get("code") or ""), text)

    @classmethod
    def reports(cls, config, data):
        """Read a report or a reply.

        >>> [SpeedSms.reports(None, {"type": "report", "tranId": 1, "status": code}
        ...  )[0].state for code in (0, 5, 70)]
        ['delivered', 'sent', 'failed']
        >>> SpeedSms.reports(None, {"type": "incoming", "phone": "84912345678",
        ...     "content": "STOP"})[0].kind
        'reply'
        """
        number = str(data.get("phone") or "")
        if data.get("type") == "incoming":
            return [Report("reply", number=number, text=str(data.get("content") or ""))]
        code = to_float(data.get("status"))
        state = ""
        if code is not None:
            state = "delivered" if code == 0 else "sent" if code < 64 else "failed"
        return [
            Report(
                reference=str(data.get("tranId") or ""),
                number=number,
                state=state,
                code=str(data.get("status") if code is not None else ""),
            )
        ]


class VietGuys(Gateway):
    """VietGuys: a form; seen in public code only, so a preset."""

    URL = "https://cloudsms.vietguys.biz:4438"
    NUMBER_FORM = "plain"
    CODES = {
        "-1": ("blocked", "sms_acc"),
        "-2": ("blocked", "sms_acc"),
        "-4": ("blocked", "sms_acc"),
        "-6": ("failed", "sms_number_format"),
        "-9": ("blocked", "sms_credit"),
        "-13": ("failed", "sms_rejected"),
    }

    @classmethod
    def build(cls, config, message):
        form = {
            "u": config.key,
            "pwd": config.secret,
            "from": config.brand,
            "phone": message.number,
            "sms": message.text,
            "bid": message.uuid,
            "json": "1",
        }
        if is_unicode(message.text):
            form["type"] = "8"
        return Request(
            "POST",
            f"{config.url or cls.URL}/api/index.php",
            {"Content-Type": "application/x-www-form-urlencoded"},
            urlencode(form).encode(),
        )

    @classmethod
    def read_data(cls, config, data):
        """Read an answer.

        >>> VietGuys.read_data(None, {"error": 0, "msgid": "m1"}).reference
        'm1'
        >>> VietGuys.read_data(None, {"error": 1, "error_code": -9}).outcome
        'blocked'
        """
        if str(data.get("error")) == "0":
            return Answer("accepted", "0", reference=str(data.get("msgid") or ""))
        code = str(data.get("error_code") or "")
        return cls.refusal(code, str(data.get("log") or ""))

    @classmethod
    def reports(cls, config, data):
        """Read a report.

        >>> VietGuys.reports(None, {"bid": "u1", "status": "1"})[0].state
        'delivered'
        """
        status = str(data.get("status") or "")
        return [
            Report(
                uuid=str(data.get("bid") or ""),
                reference=str(data.get("msgid") or ""),
                state={"1": "delivered", "0": "sent"}.get(status, "failed"),
                code=status,
            )
        ]


class Stringee(Gateway):
    """Stringee: a token made of the key for each request; a preset."""

    URL = "https://api.stringee.com"
    NUMBER_FORM = "plain"
    CODES = {
        "1": ("blocked", "sms_acc"),
        "2": ("blocked", "sms_credit"),
        "3": ("failed", "sms_number_format"),
        "4": ("blocked", "sms_registration_needed"),
    }

    @classmethod
    def build(cls, config, message):
        return post_json(
            f"{config.url or cls.URL}/v1/sms",
            {
                "sms": [
                    {
                        "from": config.brand,
                        "to": message.number,
                        "text": message.text,
                    }
                ]
            },
            {"X-STRINGEE-AUTH": token(config.key, config.secret, int(time.time()))},
        )

    @classmethod
    def read_data(cls, config, data):
        """Read an answer.

        >>> Stringee.read_data(None, {"smsSent": 1, "result": [{"r": 0, "price": 9,
        ...     "messageId": "m"}]})[:4]
        ('accepted', '0', '', 'm')
        """
        told = paths.dig(data, "result[0]") or data
        code = str(told.get("r", ""))
        if code == "0":
            return Answer(
                "accepted",
                code,
                reference=str(told.get("messageId") or ""),
                price=to_float(told.get("price")),
            )
        return cls.refusal(code, str(told.get("msg") or ""))

    @classmethod
    def reports(cls, config, data):
        """Read a report.

        >>> Stringee.reports(None, {"messageId": "m", "status": "sent"})[0].state
        'sent'
        """
        status = str(data.get("status") or "").lower()
        return [
            Report(
                reference=str(data.get("messageId") or ""),
                number=str(data.get("to") or ""),
                state=status if status in ("sent", "delivered", "failed") else "",
                code=status,
            )
        ]


def token(key, secret, now):
    """Return the signed token of Stringee for a minute from *now* (seconds).

    >>> token("SK1", "s", 1767000000).count(".")
    2
    """

    def pack(data):
        raw = json.dumps(data, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=")

    head = pack({"typ": "JWT", "alg": "HS256", "cty": "stringee-api;v=1"})
    claims = {"jti": f"{key}-{now}", "iss": key, "exp": now + 60, "rest_api": True}
    signed = head + b"." + pack(claims)
    mac = hmac.new(secret.encode(), signed, hashlib.sha256).digest()
    return (signed + b"." + base64.urlsafe_b64encode(mac).rstrip(b"=")).decode()


GATEWAYS = {
    "esms": Esms,
    "speedsms": SpeedSms,
    "vietguys": VietGuys,
    "stringee": Stringee,
    "generic": Generic,
}
