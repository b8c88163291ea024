"""What cards hold beside a name and a phone: one card for each kind."""

import doctest

from odoo.tests import BaseCase, tagged

from ..tools import vcard, vcard_lines, vcard_text
from ..tools.vcard import read_cards
from .vcard_corpus_tools import card


def read(*lines):
    return read_cards(card(*lines).encode())


@tagged("post_install", "-at_install")
class TestCardKinds(BaseCase):
    def assert_told(self, found, *texts):
        told = " | ".join(f"{label}: {text}" for label, text in found.extras)
        for text in texts:
            self.assertIn(text, told)

    def test_examples(self):
        for module in (vcard, vcard_lines, vcard_text):
            with self.subTest(module.__name__):
                result = doctest.testmod(module)
                self.assertTrue(result.attempted)
                self.assertFalse(result.failed)

    def test_properties_with_odd_names_end_the_one_before(self):
        for name in ("X-ZALO_NAME", "X-APP/ID", "X-App Ten"):
            (found,) = read("FN:Mai", "EMAIL:mai@example.com", f"{name}:77")
            self.assertEqual(found.emails, ["mai@example.com"])
            self.assert_told(found, "77")

    def test_a_card_in_a_card_does_not_replace_it(self):
        data = (
            "BEGIN:VCARD\nVERSION:2.1\nAGENT:BEGIN:VCARD\nFN:Thư ký\nTEL:0905111222\n"
            "END:VCARD\nFN:Giám đốc\nTEL:0905111333\nEND:VCARD\n"
        )
        cards = read_cards(data.encode())
        self.assertEqual([found.name for found in cards], ["Giám đốc", "Thư ký"])
        self.assertEqual(cards[0].phones, ["0905111333"])
        (found,) = read(
            "FN:Giám đốc", r"AGENT:BEGIN:VCARD\nVERSION:3.0\nFN:Thư ký\nEND:VCARD"
        )
        self.assert_told(found, "Thư ký")
        self.assertNotIn("BEGIN", str(found.extras))

    def test_faxes_and_extensions(self):
        (found,) = read(
            "FN:Mai",
            "TEL;TYPE=homefax:02363822112",
            "item1.TEL:02363822113",
            "item1.X-ABLabel:Fax kho",
            "TEL;VALUE=uri:tel:+84-236-3822-111;ext=12",
        )
        self.assertEqual(found.phones, ["+84-236-3822-111"])
        self.assertEqual(found.faxes, ["02363822112", "02363822113"])
        self.assert_told(found, "ext. 12")

    def test_nothing_is_lost(self):
        (found,) = read(
            "FN:Lê Thị Mai",
            "NICKNAME:Mai Còi",
            "ORG:Cty Đào",
            "ORG:Hội Làm Vườn",
            "TITLE:Kế toán",
            "ROLE:Người ký",
            "CATEGORIES:Sỉ,Thân",
            "IMPP:zalo:mai77",
            "X-SKYPE:mai.skype",
            "RELATED;TYPE=spouse;VALUE=text:Chồng là Đào",
            "item2.X-ABDATE:2016-07-07",
            "item2.X-ABLabel:Ngày khai trương",
            "item3.EMAIL:ke.toan@example.com",
            "item3.X-ABLabel:Kế toán thuế",
        )
        self.assertEqual((found.company, found.function), ("Cty Đào", "Kế toán"))
        self.assert_told(
            found,
            *("Mai Còi", "Hội Làm Vườn", "Người ký", "Sỉ, Thân", "mai77", "mai.skype"),
            *("Chồng là Đào", "Ngày khai trương: 2016-07-07", "Kế toán thuế"),
        )

    def test_an_address_that_is_only_a_label(self):
        (found,) = read("FN:Mai", r"LABEL:7 Lê Lợi\nĐà Nẵng")
        self.assertEqual(found.addresses[0].street, "7 Lê Lợi, Đà Nẵng")
        for label in (r"7 Lê Lợi\nĐà Nẵng", "7 Lê Lợi^nĐà Nẵng"):
            (found,) = read("FN:Mai", f'ADR;TYPE=home;LABEL="{label}":;;;;;;')
            self.assertEqual(found.addresses[0].street, "7 Lê Lợi, Đà Nẵng")
        (found,) = read("FN:Mai", 'ADR;LABEL="7 Lê Lợi":;;8 Lê Lợi;;;;')
        self.assertEqual(found.addresses[0].street, "8 Lê Lợi")

    def test_a_birthday_without_a_year(self):
        (found,) = read("FN:Mai", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-03")
        self.assertEqual(found.birthday, "--02-03")

    def test_the_person_on_a_company_card(self):
        (found,) = read("N:Lê;Mai;Thị;;", "FN:Công ty Đào", "X-ABShowAs:COMPANY")
        self.assertEqual((found.name, found.person), ("Công ty Đào", "Lê Thị Mai"))

    def test_a_note_cut_inside_a_letter(self):
        data = card("FN:Mai", "NOTE:khách quen ở Huế").encode()
        data = data.replace("ế".encode(), "ế".encode()[:-1])
        (found,) = read_cards(data)
        self.assertEqual(found.note, "khách quen ở Hu")

    def test_a_quoted_line_that_ends_inside_a_letter(self):
        note = "NOTE;ENCODING=QUOTED-PRINTABLE:kh=C3=A1ch quen =E1=BB"
        (found,) = read("FN:Mai", note, "=9F Vinh")
        self.assertEqual(found.note, "khách quen ở Vinh")

    def test_a_chat_name_like_the_persons(self):
        (found,) = read("FN:Mai", "X-TWITTER:@mai", "X-SKYPE:mai", "_APP:mai77")
        self.assert_told(found, "twitter: @mai", "skype: mai", "mai77")
        (found,) = read("FN:Mai", "ORG:Cty Đào", "ORG:cty đào", "NICKNAME:mai")
        self.assertFalse(found.extras)

    def test_a_line_folded_inside_a_letter(self):
        first, second = "ế".encode()[:1], "ế".encode()[1:]
        data = card("FN:Mai", "NOTE:ở Hu@ rồi").replace("VERSION:3.0", "VERSION:2.1")
        data = data.encode().replace(b"@", first + b"\n " + second)
        (found,) = read_cards(data)
        self.assertEqual(found.note, "ở Huế rồi")

    def test_a_list_of_contacts_has_a_name(self):
        (found,) = read("KIND:group", "FN:Nhóm sỉ", "MEMBER:urn:uuid:7")
        self.assertEqual((found.problem, found.name), ("group", "Nhóm sỉ"))
