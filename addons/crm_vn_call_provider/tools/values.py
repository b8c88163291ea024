"""What vendors write, read as plain values: moments, seconds, numbers. No ORM here."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

#: above this an epoch counts milliseconds; in seconds it would be the year 5138
MILLISECONDS_FROM = 10**11
#: what a switchboard writes for a number that it doesn't know
UNKNOWN_NUMBERS = {"", "unknown", "<unknown>", "anonymous", "private", "restricted"}
#: the longest number of ours inside a switchboard, in digits
EXTENSION_DIGITS = 6

NUMBER = re.compile(r"\+?[0-9*#]{2,20}")
EXTENSION = re.compile(r"[A-Za-z0-9_./@-]{1,40}")


def moment(value, zone):
    """Return a moment as ISO text in UTC, or None.

    :param value: epoch in seconds or milliseconds, or a text; without a zone of its own
        it is in *zone*
    :param str zone: name of a time zone

    >>> moment(1767000000, "Asia/Ho_Chi_Minh"), moment("1767000000123", "UTC")
    ('2025-12-29T09:20:00', '2025-12-29T09:20:00')
    >>> moment("2026-01-05 09:00:19", "Asia/Ho_Chi_Minh")
    '2026-01-05T02:00:19'
    >>> moment("2026-01-05T02:00:19Z", "Asia/Ho_Chi_Minh"), moment("", "UTC")
    ('2026-01-05T02:00:19', None)
    >>> moment("soon", "UTC"), moment(0, "UTC"), moment(True, "UTC")
    (None, None, None)
    """
    if value in (None, "", False, True, 0, "0"):
        return None
    text = str(value).strip().replace("+0000", "Z")
    try:
        if re.fullmatch(r"\d{9,16}(\.\d+)?", text):
            number = float(text)
            if number > MILLISECONDS_FROM:
                number /= 1000
            found = datetime.fromtimestamp(int(number), UTC)
        else:
            found = datetime.fromisoformat(text.replace("/", "-"))
            if not found.tzinfo:
                found = found.replace(tzinfo=ZoneInfo(zone))
        return found.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def seconds(value):
    """Return a length in whole seconds, or None.

    >>> seconds("12"), seconds(12.6), seconds("00:01:05"), seconds("1:05")
    (12, 12, 65, 65)
    >>> seconds(""), seconds("x"), seconds(-3)
    (None, None, None)
    """
    text = str("" if value is None else value).strip()
    if re.fullmatch(r"\d{1,3}(:\d{1,2}){1,2}", text):
        total = 0
        for part in text.split(":"):
            total = total * 60 + int(part)
        return total
    if re.fullmatch(r"\d{1,9}(\.\d+)?", text):
        return int(float(text))
    return None


def later(begin, length):
    """Return the moment *length* seconds after *begin*, both as text, or None.

    >>> later("2026-01-05T02:00:19", 12), later(None, 3)
    ('2026-01-05T02:00:31', None)
    >>> later("2026-01-05T02:00:19", None)
    '2026-01-05T02:00:19'
    """
    if not begin:
        return None
    return (datetime.fromisoformat(begin) + timedelta(seconds=length or 0)).isoformat()


def number(value):
    """Return a phone number as it was told, without what surrounds it, or None.

    >>> number("0912 345 678"), number("sip:84912345678@pbx.example")
    ('0912345678', '84912345678')
    >>> number("<unknown>"), number("anonymous"), number("btncall_0912345678")
    (None, None, '0912345678')
    >>> number("0912345678\\r\\nAction: Originate")
    """
    text = str(value or "").strip()
    if text.casefold() in UNKNOWN_NUMBERS or len(text) > 80:
        return None
    text = re.sub(r"^(?:sips?|tel):|^btncall_", "", text).split("@")[0]
    text = re.sub(r"[ .()\u00a0-]", "", text)
    return text if NUMBER.fullmatch(text) else None


def extension(value):
    """Return an extension, or None.

    >>> extension("101"), extension("PJSIP/101-0000001f"), extension("a b")
    ('101', '101', None)
    """
    text = str(value or "").strip()
    found = re.fullmatch(
        r"(?:PJSIP|SIP|IAX2|Local)/(.+?)(?:-[0-9a-f]{8})?(?:;\d)?", text
    )
    text = found[1].split("@")[0] if found else text
    return text if EXTENSION.fullmatch(text) else None


def is_extension(value):
    """Tell whether a number is one inside the switchboard.

    >>> is_extension("101"), is_extension("0912345678"), is_extension(None)
    (True, False, False)
    """
    return bool(re.fullmatch(rf"\d{{2,{EXTENSION_DIGITS}}}", str(value or "")))


def may_dial(text):
    """Tell whether *text* may reach the line protocol of a switchboard as a number.

    >>> may_dial("+84912345678"), may_dial("*43"), may_dial("0912345678\\n")
    (True, True, False)
    """
    return bool(re.fullmatch(r"\+?[0-9*#]{2,20}", text or "")) and "\n" not in text


def may_ring(text):
    """Tell whether *text* may reach the line protocol of a switchboard as an extension.

    >>> may_ring("101"), may_ring("PJSIP/101"), may_ring("101\\r\\nAction: x")
    (True, True, False)
    """
    return bool(EXTENSION.fullmatch(text or "")) and not re.search(r"\s", text)
