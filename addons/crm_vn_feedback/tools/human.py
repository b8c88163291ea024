"""Signs that an answer comes from a machine. No ORM in here."""

import re

#: nobody reads a page and answers it faster
FASTEST_SECONDS = 2
#: a page that is older than this is opened anew
OLDEST_SECONDS = 24 * 3600
_MACHINE = re.compile(
    r"bot|crawl|spider|scan|preview|safelinks|proofpoint|barracuda|mimecast|curl|wget"
    r"|python|headless|monitor",
    re.IGNORECASE,
)


def get_suspicion(seconds, trap="", agent="", method_seen=True):
    """Return why an answer is not a person's, "" when nothing speaks against one.

    :param seconds: age of the page that the answer was given on; None without a page
    :param str trap: what stands in the field that people do not see
    :param str agent: the browser's name
    :param bool method_seen: the page was shown by GET before

    >>> get_suspicion(30, agent="Mozilla/5.0 (iPhone)")
    ''
    >>> get_suspicion(None), get_suspicion(0.4), get_suspicion(100_000)
    ('no_page', 'too_fast', 'old_page')
    >>> get_suspicion(30, trap="http://spam"), get_suspicion(30, agent="SafeLinks Scan")
    ('trap', 'machine')
    >>> get_suspicion(30, agent="")
    'machine'
    """
    if seconds is None or not method_seen:
        return "no_page"
    if trap:
        return "trap"
    if seconds < FASTEST_SECONDS:
        return "too_fast"
    if seconds > OLDEST_SECONDS:
        return "old_page"
    if not agent or _MACHINE.search(agent[:300]):
        return "machine"
    return ""
