from datetime import date

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import res_city_units
from ..tools import search, units
from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestUnits(VnLocationCommon):
    def test_a_province_is_named_without_its_country(self):
        """It stands above the country, or in a list of provinces of one country."""
        for name, shown in (
            ("state_vn_VN-HN", "TP Hà Nội"),
            ("state_us_5", "California (US)"),
        ):
            self.assertEqual(self.env.ref(f"base.{name}").display_name, shown)

    def test_numbers(self):
        counts = dict(
            self.City.with_user(self.employee)._read_group(
                [("vn_code", "!=", False)], ["vn_kind"], ["__count"]
            )
        )
        self.assertEqual(counts, {"ward": 709, "commune": 2599, "special": 13})
        states = self.env["res.country.state"].search([("vn_code", "!=", False)])
        self.assertEqual(len(states), 34)
        self.assertEqual(states.country_id, self.vietnam)

    def test_codes_of_provinces(self):
        """Statistics codes are not those of ISO: 22 is Quảng Ninh, not Nghệ An."""
        self.assertEqual(self.env.ref("base.state_vn_VN-13").vn_code, "22")
        self.assertEqual(self.env.ref("base.state_vn_VN-22").vn_code, "40")

    def test_reused_codes(self):
        """The codes 00004 and 26740 are those of today's wards only."""
        ward = self.City.search([("vn_code", "=", "00004")])
        self.assertEqual(ward, self.ba_dinh)
        self.assertEqual(self.City.search([("vn_code", "=", "26740")]), self.sai_gon)
        self.assertEqual(units.atlas().old_wards["00004"].name, "Trúc Bạch")

    def test_names_of_provinces(self):
        names = {
            "VN-39": "TP Đồng Nai",
            "VN-13": "TP Quảng Ninh",
            "VN-56": "TP Bắc Ninh",
            "VN-26": "TP Huế",
            "VN-SG": "TP Hồ Chí Minh",
            "VN-04": "Cao Bằng",
        }
        for code, name in names.items():
            self.assertEqual(self.env.ref(f"base.state_vn_{code}").name, name)

    def test_changes_of_2026(self):
        """22 communes have become wards; the day and the resolution are kept."""
        changes = [row for row in units.read("changes.csv") if row["level"] == "ward"]
        self.assertEqual(len(changes), 22)
        self.assertEqual(
            {(row["date"], row["source"]) for row in changes},
            {
                ("2026-04-30", "237/NQ-UBTVQH16"),
                ("2026-09-20", "388/NQ-UBTVQH16"),
            },
        )
        kep = self.City.search([("vn_code", "=", "07399")])
        self.assertEqual((kep.name, kep.vn_kind), ("Phường Kép", "ward"))
        self.assertEqual(kep.vn_valid_from, date(2025, 7, 1))
        self.assertFalse(kep.vn_valid_to)

    def test_update_changes_nothing(self):
        """The next update leaves units, names and ids as they are."""
        before = self.City.search([("vn_code", "!=", False)], order="id").read(
            ["name", "vn_kind", "active"]
        )
        self.ba_dinh.name = "Phường Ba Đình (trung tâm)"
        self.hanoi.name = "Thủ đô Hà Nội"
        self.City._vn_load_units()
        after = self.City.search([("vn_code", "!=", False)], order="id").read(
            ["name", "vn_kind", "active"]
        )
        changed = [new for old, new in zip(before, after, strict=True) if old != new]
        self.assertEqual([row["id"] for row in changed], self.ba_dinh.ids)
        self.assertEqual(self.ba_dinh.name, "Phường Ba Đình (trung tâm)")
        self.assertEqual(self.hanoi.name, "Thủ đô Hà Nội")

    def test_update_is_a_diff(self):
        """An update changes what a line says: a kind, and the end of a unit."""
        kep = self.City.search([("vn_code", "=", "07399")])
        kep.write({"name": "Xã Kép", "vn_kind": "commune"})
        wards, provinces = units.current()
        wards["00004"]["valid_to"] = "2027-01-01"
        self.patch(res_city_units, "current", lambda: (wards, provinces))
        self.City._vn_load_units()
        kep.invalidate_recordset()
        self.assertEqual((kep.name, kep.vn_kind), ("Phường Kép", "ward"))
        self.ba_dinh.invalidate_recordset()
        self.assertFalse(self.ba_dinh.active)
        self.assertEqual(self.ba_dinh.vn_valid_to, date(2027, 1, 1))
        self.assertNotIn("00004", self.City._vn_unit_ids()[0])

    # === The next resolutions ===

    stock = staticmethod(units.read)

    def _let_change(self, *lines):
        """Let the tables have these lines after their own, and load them."""
        header = ("date", "level", "code", "change", "value", "source")
        more = [dict(zip(header, line, strict=True)) for line in lines]
        stock = self.stock
        self.addCleanup(self._forget)

        def read(name):
            return stock(name) + (more if name == "changes.csv" else [])

        self.patch(units, "read", read)
        self._forget()
        self.City._vn_load_units()
        self.env.invalidate_all()

    def _forget(self):
        """Forget what the process has read of the tables."""
        for function in (units.atlas, *vars(search).values()):
            if hasattr(function, "cache_clear"):
                function.cache_clear()

    def _unit(self, ref):
        return self.env.ref(f"crm_vn_location_units.ward_{ref}")

    def test_a_resolution_to_come(self):
        """Wards renamed, ended, divided and new: a dated diff, nothing is deleted."""
        kep, hand = self._unit("07399"), self._unit("00008")
        hand.name = "Phường Ngọc Hà (mới)"
        partner, other, lead = (
            self.Partner.create({"name": "Ở Kép", "city_id": kep.id}),
            self.Partner.create({"name": "Ở Ba Đình", "city_id": self.ba_dinh.id}),
            self.env["crm.lead"].create({"name": "Ở Kép", "vn_city_id": kep.id}),
        )
        before = self.City.with_context(active_test=False).search_count([])
        lines = [
            ("2027-01-01", "ward", "07399", "name", "Kép Mới", "1/NQ"),
            ("2027-01-01", "ward", "00004", "end", "00025 99990", "1/NQ"),
            ("2027-01-01", "ward", "99990", "new", "ward 01 Trúc Bạch", "1/NQ"),
            ("2027-01-01", "ward", "00008", "end", "00025", "1/NQ"),
        ]
        self._let_change(*lines)
        self.assertEqual(kep.name, "Phường Kép Mới")
        self.assertEqual((partner.city, lead.city), ("Phường Kép Mới",) * 2)
        self.assertEqual((partner.city_id, lead.vn_city_id), (kep, kep))
        new = self._unit("99990_20270101")
        self.assertEqual(
            (new.display_name, new.vn_kind, new.vn_valid_from, new.vn_code),
            ("Phường Trúc Bạch, TP Hà Nội", "ward", date(2027, 1, 1), "99990"),
        )
        found = self.City.name_search("truc bach ha noi")
        self.assertEqual(found, [(new.id, new.display_name)])
        # who lives there keeps the ward that ended, and what was written
        self.assertFalse(self.ba_dinh.active or hand.active)
        self.assertEqual(self.ba_dinh.vn_valid_to, date(2027, 1, 1))
        self.assertEqual(hand.name, "Phường Ngọc Hà (mới)")
        self.assertEqual((other.city_id, other.city), (self.ba_dinh, "Phường Ba Đình"))
        # an address of before July 2025 is what the new ones may be, and no guess
        place = self.City._vn_locate(["P. Trúc Bạch, Q. Ba Đình, Hà Nội"])[0]
        self.assertEqual(place["certainty"], "choice")
        self.assertEqual(
            set(place["candidates"]), {new.id, self._unit("00025").id}, place
        )
        # another year: a second name, and a code that is given once more
        self._let_change(
            *lines,
            ("2028-01-01", "ward", "00004", "new", "commune 01 Hồ Sen", "2/NQ"),
            ("2028-06-01", "ward", "07399", "name", "Kép Xưa", "3/NQ"),
        )
        self.assertEqual((kep.name, partner.city), ("Phường Kép Xưa",) * 2)
        again = self._unit("00004_20280101")
        self.assertEqual(again.display_name, "Xã Hồ Sen, TP Hà Nội")
        self.assertEqual(self.City._vn_unit_ids()[0]["00004"], again.id)
        self.assertEqual(self._unit("00004"), self.ba_dinh)
        self.assertEqual(other.city_id, self.ba_dinh)
        wards = self.City.with_context(active_test=False)
        self.assertEqual(wards.search_count([]), before + 2)
        # loading once more is nothing
        self.City._vn_load_units()
        self.assertEqual(wards.search_count([]), before + 2)

    def test_a_province_becomes_a_city(self):
        """Its name follows where nobody gave it another one."""
        cao_bang = self.env.ref("base.state_vn_VN-04")
        self._let_change(("2027-01-01", "province", "04", "city", "1", "1/QH"))
        self.assertEqual(cao_bang.name, "TP Cao Bằng")
        self._let_change(
            ("2027-01-01", "province", "04", "city", "1", "1/QH"),
            ("2027-05-01", "province", "04", "name", "Cao Bình", "2/QH"),
        )
        self.assertEqual(cao_bang.name, "TP Cao Bình")

    def test_faults_in_a_table_are_told(self):
        for line, error in (
            (("2027-01-01", "ward", "00004", "new", "ward 01 A", ""), ValueError),
            (("2027-01-01", "ward", "00004", "code", "00005", ""), ValueError),
            (("2027-01-01", "ward", "99999", "end", "", ""), KeyError),
        ):
            with self.subTest(line=line), self.assertRaises(error):
                self._let_change(line)

    def test_search_shows_the_province(self):
        found = self.City.with_user(self.employee).name_search("văn lăng")
        names = [name for __, name in found]
        self.assertIn("Xã Văn Lăng, Thái Nguyên", names)
        plain = self.City.with_user(self.employee).name_search("van lang thai nguyen")
        self.assertEqual(
            {name for __, name in plain},
            {"Xã Văn Lang, Thái Nguyên", "Xã Văn Lăng, Thái Nguyên"},
        )
        self.assertIn(
            (self.sai_gon.id, "Phường Sài Gòn, TP Hồ Chí Minh"),
            self.City.with_user(self.employee).name_search("sai gon, ho chi minh"),
        )

    def test_codes_are_unique_among_valid_ones(self):
        values = {
            "name": "Phường Mới",
            "country_id": self.vietnam.id,
            "state_id": self.hanoi.id,
            "vn_code": "00004",
        }
        with (
            self.assertRaises(psycopg2.errors.UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.City.create(values)
            self.env.flush_all()
        self.ba_dinh.write({"vn_valid_to": "2027-01-01", "active": False})
        self.env.flush_all()
        successor = self.City.create(values)
        self.assertEqual(self.City._vn_unit_ids()[0]["00004"], successor.id)

    def test_wards_are_not_deleted(self):
        with self.assertRaisesRegex(UserError, "Phường Ba Đình"):
            self.ba_dinh.unlink()

    def test_salespeople_only_read(self):
        with self.assertRaises(AccessError):
            self.ba_dinh.with_user(self.employee).name = "Phường Khác"

    def test_other_countries_keep_their_names(self):
        city = self.City.create(
            {
                "name": "Liège",
                "zipcode": "4000",
                "country_id": self.env.ref("base.be").id,
            }
        )
        self.assertEqual(city.display_name, "Liège (4000)")
