"""Edges of what cards hold: which phone comes first, how large a photo may be, …"""

import base64

from odoo.tests import BaseCase, tagged

from ..tools import vcard, vcard_text
from ..tools.vcard import read_cards
from ..tools.vcard_lines import properties_of, split_cards

GIF = b"GIF89a"


def read(*lines, version="3.0", **options):
    """Return the one card of these lines."""
    text = "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD"])
    [card] = read_cards(text.encode(), **options)
    return card


def photo(size):
    """Return a picture of so many bytes, as a card holds it."""
    return base64.b64encode(GIF.ljust(size, b"x")).decode()


@tagged("post_install", "-at_install")
class TestPlainEdges(BaseCase):
    def test_the_main_phone_comes_first(self):
        kinds = ("VOICE", "HOME", "WORK", "MAIN", "CELL")
        lines = [f"TEL;TYPE={kind}:{place}" for place, kind in enumerate(kinds)]
        self.assertEqual(read("FN:A", *lines).phones, ["4", "3", "2", "1", "0"])
        self.assertEqual(read("FN:A", *lines, "TEL:9").phones[-2:], ["0", "9"])
        for mobile in ("CELL", "IPHONE", "MOBILE"):
            for other in ("MAIN", "WORK", "HOME"):
                card = read("FN:A", f"TEL;TYPE={other}:1", f"TEL;TYPE={mobile}:2")
                self.assertEqual(card.phones, ["2", "1"])
        # equal ones stay as they are written
        lines = ("TEL;TYPE=IPHONE:1", "TEL;TYPE=CELL:2", "TEL;TYPE=MOBILE:3")
        self.assertEqual(read("FN:A", *lines).phones, ["1", "2", "3"])
        lines = (
            "TEL;TYPE=CELL:1",
            "TEL;TYPE=HOME,PREF:2",
            "TEL;PREF=1:3",
            "TEL;PREF=0:4",
        )
        self.assertEqual(read("FN:A", *lines).phones, ["2", "4", "3", "1"])

    def test_faxes_and_extensions(self):
        card = read(
            "FN:A",
            "TEL;TYPE=WORKFAX:1",
            "item1.TEL:2",
            "item1.X-ABLABEL:Fax nhà",
            "item2.TEL:3",
            "item2.X-ABLABEL:Kho",
            "TEL;VALUE=uri:tel:+84-28-1234;ext=5",
        )
        self.assertEqual((card.phones, card.faxes), (["3", "+84-28-1234"], ["1", "2"]))
        self.assertIn(("Kho", "3"), card.extras)
        self.assertIn(("extension", "+84-28-1234 ext. 5"), card.extras)

    def test_photos(self):
        self.assertEqual(vcard.PHOTO_MAX_BYTES, 4 * 1024 * 1024)
        for size, limit, warnings in (
            (100, 100, []),
            (101, 100, ["big_photo"]),
            (500, 100, ["big_photo"]),
        ):
            card = read(
                "FN:A", f"PHOTO;ENCODING=b:{photo(size)}", photo_max_bytes=limit
            )
            self.assertEqual(card.warnings, warnings)
            self.assertEqual(len(card.photo), 0 if warnings else size)
        # the first that is good; what stands before it is told
        lines = (
            "PHOTO;VALUE=uri:https://x.example/1.gif",
            "PHOTO;ENCODING=b:" + base64.b64encode(b"no picture").decode(),
            f"PHOTO;ENCODING=b:{photo(400)}",
            f"PHOTO;ENCODING=b:{photo(110)}",
            f"PHOTO:data:image/gif;base64,{photo(20)}",
            f"PHOTO;ENCODING=b:{photo(30)}",
        )
        card = read("FN:A", *lines, photo_max_bytes=100)
        wanted = ["remote_photo", "bad_photo", "big_photo", "big_photo"]
        self.assertEqual((len(card.photo), card.warnings), (20, wanted))
        self.assertEqual(read("FN:A", "PHOTO:").warnings, [])

    def test_names(self):
        for lines, name, is_company in (
            (("FN:Sao Mai", "ORG:Sao Mai"), "Sao Mai", True),
            (("FN:Lan", "ORG:Sao Mai"), "Lan", False),
            (("FN:Zen", "ORG:Sao Mai"), "Zen", False),
            (("FN:Sao Mai", "N:Mai;Sao", "ORG:Sao Mai"), "Sao Mai", False),
            (("ORG:Sao Mai",), "Sao Mai", True),
            (("FN:Lan", "KIND:org"), "Lan", True),
            (("FN:Lan", "KIND:individual"), "Lan", False),
            (("FN:Lan", "X-ABSHOWAS:company"), "Lan", True),
            (("FN:Lan", "X-ABSHOWAS:person"), "Lan", False),
            (("NICKNAME:Bi",), "Bi", False),
            (("EMAIL:a@example.com", "EMAIL:b@example.com"), "a@example.com", False),
            (("TEL:1", "TEL:2"), "1", False),
            (("N:Nguyễn;An;Văn;Ông;Jr",), "Ông Nguyễn Văn An Jr", False),
            (("N:;An",), "An", False),
        ):
            with self.subTest(lines=lines):
                card = read(*lines)
                self.assertEqual((card.name, card.is_company), (name, is_company))
        self.assertEqual(read("FN:An", "N:Nguyễn;An").person, "Nguyễn An")
        self.assertEqual(read("FN:Nguyen An", "N:Nguyễn;An").person, "")
        self.assertEqual(read("NOTE:x").problem, "empty")
        self.assertEqual(read("FN:A", "KIND:group").problem, "group")

    def test_words_of_ones_own(self):
        # of the two names, the preferred one
        card = read("FN;PREF=2:Bi", "FN;PREF=1:An", version="4.0")
        self.assertEqual((card.name, card.extras), ("An", [("name", "Bi")]))
        card = read(
            "FN:A",
            "TEL;X-ZALO:0905111222",
            'TEL;TYPE="Kế toán":0905111333',
            "TEL;TYPE=WORK,VOICE,PREF:0905111444",
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Mai;1;;;",
        )
        self.assertEqual(
            card.extras,
            [
                ("zalo", "0905111222"),
                ("kế toán", "0905111333"),
                ("related", "Mai"),
            ],
        )

    def test_lines_that_go_on(self):
        # of 2.1 the space is part of the text, later it only folds
        for version, wanted in (("2.1", "một hai"), ("3.0", "mộthai")):
            self.assertEqual(read("FN:một", " hai", version=version).name, wanted)
        self.assertEqual(read("FN:A", "REV:2.1", "NOTE:một", " hai").note, "mộthai")
        letter = "ộ".encode()
        data = b"BEGIN:VCARD\nVERSION:2.1\nFN:m" + letter[:1] + b"\n " + letter[1:]
        [card] = read_cards(data + b"t\nEND:VCARD")
        self.assertEqual(card.name, "một")
        # a line break that nobody escaped
        self.assertEqual(read("FN:A", "NOTE:một", "hai").note, "một\nhai")
        coded = base64.b64encode(GIF + b"x" * 60).decode()
        lines = (f"PHOTO;ENCODING=b:{coded[:20]}", coded[20:50], f" {coded[50:]}")
        self.assertEqual(len(read("FN:A", *lines).photo), 66)

    def test_cards_in_cards_and_without_an_end(self):
        data = b"x\nBEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nFN:C\nEND:VCARD"
        found = [(line, closed) for line, closed, _lines in split_cards(data)]
        self.assertEqual(found, [(2, False), (4, True)])
        data = b"BEGIN:VCARD\nAGENT:BEGIN:VCARD\nFN:B\nEND:VCARD\nFN:A\nEND:VCARD"
        found = [
            (line, closed, len(lines)) for line, closed, lines in split_cards(data)
        ]
        self.assertEqual(found, [(1, True, 1), (2, True, 1)])
        data = b"BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nFN:A\nEND:VCARD"
        found = [
            (line, closed, len(lines)) for line, closed, lines in split_cards(data)
        ]
        self.assertEqual(found, [(1, True, 2), (3, True, 1)])

    def test_preferences(self):
        def rank(line):
            [prop] = properties_of([[line]])
            return prop.rank

        for line, wanted in (
            (b"TEL:1", 1000),
            (b"TEL;PREF:1", 0),
            (b"TEL;TYPE=PREF:1", 0),
            (b"TEL;PREF=7:1", 7),
            (b"TEL;PREF=yes:1", 0),
            (b"TEL;PREF=12345:1", 123),
        ):
            self.assertEqual(rank(line), wanted, line)

    def test_texts_in_other_encodings(self):
        card = "BEGIN:VCARD\nFN:Nguyễn Ân\nEND:VCARD\n"
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
            with self.subTest(encoding=encoding):
                [found] = read_cards(card.encode(encoding))
                self.assertEqual(found.name, "Nguyễn Ân")
        # not on a letter's border: no UTF-16
        odd = b"x" + card.encode("utf-16-le")
        self.assertNotEqual(vcard_text.canonical(odd), card.encode())
