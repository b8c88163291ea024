"""Notes of customers: plain text in lists, HTML in the database. No ORM in here."""

import re
from html import unescape

from markupsafe import Markup, escape

from odoo.addons.crm_vn_base.tools.text import clean

_URL = re.compile(r"https?://[^\s<>\"';|]+[^\s<>\"';|.,:!?)\]]")
_BREAK = re.compile(r"(?i)<(?:br\s*/?|/(?:p|div|li|h[1-6]|tr))\s*>")
_TAG = re.compile(r"<[^<>]*>")


def to_html(lines):
    """Return *lines* of text as HTML that shows them as they are.

    >>> to_html(["Giá A<B & <b>đỏ</b>", "https://a.example."])
    Markup('<p>Giá A&lt;B &amp; &lt;b&gt;đỏ&lt;/b&gt;<br><a href="https://a.example">\
https://a.example</a>.</p>')
    """
    return Markup("<p>%s</p>") % Markup("<br>").join(map(_linked, lines))


def lines_of(html):
    """Return the lines that the HTML of a note shows, without empty ones.

    >>> lines_of("<p>A &lt; B<br>hai</p><p>ba</p>"), lines_of(False)
    (['A < B', 'hai', 'ba'], [])
    """
    text = _TAG.sub("", _BREAK.sub("\n", str(html or "")))
    return split_lines(unescape(text))


def split_lines(text):
    """Return the lines of a *text*, cleaned, without empty ones.

    >>> split_lines(" một \\r\\n\\n hai")
    ['một', 'hai']
    """
    return [line for line in clean(text or "").replace("\r", "\n").split("\n") if line]


def _linked(line):
    parts, position = [], 0
    for match in _URL.finditer(line):
        parts += [
            escape(line[position : match.start()]),
            Markup('<a href="%s">%s</a>') % (match[0], match[0]),
        ]
        position = match.end()
    return Markup("").join([*parts, escape(line[position:])])
