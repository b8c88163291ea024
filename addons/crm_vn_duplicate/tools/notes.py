"""Notes of customers: plain text in lists, HTML in the database. No ORM in here."""

import re
from html import unescape

from markupsafe import Markup, escape

from odoo.addons.crm_vn_base.tools.text import clean, key

#: lines that are longer are compared as they stand: folding takes its time
FOLDED_MAX = 500
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


def added(html, lines):
    """Return the note *html* with those *lines* that it does not hold yet.

    :param lines: (label or ``""``, text)
    :return: HTML, or ``None`` where nothing is new

    >>> added("<p>khách quen</p>", [("", "Khách quen"), ("Fax", "024 3825 1236")])
    Markup('<p>khách quen</p><p>Fax: 024 3825 1236</p>')
    >>> added("<p>Fax: 024 3825 1236</p>", [("Fax", "024 3825 1236")])
    """
    if not lines:
        return None
    present = lines_of(html)
    known = {_compared(line) for line in present}
    known |= {_compared(line.partition(": ")[2]) for line in present}
    # what Odoo exports of a note is HTML, and may come back
    known |= {_compared(line) for line in str(html or "").split("\n")}
    new = []
    for label, text in lines:
        line = f"{label}: {text}" if label else text
        forms = {_compared(text), _compared(line)}
        if not known.isdisjoint(forms):
            continue
        known |= forms
        new.append(line)
    if not new:
        return None
    return Markup(html or "") + to_html(new)


def _compared(line):
    """Return the form in which spellings of a line are equal; of a long one, itself."""
    return (key(line) if len(line) <= FOLDED_MAX else "") or line


def _linked(line):
    parts, position = [], 0
    for match in _URL.finditer(line):
        parts += [
            escape(line[position : match.start()]),
            Markup('<a href="%s">%s</a>') % (match[0], match[0]),
        ]
        position = match.end()
    return Markup("").join([*parts, escape(line[position:])])
