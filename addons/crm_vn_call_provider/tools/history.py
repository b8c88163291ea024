"""What switchboards have on record: asked for, to fill what no event told. No ORM here.

:func:`page` says what to ask, page by page; :func:`rows` reads an answer as events of
the vendor's own form, which its adapter reads.

Sources: TEL4VN's ``api-docs`` (cdr.md), the vendors' pages developer.stringee.com (call
log) and api.omicall.com (call transactions), VoIP24h's document.
"""

from typing import NamedTuple
from urllib.parse import urljoin

from . import values

#: rows of a page, and pages of one run at most
PAGE, PAGES = 100, 50
#: vendors that give fewer rows at once
SMALLER = {"omicall": 50}
#: the vendors that have such a list, and what says when a call began in its rows
BEGAN = {
    "voip24h": "calldate",
    "tel4vn": "time_started",
    "stringee": "start_time",
    "omicall": "time_start_call",
}
#: where vendors put the rows
PLACES = ("data", "payload", "result", "results", "items", "rows", "list", "calls")


class Page(NamedTuple):
    """A request for one page: GET, or POST when there is something to post."""

    url: str
    params: dict
    data: dict | None = None


def size(kind):
    """Return how many rows a full page has."""
    return SMALLER.get(kind, PAGE)


def page(kind, url, since, until, number, last=None):
    """Return the request for a page.

    :param str kind: one of :data:`BEGAN`
    :param datetime since: with *until*, in the vendor's zone
    :param int number: from 0
    :param dict last: the last row of the page before this one

    >>> from datetime import datetime
    >>> day = datetime(2026, 1, 5)
    >>> page("tel4vn", "https://x.example", day, day, 1).params
    {'page': 2, 'limit': 100}
    >>> asked = page("voip24h", "https://x.example/", day, day.replace(hour=9), 1)
    >>> asked.url, asked.params["dateEnd"], asked.params["offset"]
    ('https://x.example/v3/call/history', '2026-01-05 09:00:00', 100)
    >>> last = {"start_time": 5, "id": "c"}
    >>> asked = page("stringee", "https://x.example", day, day, 1, last)
    >>> asked.params["search_after[]"]
    [5, 'c']
    """
    base = url if url.endswith("/") else f"{url}/"
    if kind == "tel4vn":
        return Page(urljoin(base, "v1/cdr"), {"page": number + 1, "limit": PAGE})
    begin, end = (int(moment.timestamp() * 1000) for moment in (since, until))
    if kind == "stringee":
        params = {
            "version": 2,
            "limit": PAGE,
            "sort_by": "start_time",
            "sort_order": "desc",
            "from_start_time": begin,
            "to_start_time": end,
        }
        if last:
            params["search_after[]"] = [last.get("start_time"), last.get("id")]
        return Page(urljoin(base, "v1/call/log"), params)
    if kind == "omicall":
        return Page(
            urljoin(base, "api/v3/call-transaction/search"),
            {"page": number + 1, "size": size(kind)},
            {
                "filter": {"fromDate": begin, "toDate": end},
                "sort": {"field": "time_start_call", "isAsc": False},
            },
        )
    return Page(
        urljoin(base, "v3/call/history"),
        {
            "dateStart": f"{since:%Y-%m-%d %H:%M:%S}",
            "dateEnd": f"{until:%Y-%m-%d %H:%M:%S}",
            "offset": number * PAGE,
            "limit": PAGE,
        },
    )


def rows(kind, data):
    """Return the rows of an answer, as events of the vendor.

    >>> rows("tel4vn", {"data": {"items": [{"sip_call_id": "s"}]}})
    [{'sip_call_id': 's', 'state': 'cdr'}]
    >>> rows("voip24h", [{"callid": "1"}, "x"]), rows("voip24h", {"status": 200})
    ([{'callid': '1'}], [])
    >>> rows("stringee", {"r": 0, "data": {"calls": [{"id": "c"}]}})
    [{'id': 'c', 'type': 'call_log'}]
    >>> [row] = rows("omicall", {"payload": {"items": [{"source_number": "0912"}]}})
    >>> row["state"], row["from_number"]
    ('cdr', '0912')
    """
    if isinstance(data, dict):
        found = next((data[key] for key in PLACES if data.get(key)), [])
        return rows(kind, found)
    found = [row for row in data if isinstance(row, dict)]
    return [FORMS[kind](row) if kind in FORMS else row for row in found]


def refusal(data):
    """Return why a vendor does not give the list; some say so with status 200.

    >>> refusal({"r": 0, "data": {}}), refusal({"status_code": 9999}), refusal([])
    ('', '', '')
    >>> refusal({"r": 1, "message": "TOKEN_EXPIRED"}), refusal({"status_code": 401})
    ('TOKEN_EXPIRED', '401')
    """
    if not isinstance(data, dict):
        return ""
    code = values.seconds(data.get("status_code")) or 0
    if data.get("r") in (None, 0, "0") and not 400 <= code < 600:
        return ""
    return str(data.get("message") or data.get("r") or code)[:200]


def _omicall(row):
    """Return a row of the list with the names that the record at the end has."""
    names = {
        "from_number": "source_number",
        "to_number": "destination_number",
        "hotline": "sip_number",
        "time_start_to_answer": "time_answer_start",
    }
    told = {name: row.get(name) or row.get(other) for name, other in names.items()}
    return {**row, **told, "state": "cdr"}


#: how a row becomes an event of its vendor
FORMS = {
    "tel4vn": lambda row: {**row, "state": "cdr"},
    "stringee": lambda row: {**row, "type": "call_log"},
    "omicall": _omicall,
}


def is_last(kind, found, since, zone):
    """Tell whether the pages after this one hold nothing that is wanted.

    :param found: the rows of a page, the newest first
    :param datetime since: naive UTC

    >>> from datetime import datetime
    >>> row = {"time_started": "2026-01-05 09:00:00"}
    >>> full, moment = [row] * PAGE, datetime(2026, 1, 5, 2)
    >>> [is_last("tel4vn", full, moment.replace(hour=h), "Asia/Ho_Chi_Minh")
    ...     for h in (1, 2, 3)]
    [False, False, True]
    >>> is_last("tel4vn", [row], moment, "UTC")
    True
    """
    if len(found) < size(kind):
        return True
    began = [values.moment(row.get(BEGAN[kind]), zone) for row in found]
    began = [text for text in began if text]
    return bool(began) and max(began) < since.isoformat()
