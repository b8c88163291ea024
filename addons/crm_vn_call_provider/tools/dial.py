"""How each switchboard is asked for a call. No ORM here.

:func:`request` says what is sent, :func:`ask` sends it with a time limit. Our token
goes with it wherever the vendor carries one, so that the events of the call find it.
"""

import base64
import hashlib
import hmac
import json
import time
from typing import NamedTuple
from urllib.parse import urljoin

import requests

from . import values

#: seconds until the switchboard has to answer
TIMEOUT = 5


class Request(NamedTuple):
    """A request over HTTP: *data* is sent as it is."""

    method: str
    url: str
    headers: dict
    params: dict
    data: bytes


class Answer(NamedTuple):
    """Whether the call was accepted; *reason* is what the switchboard said if not."""

    is_accepted: bool
    reason: str


def request(kind, *, url, account, secret, hotline, extension, number, token):
    """Return the request for a call.

    :param str kind: of ``crm.vn.call.provider``
    :param str number: E.164
    :raise ValueError: a number or extension that must not reach a line protocol

    >>> found = request("tel4vn", url="https://x.example/", account="", secret="k",
    ...     hotline="02873000001", extension="101", number="+84912345678",
    ...     token="crm-1")
    >>> found.url, found.params["phone"]
    ('https://x.example/v1/click2call/async', '0912345678')
    >>> request("tel4vn", url="https://x.example/", account="", secret="", hotline="",
    ...     extension="101", number="0912\\r\\nAction: x", token="crm-1")
    Traceback (most recent call last):
    ...
    ValueError: not a number that can be dialled
    """
    if not values.may_dial(number):
        raise ValueError("not a number that can be dialled")
    if not values.may_ring(extension):
        raise ValueError("not an extension")
    national = "0" + number[3:] if number.startswith("+84") else number.lstrip("+")
    build = {
        "asterisk": _asterisk,
        "stringee": _stringee,
        "omicall": _omicall,
        "voip24h": _voip24h,
        "tel4vn": _tel4vn,
    }.get(kind, _generic)
    return build(
        url if url.endswith("/") else url + "/",
        account=account,
        secret=secret,
        hotline=hotline,
        extension=extension,
        number=national,
        token=token,
    )


def login_headers(kind, account, secret):
    """Return the headers that show a vendor who asks.

    >>> login_headers("tel4vn", "", "k"), login_headers("generic", "me", "k")
    ({'Authorization': 'Bearer k'}, {'Authorization': 'Basic bWU6aw=='})
    >>> list(login_headers("stringee", "SK1", "k"))
    ['X-STRINGEE-AUTH']
    """
    if kind == "stringee":
        return {"X-STRINGEE-AUTH": _stringee_token(account, secret)}
    if account and kind in ("asterisk", "generic"):
        given = base64.b64encode(f"{account}:{secret}".encode()).decode()
        return {"Authorization": f"Basic {given}"}
    return {"Authorization": f"Bearer {secret}"}


def ask(wanted):
    """Send a request and read the answer.

    :param Request wanted: what :func:`request` made
    """
    try:
        response = requests.request(
            wanted.method,
            wanted.url,
            headers=wanted.headers,
            params=wanted.params,
            data=wanted.data,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        return Answer(False, type(error).__name__)
    return read(response.status_code, response.text)


def read(status, text):
    """Say whether a switchboard's answer means that it will call.

    >>> read(200, '{"r": 0}'), read(200, '{"status": "fail", "error": "USER_BUSY"}')
    (Answer(is_accepted=True, reason=''), Answer(is_accepted=False, reason='USER_BUSY'))
    >>> read(200, ""), read(502, "")
    (Answer(is_accepted=True, reason=''), Answer(is_accepted=False, reason='HTTP 502'))
    >>> read(200, '{"r": 5, "message": "IN_ANOTHER_CALL"}').is_accepted
    False
    """
    if not 200 <= status < 300:
        return Answer(False, f"HTTP {status}")
    try:
        data = json.loads(text) if text.strip() else {}
    except ValueError:
        data = {}
    if not isinstance(data, dict):
        return Answer(True, "")
    refused = (
        str(data.get("status", "")).casefold() in ("fail", "failed", "error", "false")
        or data.get("r") not in (None, 0, "0")
        or bool(data.get("error"))
    )
    reason = str(data.get("error") or data.get("message") or data.get("status") or "")
    return Answer(False, reason[:200]) if refused else Answer(True, "")


def _json(data):
    return json.dumps(data).encode()


def _asterisk(url, *, secret, extension, number, token, **_other):
    """Our bridge: signed as it signs what it posts."""
    body = _json({"extension": extension, "number": number, "token": token})
    stamp = str(int(time.time()))
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    headers = {
        "Content-Type": "application/json",
        "X-CRM-VN-Signature": f"t={stamp},v1={digest.hexdigest()}",
    }
    return Request("POST", urljoin(url, "call"), headers, {}, body)


def _stringee(url, *, account, secret, hotline, extension, number, token):
    """PCC call-out; our token is the alias, the vendor returns no call id."""
    body = {
        "agentUserId": extension,
        "toAgentFromNumberDisplay": hotline,
        "toAgentFromNumberDisplayAlias": token,
        "toCustomerFromNumber": hotline,
        "customerNumber": number,
    }
    headers = {
        "Content-Type": "application/json",
        "X-STRINGEE-AUTH": _stringee_token(account, secret),
    }
    return Request("POST", urljoin(url, "v1/call/callout"), headers, {}, _json(body))


def _stringee_token(account, secret):
    """Return the vendor's JWT (HS256) of one hour."""
    now = int(time.time())
    head = {"typ": "JWT", "alg": "HS256", "cty": "stringee-api;v=1"}
    claims = {"jti": f"{account}-{now}", "iss": account, "exp": now + 3600}
    claims["rest_api"] = True
    parts = [_base64(_json(head)), _base64(_json(claims))]
    signed = hmac.new(secret.encode(), b".".join(parts), hashlib.sha256).digest()
    return b".".join([*parts, _base64(signed)]).decode()


def _base64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")


def _omicall(url, *, secret, hotline, extension, number, **_other):
    body = {"hotline": hotline, "extension": extension, "phone_number": number}
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
    return Request("POST", urljoin(url, "click2call"), headers, {}, _json(body))


def _voip24h(url, *, secret, extension, number, **_other):
    params = {"extension": extension, "phone": number}
    headers = {"Authorization": f"Bearer {secret}"}
    return Request("POST", urljoin(url, "v3/call/dial"), headers, params, b"")


def _tel4vn(url, *, secret, hotline, extension, number, **_other):
    """The variant that doesn't wait until the agent lifts."""
    params = {"ext": extension, "phone": number, "hotline": hotline}
    headers = {"Authorization": f"Bearer {secret}"}
    return Request("GET", urljoin(url, "v1/click2call/async"), headers, params, b"")


def _generic(url, *, secret, hotline, extension, number, token, **_other):
    """A company's own interface: our names, as JSON."""
    body = {
        "extension": extension,
        "number": number,
        "hotline": hotline,
        "token": token,
    }
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {secret}"}
    return Request("POST", url.rstrip("/"), headers, {}, _json(body))
