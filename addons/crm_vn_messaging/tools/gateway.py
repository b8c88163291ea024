"""What SMS gateways of Vietnam are asked, and what they answer. No ORM in here.

An adapter makes a :class:`Request` of a message and reads the answer and what the
gateway reports later. It neither opens a connection nor writes anything.
"""

import json
from typing import NamedTuple

from odoo.addons.crm_vn_base.tools import sms_parts


class Config(NamedTuple):
    """What a provider's record says."""

    url: str = ""
    brand: str = ""
    key: str = ""
    secret: str = ""
    sms_type: str = ""
    #: of a generic gateway: method, body, kind, headers, accept, accept_value, …
    spec: dict = {}


class Message(NamedTuple):
    """One message to one number; *number* is spelled as the gateway wants it."""

    uuid: str
    number: str
    text: str
    callback: str = ""


class Request(NamedTuple):
    method: str
    url: str
    headers: dict
    body: bytes


class Answer(NamedTuple):
    """What a gateway answered.

    *outcome*: ``accepted``; ``failed``, for good; ``later``, not accepted and may be
    tried again; ``blocked``, nothing goes before a person acts; ``unknown``, perhaps it
    was accepted.
    """

    outcome: str
    code: str = ""
    text: str = ""
    reference: str = ""
    price: float | None = None
    failure: str = ""


class Report(NamedTuple):
    """What a gateway tells later: of a message, or a reply (*kind* ``reply``)."""

    kind: str = "state"
    uuid: str = ""
    reference: str = ""
    number: str = ""
    state: str = ""
    code: str = ""
    text: str = ""
    price: float | None = None


def to_json(body):
    """Return the object in an answer, None when it is not JSON.

    >>> to_json(b'{"a": 1}'), to_json(b"<html>"), to_json(b"5")
    ({'a': 1}, None, None)
    """
    try:
        data = json.loads(body or b"")
    except ValueError:
        return None
    return data if isinstance(data, dict | list) else None


def to_float(value):
    """Return a number, None for what is none.

    >>> to_float("350"), to_float(None), to_float("x")
    (350.0, None, None)
    """
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


class Gateway:
    """The common part of all adapters."""

    #: where it is, unless the provider's record says otherwise
    URL = ""
    #: the same message again is known by its id, so that asking twice is harmless
    KNOWS_REPEATS = False
    #: {code: (outcome, failure)} of what is no success
    CODES = {}

    @classmethod
    def build(cls, config, message):
        raise NotImplementedError

    @classmethod
    def answer(cls, config, status, body):
        """Return the :class:`Answer` in what came back.

        >>> [Gateway.answer(None, status, b"").outcome for status in (503, 429, 401)]
        ['unknown', 'later', 'blocked']
        """
        if status == 429:
            return Answer("later", str(status), failure="sms_server")
        if status in (401, 403):
            return Answer("blocked", str(status), failure="sms_acc")
        data = to_json(body)
        if status >= 500 or data is None:
            return Answer("unknown", str(status), failure="sms_server")
        return cls.read_data(config, data)

    @classmethod
    def read_data(cls, config, data):
        raise NotImplementedError

    @classmethod
    def reports(cls, config, data):
        """Return the reports in what a gateway told by itself."""
        raise NotImplementedError

    @classmethod
    def refusal(cls, code, text=""):
        outcome, failure = cls.CODES.get(code, ("failed", "unknown"))
        return Answer(outcome, code, text, failure=failure)


def post_json(url, data, headers=None):
    body = json.dumps(data, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", **(headers or {})}
    return Request("POST", url, headers, body)


def is_unicode(text):
    """Tell whether a text needs the larger alphabet.

    >>> is_unicode("Chao chi"), is_unicode("Chào chị")
    (False, True)
    """
    return sms_parts.measure(text).alphabet == "unicode"
