from datetime import date

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import res_city_units
from ..tools import units
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
