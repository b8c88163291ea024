"""What switchboards have on record: asked for, to fill what no event told. No ORM here.

:func:`pages` says what to ask, page by page; :func:`rows` reads an answer as events of
the vendor's own form, which its adapter reads.
"""

from typing import NamedTuple
from urllib.parse import urljoin

from . import values

#: rows of a page, and pages of one run at most
PAGE, PAGES = 100, 50
#: the vendors that have such a list, and what says when a call began in its rows
BEGAN = {"voip24h": "calldate", "tel4vn": "time_started"}
#: where vendors put the rows
PLACES = ("data", "payload", "result", "results", "items", "rows", "list")


class Page(NamedTuple):
    """A request for one page: GET, with *params* in the address."""

    url: str
    params: dict


def page(kind, url, since, until, number):
    """Return the request for a page.

    :param str kind: one of :data:`BEGAN`
    :param datetime since: with *until*, in the vendor's zone
    :param int number: from 0

    >>> from datetime import datetime
    >>> day = datetime(2026, 1, 5)
    >>> page("tel4vn", "https://x.example", day, day, 1).params
    {'page': 2, 'limit': 100}
    >>> asked = page("voip24h", "https://x.example/", day, day.replace(hour=9), 1)
    >>> asked.url, asked.params["dateEnd"], asked.params["offset"]
    ('https://x.example/v3/call/history', '2026-01-05 09:00:00', 100)
    """
    base = url if url.endswith("/") else f"{url}/"
    if kind == "tel4vn":
        return Page(urljoin(base, "v1/cdr"), {"page": number + 1, "limit": PAGE})
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
    """
    if isinstance(data, dict):
        found = next((data[key] for key in PLACES if data.get(key)), [])
        return rows(kind, found)
    found = [row for row in data if isinstance(row, dict)]
    return [{**row, "state": "cdr"} for row in found] if kind == "tel4vn" else found


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
    if len(found) < PAGE:
        return True
    began = [values.moment(row.get(BEGAN[kind]), zone) for row in found]
    began = [text for text in began if text]
    return bool(began) and max(began) < since.isoformat()
