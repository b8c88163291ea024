"""Edges of bytes that become text, and of what a card has no field for."""

from odoo.tests import BaseCase, tagged

from ..tools.vcard_extras import TEXT_MAX
from ..tools.vcard_text import (
    base64_bytes,
    canonical,
    decode,
    split_escaped,
    unescape,
)
from .test_plain_edges import read


@tagged("post_install", "-at_install")
class TestPlainTexts(BaseCase):
    def test_encodings_without_a_mark_show_by_their_zeros(self):
        # what stands before the card moves the place where it begins
        for before in ("", "\n", "\n\n\n", "x-y: z\n"):
            text = f"{before}BEGIN:VCARD\nFN:Hoà\n"
            for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
                with self.subTest(before=before, encoding=encoding):
                    self.assertEqual(canonical(text.encode(encoding)), text.encode())
        # such bytes at an uneven place are no letters
        odd = b"x" + "BEGIN".encode("utf-16-le") + b"yy"
        self.assertEqual(canonical(odd), odd)

    def test_a_letter_cut_in_two_at_the_end(self):
        whole = "123456789"
        self.assertEqual(decode(whole.encode() + b"\xe1\xba"), whole)
        # so short a text, or bytes that no letter begins with, is another encoding
        self.assertEqual(decode(b"12345678\xe1\xba"), "12345678áº")
        self.assertEqual(decode(b"Kh\xe1"), "Khá")
        self.assertEqual(decode(whole.encode() + b"\xff"), whole + "ÿ")
        self.assertEqual(decode(whole.encode() + b"\xe1n"), whole + "án")

    def test_a_charset_that_is_no_text_is_not_believed(self):
        for charset in ("rot13", "zip", "", None, "windows-0"):
            with self.subTest(charset=charset):
                self.assertEqual(decode(b"Tr\xe2\xccn", charset), "Trần")

    def test_base64_is_all_or_nothing(self):
        self.assertEqual(base64_bytes(b"aGVs bG8="), b"hello")
        self.assertEqual(base64_bytes(b"aGVs!bG8="), b"")

    def test_backslashes(self):
        self.assertEqual(split_escaped(r"A;B\;C;D", ";"), ["A", r"B\;C", "D"])
        self.assertEqual(split_escaped("A\\\\;B", ";"), ["A\\\\", "B"])
        self.assertEqual(unescape(r"C:\xem\, nhé"), r"C:\xem, nhé")
        self.assertEqual(unescape(r"a\Nb\nc"), "a\nb\nc")

    def test_a_label_that_repeats_the_address_is_left_out(self):
        address = "ADR:;;12 Lê Lợi;Huế;;;Việt Nam"
        again = "LABEL:12 Lê Lợi\\nHuế"
        card = read("FN:A", address, again, "RELATED:Bình")
        self.assertEqual(card.extras, [("related", "Bình")])
        whole = read("FN:A", address, "LABEL:Việt Nam\\, Huế\\, 12 Lê Lợi")
        self.assertEqual(whole.extras, [])
        other = read("FN:A", address, "LABEL:14 Lê Lợi\\, Huế")
        self.assertEqual([label for label, _text in other.extras], ["address"])
        # words of the address in another property say something of their own
        for line, label in (("IMPP:Huế", "chat"), ("CATEGORIES:Huế", "categories")):
            with self.subTest(line=line):
                self.assertIn((label, "Huế"), read("FN:A", address, line).extras)

    def test_what_a_card_says_beside_is_cut_at_a_length(self):
        [(_label, text)] = read("FN:A", f"IMPP:{'x' * 2100}").extras
        self.assertEqual((len(text), TEXT_MAX), (2000, 2000))

    def test_only_an_agent_has_a_card_in_it(self):
        self.assertEqual(
            read("FN:A", "IMPP:version:3.0 b").extras, [("chat", "version:3.0 b")]
        )
        [(_label, text)] = read("FN:A", "AGENT:version:3.0 b").extras
        self.assertEqual(text, "b")
