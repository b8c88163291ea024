"""What Zalo asks for and answers: signatures, errors, values. No ORM in here."""

import base64
import hashlib
import hmac
import json
import re
import unicodedata
from typing import NamedTuple

OAUTH_URL = "https://oauth.zaloapp.com"
BUSINESS_URL = "https://business.openapi.zalo.me"
OPEN_URL = "https://openapi.zalo.me"

#: the token is refreshed once and the request made once more
REFRESH = (-124, -216, -220)
#: at night, not at all
NIGHT = (-133, -234)
#: the day's quota of the account, of a template
QUOTA, TEMPLATE_QUOTA = (-144,), (-147,)
BUSY = (-32,)
#: nothing goes before a person acts: money, the account, rights
ACCOUNT = (-115, -137, -135, -1351, -212, -126, -127, -227)
#: nothing of this template goes before a person acts
TEMPLATE = (-117, -131, -146, -109, -1121, -1122, -1124, -132)
#: of those, what is the template's whole: it may not be used, or is switched off
STOPPED = (-117, -131, -146)
#: the receiver refused
REFUSED = (-139, -140, -141)
#: the person does not follow the account, or left it
NO_FOLLOWER = -213
#: Zalo does not reach this number; SMS may
NO_ZALO = (-108, -114, -118, -119)
FALLBACK = (-114, -118, -119)


class Told(NamedTuple):
    """What Zalo answered to a message.

    *outcome*: ``accepted``, ``refresh``, ``busy``, ``night``, ``quota``,
    ``template_quota``, ``account``, ``template``, ``failed`` or ``unknown``.
    """

    outcome: str
    code: int = 0
    text: str = ""
    reference: str = ""
    remaining: int | None = None


def read_answer(status, body):
    """Return what an answer of Zalo says.

    >>> read_answer(
    ...     200, b'{"error":0,"data":{"msg_id":"m","quota":{"remainingQuota":"9"}}}')
    Told(outcome='accepted', code=0, text='', reference='m', remaining=9)
    >>> [read_answer(200, b'{"error":%d}' % code).outcome
    ...  for code in (-124, -32, -133, -144, -147, -115, -131, -118, -9999)]
    ['refresh', 'busy', 'night', 'quota', 'template_quota', 'account', 'template', \
'failed', 'failed']
    >>> read_answer(502, b"<html>").outcome, read_answer(429, b"").outcome
    ('unknown', 'busy')
    """
    if status == 429:
        return Told("busy", status)
    try:
        data = json.loads(body)
        code = int(data.get("error"))
    except (ValueError, TypeError, AttributeError):
        return Told("unknown", status)
    if code == 0:
        told = data.get("data")
        told = told if isinstance(told, dict) else {}
        left = (told.get("quota") or {}).get("remainingQuota")
        return Told(
            "accepted",
            reference=str(told.get("msg_id") or told.get("message_id") or ""),
            remaining=int(left) if str(left or "").isdigit() else None,
        )
    text = str(data.get("message") or "")
    for outcome, codes in (
        ("refresh", REFRESH),
        ("busy", BUSY),
        ("night", NIGHT),
        ("quota", QUOTA),
        ("template_quota", TEMPLATE_QUOTA),
        ("account", ACCOUNT),
        ("template", TEMPLATE),
    ):
        if code in codes:
            return Told(outcome, code, text)
    return Told("failed", code, text)


def sign(first, raw, timestamp, secret):
    """Return the signature of a webhook: plain SHA-256, no HMAC.

    :param str first: the app's id; some accounts are told to have their own id first
    :param bytes raw: the body as it came

    >>> sign("1", b'{"a":1}', "5", "s")[:8]
    '03c215f8'
    """
    text = f"{first}".encode() + raw + f"{timestamp}{secret}".encode()
    return hashlib.sha256(text).hexdigest()


def is_signed(header, raw, firsts, secret, timestamp=""):
    """Tell whether a webhook's body bears the account's signature.

    >>> mac = sign("1", b'{"timestamp":"5"}', "5", "s")
    >>> is_signed(f"mac={mac}", b'{"timestamp":"5"}', ["1", "2"], "s")
    True
    >>> is_signed(f"mac={mac}", b'{"timestamp":"6"}', ["1", "2"], "s")
    False
    >>> is_signed("mac=é", b'{"timestamp":"5"}', ["1"], "s")
    False
    """
    given = (header or "").removeprefix("mac=").strip().lower().encode()
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    if isinstance(told, dict):
        timestamp = str(told.get("timestamp") or timestamp)
    return bool(secret) and any(
        hmac.compare_digest(given, sign(first, raw, timestamp, secret).encode())
        for first in firsts
        if first
    )


def challenge(verifier):
    """Return the PKCE challenge of a verifier.

    >>> challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def tidy(value):
    """Return a value of a template as it leaves: composed, without odd spaces.

    >>> tidy(" Nguye\u0302\u0303n  An "), tidy(None)
    ('Nguyễn An', '')
    """
    # 0 is a value, though it equals False
    missing = value is None or value is False
    text = unicodedata.normalize("NFC", "" if missing else str(value))
    return re.sub(r"\s+", " ", text).strip()


def find_fault(name, kind, value, least=0, most=0, may_be_empty=False):
    """Return (code, figure) of what is wrong with a value of a template, or None.

    :param str kind: ``STRING``, ``NUMBER``, ``DATE`` or another of Zalo's
    :return: code ``empty``, ``short``, ``long``, ``number`` or ``date``

    >>> find_fault("name", "STRING", "Nguyễn An", 0, 30), find_fault("n", "STRING", "")
    (None, ('empty', 0))
    >>> find_fault("n", "STRING", "x" * 31, 0, 30), find_fault("d", "DATE", "2026-1-2")
    (('long', 30), ('date', 0))
    >>> find_fault("n", "NUMBER", "1.500"), find_fault("d", "DATE", "02/01/2026")
    (('number', 0), None)
    """
    if not value:
        return None if may_be_empty else ("empty", 0)
    if least and len(value) < least:
        return "short", least
    if most and len(value) > most:
        return "long", most
    if kind == "NUMBER" and not re.fullmatch(r"-?\d+([.]\d{1,2})?", value):
        return "number", 0
    if kind == "DATE" and not re.fullmatch(
        r"(\d{2}:\d{2}(:\d{2})? )?\d{2}/\d{2}/\d{4}", value
    ):
        return "date", 0
    return None
