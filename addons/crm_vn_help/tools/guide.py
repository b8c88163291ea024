"""The user guide: pages of plain text (a little Markdown) and how they are shown.

A page is ``guide/<language>/<name>.md``. Lines ``key: value`` stand on top, then the
title, then paragraphs, lists and pictures::

    chapter: salesperson
    order: 10
    screens: crm_vn_customer.desk, mail.activity
    # Your day on one screen

    Open *CRM ‣ Customer desk*, tap **Overdue**.

    1. First this,
    2. then [that](log-a-call).

Bold text is what stands on a button, a tab or a field; text in italics with ``‣`` is a
way through the menus. A test looks whether they exist.
"""

import dataclasses
import functools
import html
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "guide"
PICTURES = FOLDER.parent / "static/guide"
LANGUAGES = ("en", "vi")
CHAPTERS = ("start", "salesperson", "manager", "administrator", "news")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
ITALICS = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
LINK = re.compile(r"(?<!!)\[([^\]]+)\]\(([a-z0-9-]+)\)")
PICTURE = re.compile(r"^!\[([^\]]*)\]\(([a-z0-9_.-]+)\)$")
ITEM = re.compile(r"^(?:-|(\d+)\.) ")


@dataclasses.dataclass(frozen=True)
class Page:
    """One page in one language."""

    name: str
    chapter: str
    order: int
    screens: tuple[str, ...]
    title: str
    text: str

    @functools.cached_property
    def picture(self):
        """The beginning of the addresses of its two pictures, or None.

        ``make pictures`` makes them of the demo company: 1280 and 360 pixels wide.
        """
        if (PICTURES / f"{self.name}-1280.png").exists():
            return f"/crm_vn_help/static/guide/{self.name}"
        return None

    @functools.cached_property
    def html(self):
        """The page without its title, as HTML; whatever it says is escaped."""
        return render(self.text)

    @functools.cached_property
    def links(self):
        """The names of the pages that this one leads to."""
        return LINK.findall(self.text)

    @functools.cached_property
    def plain(self):
        """The text without any marks, for the search."""
        return strip_marks(self.text)


def strip_marks(text):
    """Return a text of the guide without its marks.

    >>> strip_marks("Tap **Done** in *CRM ‣ Desk*, see [that](other-page).")
    'Tap Done in CRM ‣ Desk, see that.'
    """
    text = LINK.sub(r"\1", text)
    text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"\*+|^#+ ", "", text, flags=re.MULTILINE).split())


def parse(name, source):
    """Return the page that a file holds.

    >>> page = parse("x", "chapter: news\\norder: 3\\n# Title\\n\\nSome *text*.")
    >>> page.title, page.order, page.screens, page.html
    ('Title', 3, (), '<p>Some <i>text</i>.</p>')

    :raise ValueError: it has no title or no chapter
    """
    head, mark, body = source.partition("# ")
    values = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    title, __, text = body.partition("\n")
    if not mark or values.get("chapter") not in CHAPTERS:
        raise ValueError(f"{name}: a page has a chapter and a title")
    screens = [part.strip() for part in values.get("screens", "").split(",")]
    return Page(
        name=name,
        chapter=values["chapter"],
        order=int(values.get("order", 100)),
        screens=tuple(filter(None, screens)),
        title=title.strip(),
        text=text.strip(),
    )


def inline(text):
    """Return one line as HTML.

    >>> inline("**A & B** in *C*, see [d](e-f)")
    '<b>A &amp; B</b> in <i>C</i>, see <a href="/vn/guide/e-f">d</a>'
    """
    text = html.escape(text, quote=False)
    text = LINK.sub(r'<a href="/vn/guide/\2">\1</a>', text)
    text = BOLD.sub(r"<b>\1</b>", text)
    return ITALICS.sub(r"<i>\1</i>", text)


def render(text):
    """Return the text of a page as HTML.

    >>> render("## Then\\n\\n1. one\\n2. two\\n   and more\\n\\nEnd.")
    '<h2>Then</h2>\\n<ol><li>one</li><li>two and more</li></ol>\\n<p>End.</p>'
    >>> render("![The desk](desk.png)")
    '<figure><img src="/crm_vn_help/static/guide/desk.png" alt="The desk"/></figure>'
    """
    return "\n".join(_block(block) for block in re.split(r"\n\s*\n", text) if block)


def _block(block):
    lines = block.strip().splitlines()
    first = lines[0]
    if first.startswith("## "):
        return f"<h2>{inline(first[3:])}</h2>"
    if picture := PICTURE.match(first):
        alt, name = picture.groups()
        address = f"/crm_vn_help/static/guide/{name}"
        return f'<figure><img src="{address}" alt="{html.escape(alt)}"/></figure>'
    if item := ITEM.match(first):
        tag = "ol" if item[1] else "ul"
        items = []
        for line in lines:
            if ITEM.match(line):
                items.append(ITEM.sub("", line))
            else:
                items[-1] += " " + line.strip()
        inner = "".join(f"<li>{inline(text)}</li>" for text in items)
        return f"<{tag}>{inner}</{tag}>"
    return f"<p>{inline(' '.join(line.strip() for line in lines))}</p>"


@functools.cache
def pages(language):
    """Return the pages of a language in their order: {name: Page}."""
    found = [
        parse(path.stem, path.read_text(encoding="utf-8"))
        for path in (FOLDER / language).glob("*.md")
    ]
    found.sort(key=lambda page: (CHAPTERS.index(page.chapter), page.order, page.name))
    return {page.name: page for page in found}


def page_of_screen(language, *screens):
    """Return the page about the first of *screens* that has one, or None.

    :param screens: XML ids of actions, tags of client actions, names of models
    """
    known = {
        screen: page for page in pages(language).values() for screen in page.screens
    }
    return next((known[screen] for screen in screens if screen in known), None)


def search(language, query, fold=str.lower):
    """Return the pages that hold every word of *query*, titles first.

    :param fold: makes two ways to write a word one, without accents for instance
    :return: list of (page, an excerpt around the first word)
    """
    words = fold(query).split()
    found = []
    for page in pages(language).values():
        title, text = fold(page.title), fold(page.plain)
        if words and all(word in title or word in text for word in words):
            in_title = all(word in title for word in words)
            found.append((not in_title, page, excerpt(page.plain, text, words[0])))
    found.sort(key=lambda row: row[0])
    return [(page, part) for __, page, part in found]


def excerpt(plain, folded, word, around=70):
    """Return the part of a text around a word.

    >>> excerpt("one two three four five", "one two three four five", "three", 5)
    'one two three four'
    >>> excerpt("one two three four five", "one two three four five", "four", 6)
    '… three four five'
    """
    place = folded.find(word)
    if place < 0 or len(plain) != len(folded):
        place = 0
    start = max(plain.rfind(" ", 0, max(place - around, 0)) + 1, 0)
    end = plain.find(" ", place + 2 * around)
    part = plain[start : end if end > 0 else len(plain)]
    return ("… " if start else "") + part
