"""Every card of the corpus is read as it was when somebody last looked at it.

``cards.txt`` holds everything that the reader says, one card a line. Whoever changes
the reader on purpose writes it anew and reads the difference::

    python3 -m devtools.mutation.run crm_vn_vcard test_plain_cards write
"""

import dataclasses
import zlib
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools.vcard import read_cards
from .vcard_corpus import SAMPLES

CARDS = Path(__file__).parent / "cards.txt"
#: how phones and mail programs end a line, and what a transport makes of it
ENDS = {"as written": None, "unix": b"\n", "old mac": b"\r"}


def variants(data):
    """Return the sample with other line ends: nothing else may change."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return [lines.replace(b"\n", end) if end else data for end in ENDS.values()]


def tell(card):
    """Return everything of a card in one line."""
    values = dataclasses.asdict(card)
    if values["photo"]:
        values["photo"] = f"{len(card.photo)} bytes, {zlib.crc32(card.photo):x}"
    return repr({name: value for name, value in values.items() if value})


def readings():
    """Yield a line for each sample and each of its cards."""
    for sample in SAMPLES:
        for name, data in zip(ENDS, variants(sample.data), strict=True):
            yield f"# {sample.name}, {name}"
            yield from map(tell, read_cards(data))


def write():
    """Write what the reader says now."""
    CARDS.write_text("\n".join([*readings(), ""]), encoding="utf-8")


@tagged("post_install", "-at_install")
class TestPlainCards(BaseCase):
    def test_cards(self):
        wanted = CARDS.read_text(encoding="utf-8").splitlines()
        for line, found in zip(wanted, readings(), strict=True):
            self.assertEqual(found, line)
