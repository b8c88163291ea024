"""Vendors whose interface wants a token that is asked for with a key. No ORM here.

:func:`request` says how a token is asked for, :func:`read` what came and how long it is
good. Documents and servers spell the answers differently: all known spellings are read.
"""

import json
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urljoin

from . import values

#: a token whose end nobody told is asked for anew after this time
UNTOLD = timedelta(hours=1)
#: a token is given up so long before it ends
EARLY = timedelta(minutes=5)
TOKENS = ("access_token", "accessToken", "token")
ENDS = ("expired", "expried", "expires_at")


class Login(NamedTuple):
    """A request for a token."""

    method: str
    url: str
    params: dict
    data: dict


def request(kind, url, account, secret):
    """Return how a token is asked for, None where the key itself is shown.

    :param str kind: of ``crm.vn.call.provider``
    :param str account: the key's name, where it has one

    >>> request("omicall", "https://x.example", "", "k").params
    {'apiKey': 'k'}
    >>> request("voip24h", "https://x.example/", "a", "k").url
    'https://x.example/v3/authentication'
    >>> request("voip24h", "https://x.example", "", "k") is None
    True
    >>> request("tel4vn", "https://x.example", "a", "k") is None
    True
    """
    base = url if url.endswith("/") else f"{url}/"
    if kind == "omicall":
        return Login("GET", urljoin(base, "api/auth"), {"apiKey": secret}, {})
    # without the name of a key, what was entered is a token
    if kind == "voip24h" and account:
        data = {"apiKey": account, "apiSecret": secret, "isLonglive": "true"}
        return Login("POST", urljoin(base, "v3/authentication"), {}, data)
    return None


def read(text, zone, now):
    """Return (token, when it is to be given up), or (None, None).

    :param str zone: of moments that have none
    :param datetime now: naive UTC, as what is returned

    >>> from datetime import datetime
    >>> now = datetime(2026, 1, 5)
    >>> read('{"payload": {"access_token": "t"}}', "UTC", now)
    ('t', datetime.datetime(2026, 1, 5, 1, 0))
    >>> told = {"token": "t", "expried": "2026-01-06 09:05:00"}
    >>> read(json.dumps({"data": {"response": told}}), "Asia/Ho_Chi_Minh", now)
    ('t', datetime.datetime(2026, 1, 6, 2, 0))
    >>> read('{"status": 401}', "UTC", now), read("<html>", "UTC", now)
    ((None, None), (None, None))
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None, None
    token = _find(data, TOKENS)
    if not token:
        return None, None
    told = values.moment(_find(data, ENDS), zone)
    end = type(now).fromisoformat(told) - EARLY if told else now + UNTOLD
    return token, end


def _find(data, names):
    """Return the first text under one of *names*, however deep it stands."""
    waiting = [data]
    while waiting:
        one = waiting.pop(0)
        if not isinstance(one, dict):
            continue
        for name in names:
            if isinstance(one.get(name), str) and one[name]:
                return one[name]
        waiting += one.values()
    return None
