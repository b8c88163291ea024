from odoo.tests import tagged

from odoo.addons.crm_vn_location.tests.common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestImport(VnLocationCommon):
    def _load(self, fields, *rows):
        Partner = self.env["res.partner"].with_user(self.manager)
        result = Partner.with_context(import_file=True, vn_customer=True).load(
            fields, [list(row) for row in rows]
        )
        self.assertFalse(result["messages"])
        return Partner.browse(result["ids"]), result

    def test_one_cell(self):
        partners, __ = self._load(
            ["name", "street"],
            ["Một", "12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP.HCM"],
            ["Hai", "1 Lê Lợi, Phường Sài Gòn, TP.HCM"],
            ["Ba", "Xã Đặng Xá, Huyện Gia Lâm, Hà Nội"],
            ["Bốn", "Nhà bà Sáu"],
        )
        one, two, three, four = partners
        self.assertEqual((one.city_id, two.city_id), (self.sai_gon, self.sai_gon))
        self.assertEqual((one.street, two.street), ("12 Lý Thái Tổ", "1 Lê Lợi"))
        self.assertEqual(one.vn_old_address, "12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP.HCM")
        self.assertFalse(two.vn_old_address)
        self.assertFalse(three.city_id)
        self.assertEqual(three.street, "Xã Đặng Xá, Huyện Gia Lâm, Hà Nội")
        self.assertEqual(four.street, "Nhà bà Sáu")

    def test_three_columns(self):
        fields = ["name", "street", "city", "state_id"]
        rows = [
            ["Một", "12 Lý Thái Tổ", "P. Bến Nghé, Q.1", "TP.HCM"],
            ["Hai", "1 Lê Lợi", "Phường Sài Gòn", "TP Hồ Chí Minh"],
            ["Ba", "2 Lê Lợi", "Phường Dĩ An, TP Dĩ An", "Bình Dương"],
            # a province that is no more, and a place that is not certain
            ["Bốn", "3 Lê Lợi", "Dĩ An", "Bình Dương"],
        ]
        partners, __ = self._load(fields, *rows)
        self.assertEqual(
            partners[:3].mapped("city"),
            ["Phường Sài Gòn", "Phường Sài Gòn", "Phường Dĩ An"],
        )
        self.assertEqual(partners.state_id, self.hcm)
        self.assertEqual(partners.country_id, self.vietnam)
        self.assertEqual((partners[3].city_id.id, partners[3].city), (False, "Dĩ An"))
        __, again = self._load(fields, *rows)
        self.assertEqual(again["vn_report"]["skipped"], 4)

    def test_wards_that_were_divided_are_told(self):
        """Neither ward is chosen, and whoever imports learns which two it may be."""
        partners, result = self._load(
            ["name", "street"],
            ["Ba", "Xã Đặng Xá, Huyện Gia Lâm, Hà Nội"],
            ["Bốn", "Nhà bà Sáu"],
            ["Năm", "1 Lê Lợi, Phường Sài Gòn, TP.HCM"],
        )
        self.assertFalse(partners[0].city_id)
        told = [row["reason"] for row in result["vn_report"]["people"]]
        self.assertIn("Đặng Xá", told[0])
        self.assertIn("divided among several wards", told[0])
        self.assertIn("Thuận An", told[0])
        self.assertEqual(["ward" in reason for reason in told], [True, False, False])

    def test_foreign(self):
        partners, __ = self._load(
            ["name", "street", "city", "country_id"],
            ["Một", "Phường Bến Nghé, Quận 1, TP.HCM", "Liège", "Belgium"],
        )
        self.assertFalse(partners.city_id)
        self.assertEqual(partners.city, "Liège")

    def test_areas(self):
        """Areas from a spreadsheet; the same again changes nothing."""
        Area = self.env["crm.vn.area"].with_user(self.manager)
        Area = Area.with_context(import_file=True)
        fields = ["code", "name", "parent_id", "state_ids"]
        rows = [
            ["MT", "Miền Trung", "", "TP Đà Nẵng,TP Huế"],
            ["TN", "Tây Nguyên", "Miền Trung", "Gia Lai"],
        ]
        result = Area.load(fields, rows[:1])
        self.assertFalse(result["messages"])
        result = Area.load(fields, rows)
        self.assertFalse(result["messages"])
        highlands = Area.search([("code", "=", "TN")])
        self.assertEqual(highlands.display_name, "Miền Trung / Tây Nguyên")
        self.assertEqual(highlands.state_ids.mapped("vn_code"), ["52"])
        self.assertEqual(len(highlands.parent_id.state_ids), 2)
        again = Area.load(fields, rows)
        self.assertEqual(again["vn_report"]["updated"], 0)
