import base64
import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import vcard
from ..tools.vcard_text import canonical
from .vcard_corpus import SAMPLES
from .vcard_corpus_tools import GIF, card

PIECES = [
    *(b"BEGIN:VCARD", b"END:VCARD", b"VERSION:2.1", b"VERSION:3.0", b"VERSION:4.0"),
    *(b"FN", b"N", b"TEL", b"PHOTO", b"AGENT", b"ADR", b"X-", b"item1."),
    *(b";ENCODING=QUOTED-PRINTABLE", b";ENCODING=b", b";CHARSET=", b";TYPE=", b"data:"),
    *(b":", b";", b",", b"\\", b'"', b"=", b"\n", b"\r\n", b"\n ", b"\x00", b"\xff"),
    *("ễ".encode(), b"\xe1\xbb", "🌸".encode("utf-16"), b"base64,", b"a", b"0903"),
]


def begins(data):
    """Count the cards of a file by the plainest rule there is."""
    return len(re.findall(rb"(?im)^begin[ \t]*:[ \t]*vcard[ \t]*$", canonical(data)))


@tagged("post_install", "-at_install")
class TestVcardParser(BaseCase):
    def test_corpus_is_read_as_written_down(self):
        self.assertGreaterEqual(len(SAMPLES), 40)
        for sample in SAMPLES:
            with self.subTest(sample.name):
                cards = vcard.read_cards(sample.data)
                self.assertEqual(
                    [
                        None if c.problem else (c.name, c.phones, c.emails)
                        for c in cards
                    ],
                    sample.cards,
                )

    def test_whole_card(self):
        sample = next(s for s in SAMPLES if s.name == "ios_17_person")
        (person,) = vcard.read_cards(sample.data)
        self.assertEqual(person.company, "Công ty CP Hoà Bình - Phòng Kinh doanh")
        self.assertEqual(person.function, "Trưởng phòng")
        self.assertFalse(person.is_company)
        self.assertEqual(
            person.addresses,
            [
                vcard.Address(
                    street="12 Lê Lợi, P. Bến Nghé",
                    city="Quận 1",
                    state="TP. Hồ Chí Minh",
                    zip="700000",
                    country="Việt Nam",
                )
            ],
        )

    def test_companies_are_told_from_people(self):
        for name, expected in (
            ("ios_company", True),
            ("organisation_40", True),
            ("ios_17_person", False),
            ("zalo_name_card", False),
        ):
            with self.subTest(name):
                sample = next(s for s in SAMPLES if s.name == name)
                (found,) = vcard.read_cards(sample.data)
                self.assertEqual(found.is_company, expected)

    def test_fax_is_no_phone(self):
        sample = next(s for s in SAMPLES if s.name == "outlook_21_label_and_fax")
        (found,) = vcard.read_cards(sample.data)
        self.assertEqual(found.faxes, ["02839998888"])

    def test_photos(self):
        for name in (
            "ios_photo_folded",
            "android_21_photo_blank_line",
            "photo_data_uri_40",
            "broken_photo_not_indented",
        ):
            with self.subTest(name):
                sample = next(s for s in SAMPLES if s.name == name)
                (found,) = vcard.read_cards(sample.data)
                self.assertEqual(found.photo, GIF)

    def test_photos_are_capped(self):
        picture = base64.b64encode(GIF + b"\0" * 5000).decode()
        data = card("FN:An", f"PHOTO;ENCODING=b:{picture}").encode()
        (kept,) = vcard.read_cards(data, photo_max_bytes=6000)
        self.assertEqual(len(kept.photo), len(GIF) + 5000)
        for limit in (5000, 100):
            (dropped,) = vcard.read_cards(data, photo_max_bytes=limit)
            self.assertEqual((dropped.photo, dropped.warnings), (b"", ["big_photo"]))

    def test_remote_photo_is_only_named(self):
        sample = next(s for s in SAMPLES if s.name == "google_remote_photo")
        (found,) = vcard.read_cards(sample.data)
        self.assertEqual((found.photo, found.warnings), (b"", ["remote_photo"]))

    def test_hostile_lines_take_no_time(self):
        hostile = [
            b'FN;X="' + b":" * 300_000,
            b"FN;" + b'"' * 300_001 + b":x",
            b"N:" + b"\\" * 300_000,
            b"TEL" + b";A=B" * 100_000,
        ]
        for line in hostile:
            started = time.monotonic()
            cards = vcard.read_cards(b"BEGIN:VCARD\n" + line + b"\nEND:VCARD")
            self.assertEqual(len(cards), 1)
            self.assertLess(time.monotonic() - started, 5)

    @settings(max_examples=400, deadline=None, database=None)
    @given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8))))
    def test_fuzz_any_bytes(self, pieces):
        data = b"".join(pieces)
        self.assertGreaterEqual(len(vcard.read_cards(data)), begins(data))

    @settings(max_examples=300, deadline=None, database=None)
    @given(
        st.lists(st.sampled_from([s.data for s in SAMPLES]), min_size=1, max_size=4),
        st.integers(0, 10_000),
        st.binary(max_size=4),
    )
    def test_fuzz_damaged_cards(self, files, position, damage):
        data = b"".join(files)
        position %= len(data)
        data = data[:position] + damage + data[position + len(damage) :]
        cards = vcard.read_cards(data)
        self.assertGreaterEqual(len(cards), begins(data))
        for found in cards:
            self.assertTrue(found.name or found.problem)
            self.assertNotIn("\x00", "".join([found.name, found.note, *found.phones]))

    @settings(max_examples=150, deadline=None, database=None)
    @given(st.lists(st.text(max_size=40), max_size=6))
    def test_fuzz_names_come_back(self, names):
        written = [
            name
            for name in names
            if name.isprintable() and name.strip() and "\\" not in name
        ]
        data = "".join(card("FN:" + name, "TEL:0903") for name in written).encode()
        cards = vcard.read_cards(data)
        self.assertEqual(len(cards), len(written))
