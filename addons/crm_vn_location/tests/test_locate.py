import csv
import unicodedata
from pathlib import Path

from odoo.tests import tagged

from ..tools.units import atlas
from .common import VnLocationCommon

_CORPUS = Path(__file__).parent / "corpus.csv"


def _without_marks(text):
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _corpus():
    with _CORPUS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "text": row["text"].replace("\\n", "\n")}


@tagged("post_install", "-at_install")
class TestLocate(VnLocationCommon):
    def _locate(self, *texts):
        """Read the texts as a salesperson; return one dict, or a list of them."""
        places = self.City.with_user(self.user_own)._vn_locate(list(texts))
        return places if len(texts) != 1 else places[0]

    def test_old_address(self):
        place = self._locate("12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP.HCM")
        self.assertEqual(place["certainty"], "exact")
        self.assertEqual(place["city_id"], self.sai_gon.id)
        self.assertEqual(place["state_id"], self.hcm.id)
        self.assertEqual((place["era"], place["street"]), ("old", "12 Lý Thái Tổ"))
        self.assertEqual(place["candidates"], self.sai_gon.ids)
        self.assertIn("Phường Bến Nghé, Quận 1, Hồ Chí Minh", place["reason"])

    def test_corpus(self):
        """Nothing exact is wrong, and of the unambiguous nothing is missed."""
        rows = list(_corpus())
        self.assertGreaterEqual(len(rows), 400)
        codes = {city_id: code for code, city_id in self.City._vn_unit_ids()[0].items()}
        places = self._locate(*[row["text"] for row in rows])
        wrong, missed, unambiguous = [], [], 0
        for row, place in zip(rows, places, strict=True):
            wards = row["wards"].split()
            unambiguous += row["certainty"] == "exact"
            if place["certainty"] == "exact":
                if row["certainty"] != "exact" or codes[place["city_id"]] != wards[0]:
                    wrong.append(row["text"])
                continue
            self.assertFalse(place["city_id"])
            if row["certainty"] == "exact":
                missed.append(row["text"])
            elif row["certainty"] == "choice":
                self.assertEqual(place["certainty"], "choice", row["text"])
                offered = {codes[city_id] for city_id in place["candidates"]}
                self.assertLessEqual(set(wards), offered, row["text"])
            else:
                self.assertEqual(place["certainty"], "unknown", row["text"])
                self.assertEqual(place["candidates"], [])
        self.assertEqual(wrong, [])
        self.assertLessEqual(len(missed), unambiguous * 0.03, missed)

    def test_print_and_read_again(self):
        """What Odoo prints of an address is read as the same ward, for all 3,321."""
        wards = self.City.search([("vn_code", "!=", False)])
        self.assertEqual(len(wards), 3321)
        partner = self.env["res.partner"]
        texts = []
        for ward in wards:
            new = partner.new(
                {
                    "street": "12 Lê Lợi",
                    "city": ward.name,
                    "state_id": ward.state_id.id,
                    "country_id": self.vietnam.id,
                }
            )
            texts.append(new._display_address(without_company=True))
        self.assertEqual(texts[0].count("\n"), 2)
        for ward, place in zip(wards, self._locate(*texts), strict=True):
            self.assertEqual(
                (place["city_id"], place["certainty"], place["era"]),
                (ward.id, "exact", "new"),
                ward.display_name,
            )
            self.assertEqual(place["street"], "12 Lê Lợi")

    def test_without_accents(self):
        """Ten pairs of names are one without accents: they are never decided."""
        wards = self.City.search([("vn_code", "!=", False)])
        texts = [_without_marks(ward.display_name) for ward in wards]
        left = 0
        for ward, place in zip(wards, self._locate(*texts), strict=True):
            if place["certainty"] == "exact":
                self.assertEqual(place["city_id"], ward.id)
            else:
                left += 1
                self.assertIn(ward.id, place["candidates"])
        self.assertEqual(left, 20)

    def test_tone_marks(self):
        """Old and new tone marks, and decomposed letters, are the same."""
        texts = ["Phường Hòa Cường, Đà Nẵng", "Phường Hoà Cường, Đà Nẵng"]
        texts.append(unicodedata.normalize("NFD", texts[0]))
        places = self._locate(*texts)
        self.assertEqual({place["certainty"] for place in places}, {"exact"})
        self.assertEqual(len({place["city_id"] for place in places}), 1)

    def test_split_communes(self):
        """The 440 communes that were divided are offered, never decided."""
        units = [u for u in atlas().old_wards.values() if len(u.to) > 1]
        self.assertEqual(len(units), 440)
        texts = [self.City._vn_old_name(unit) for unit in units]
        ids = self.City._vn_unit_ids()[0]
        for unit, place in zip(units, self._locate(*texts), strict=True):
            self.assertEqual(place["certainty"], "choice", unit.full_name)
            self.assertFalse(place["city_id"])
            self.assertLessEqual({ids[c] for c in unit.to}, set(place["candidates"]))

    def test_all_other_communes(self):
        """All that has one successor is found by its full address."""
        units = [u for u in atlas().old_wards.values() if len(u.to) == 1]
        texts = [self.City._vn_old_name(unit) for unit in units]
        ids = self.City._vn_unit_ids()[0]
        for unit, place in zip(units, self._locate(*texts), strict=True):
            self.assertEqual(
                (place["certainty"], place["city_id"]),
                ("exact", ids[unit.to[0]]),
                self.City._vn_old_name(unit),
            )

    def test_never_by_a_code(self):
        """The codes 00004 and 26740 are those of other places than before."""
        for text in ("00004", "26740", "00004, Hà Nội", "P. 26740, TP.HCM"):
            place = self._locate(text)
            self.assertEqual(place["certainty"], "unknown", text)
            self.assertFalse(place["city_id"])

    def test_never_by_a_name_alone(self):
        for text in ("ben nghe", "phuong ben nghe", "Phường Bến Nghé", "Sài Gòn"):
            self.assertNotEqual(self._locate(text)["certainty"], "exact", text)

    def test_street_is_no_place(self):
        """Streets that have the names of provinces and wards."""
        for text in ("Xa lộ Hà Nội", "5 Thái Nguyên", "Số 1 Tràng Tiền, Hà Nội"):
            self.assertNotEqual(self._locate(text)["certainty"], "exact", text)
        place = self._locate("5 Hà Nội, P. Bến Nghé, Q1, TP.HCM")
        self.assertEqual(
            (place["city_id"], place["street"]), (self.sai_gon.id, "5 Hà Nội")
        )

    def test_nothing_to_read(self):
        for place in self._locate("", False, "  ", "\n,;"):
            self.assertEqual((place["certainty"], place["city_id"]), ("unknown", False))
        self.assertEqual(self._locate(*[]), [])

    def test_question_has_a_key(self):
        """Two customers of one divided commune ask the same question."""
        one, two, other = self._locate(
            "Thôn 1, Xã Đặng Xá, Huyện Gia Lâm, Hà Nội",
            "thôn 9, xã đặng xá, gia lâm, HN",
            "Phường Kim Mã, Quận Ba Đình, Hà Nội",
        )
        self.assertEqual(one["key"], two["key"])
        self.assertNotEqual(one["key"], other["key"])
        names = self.City.browse(one["candidates"]).mapped("name")
        self.assertEqual(names, ["Xã Thuận An", "Xã Phù Đổng"])
