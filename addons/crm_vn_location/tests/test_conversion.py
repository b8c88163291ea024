from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestConversion(VnLocationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        values = {"vn_relationship_id": cls.relationship_new.id}
        vn = cls.vietnam.id
        cls.exact, cls.split, cls.split_2, cls.odd, cls.foreign, cls.today = (
            cls.Partner.create(
                [
                    {
                        **values,
                        "name": "Bến Nghé",
                        "street": "12 Lý Thái Tổ",
                        "city": "P. Bến Nghé, Q.1",
                        "state_id": cls.hcm.id,
                        "country_id": vn,
                        "zip": "700000",
                    },
                    {
                        **values,
                        "name": "Đặng Xá",
                        "street": "Thôn 1, Xã Đặng Xá",
                        "city": "Huyện Gia Lâm",
                        "state_id": cls.hanoi.id,
                        "country_id": vn,
                    },
                    {
                        **values,
                        "name": "Đặng Xá nữa",
                        "street": "thôn 9 xã đặng xá, gia lâm, HN",
                        "country_id": vn,
                    },
                    {**values, "name": "Lạ", "street": "Nhà bà Sáu", "country_id": vn},
                    {
                        **values,
                        "name": "Liège",
                        "street": "Phường Bến Nghé, Quận 1, TP.HCM",
                        "country_id": cls.env.ref("base.be").id,
                    },
                    {
                        **values,
                        "name": "Nay",
                        "street": "1 Lê Lợi",
                        "city_id": cls.sai_gon.id,
                    },
                ]
            )
        )
        cls.all = (
            cls.exact + cls.split + cls.split_2 + cls.odd + cls.foreign + cls.today
        ).with_user(cls.user_all)

    def _snapshot(self):
        self.env.invalidate_all()
        names = [
            "street",
            "street2",
            "city",
            "zip",
            "state_id",
            "country_id",
            "city_id",
        ]
        return self.all.sudo().read([*names, "vn_old_address", "vn_area_id"])

    def test_preview_writes_nothing(self):
        before = self._snapshot()
        self.env.flush_all()
        self.all._vn_address_conversion()
        self.env.invalidate_all()
        # the customers that the user may read, and their addresses
        with self.assertQueryCount(3):
            places = self.all._vn_address_conversion()
        found = {place["partner_id"]: place for place in places}
        # the foreign address and that of today are not asked about
        self.assertEqual(
            set(found), {self.exact.id, self.split.id, self.split_2.id, self.odd.id}
        )
        exact = found[self.exact.id]
        self.assertEqual(exact["certainty"], "exact")
        self.assertEqual(exact["city_id"], self.sai_gon.id)
        self.assertEqual(
            exact["old_address"], "12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP Hồ Chí Minh"
        )
        self.assertEqual(found[self.split.id]["certainty"], "choice")
        self.assertFalse(found[self.split.id]["city_id"])
        self.assertEqual(found[self.odd.id]["certainty"], "unknown")
        self.assertEqual(self._snapshot(), before)

    def test_convert(self):
        changes = self.all._vn_convert_addresses()
        self.assertEqual(changes.partner_id, self.exact)
        partner = self.exact
        self.assertEqual(partner.street, "12 Lý Thái Tổ")
        self.assertEqual(
            (partner.city_id, partner.city, partner.state_id),
            (self.sai_gon, "Phường Sài Gòn", self.hcm),
        )
        self.assertEqual(
            partner.vn_old_address, "12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP Hồ Chí Minh"
        )
        self.assertIn("P. Bến Nghé, Q.1", partner.message_ids[0].body)
        self.assertEqual(changes.user_id, self.user_all)
        self.assertFalse(self.split.city_id)
        # twice is nothing
        self.assertFalse(self.all._vn_convert_addresses())

    def test_provinces_that_joined(self):
        partner = self.Partner.create(
            {
                "name": "Dĩ An",
                "street": "5 Nguyễn An Ninh, Phường Dĩ An, TP Dĩ An, Bình Dương",
            }
        )
        partner._vn_convert_addresses()
        self.assertEqual(partner.city_id.display_name, "Phường Dĩ An, TP Hồ Chí Minh")
        self.assertEqual(partner.country_id, self.vietnam)

    def test_undo_is_the_way_back(self):
        before = self._snapshot()
        changes = self.all._vn_convert_addresses()
        self.assertNotEqual(self._snapshot(), before)
        changes.with_user(self.user_all).action_undo()
        self.assertEqual(self._snapshot(), before)
        self.assertTrue(changes.undone_date)
        # again is nothing, and forth again works
        changes.with_user(self.user_all).action_undo()
        self.assertEqual(self._snapshot(), before)
        self.assertEqual(self.all._vn_convert_addresses().partner_id, self.exact)

    def test_undo_leaves_what_was_changed_since(self):
        changes = self.all._vn_convert_addresses()
        self.exact.street = "14 Lý Thái Tổ"
        changes.action_undo()
        self.assertEqual(self.exact.street, "14 Lý Thái Tổ")
        self.assertFalse(self.exact.city_id)
        self.assertEqual(self.exact.city, "P. Bến Nghé, Q.1")
        changes = self.all._vn_convert_addresses()
        self.exact.city_id = self.ba_dinh
        changes.action_undo()
        self.assertEqual(self.exact.city_id, self.ba_dinh)
        self.assertEqual(self.exact.state_id, self.hanoi)

    def test_addresses_of_today(self):
        """No address of the new system is changed, with or without its ward."""
        wards = self.City.search([("vn_code", "!=", False)], limit=200, order="id desc")
        partners = self.Partner.create(
            [
                {"name": ward.name, "street": "1 Lê Lợi", "city_id": ward.id}
                for ward in wards[:100]
            ]
            + [
                {
                    "name": ward.name,
                    "street": "1 Lê Lợi",
                    "city": ward.name,
                    "state_id": ward.state_id.id,
                    "country_id": self.vietnam.id,
                }
                for ward in wards[100:]
            ]
        )
        self.assertFalse(partners._vn_convert_addresses())
        # where the ward is only written, it can be set on wish
        changes = partners._vn_convert_addresses(("old", "new"))
        self.assertEqual(changes.partner_id, partners[100:])
        self.assertEqual(partners.mapped("city_id"), wards)

    def test_contact_with_the_companys_address(self):
        company = self.customer_company
        company.write({"street": "1 Lê Lợi, P. Bến Nghé, Q1, TPHCM"})
        self.assertEqual(self.customer_contact.street, company.street)
        both = company + self.customer_contact
        self.assertEqual(len(both._vn_convert_addresses()), 1)
        self.assertEqual(both.mapped("city_id"), self.sai_gon)

    def test_rights(self):
        with self.assertRaises(AccessError):
            self.exact.with_user(self.employee)._vn_convert_addresses()
        with self.assertRaises(AccessError):
            self.env["crm.vn.address.change"].with_user(self.manager).create(
                {"partner_id": self.exact.id}
            )
        changes = self.all._vn_convert_addresses()
        with self.assertRaises(AccessError):
            changes.with_user(self.employee).action_undo()
        # what was where: for those who may see the customers' documents
        self.env.invalidate_all()
        Change = self.env["crm.vn.address.change"]
        self.assertIn(changes, Change.with_user(self.manager).search([]))
        self.assertNotIn(changes, Change.with_user(self.user_own).search([]))
        self.exact.company_id = self.company
        self.assertNotIn(changes, Change.with_user(self.user_2).search([]))

    # === The screen ===

    def _open(self, partners, user=None):
        Conversion = self.env["crm.vn.address.conversion"].with_user(
            user or self.user_all
        )
        action = Conversion.with_context(
            active_model="res.partner", active_ids=partners.ids
        ).action_open()
        return Conversion.browse(action["res_id"])

    def test_screen(self):
        before = self._snapshot()
        conversion = self._open(self.all)
        self.assertEqual(
            (
                conversion.exact_count,
                conversion.choice_count,
                conversion.unknown_count,
            ),
            (1, 2, 1),
        )
        self.assertEqual(self._snapshot(), before)
        self.assertEqual(conversion.exact_line_ids.name, "Quận 1, Hồ Chí Minh")
        # one question for both customers of the divided commune
        line = conversion.choice_line_ids
        self.assertEqual(line.customer_count, 2)
        self.assertEqual(line.suggested_city_id.name, "Xã Thuận An")
        self.assertFalse(line.city_id)
        with self.assertRaises(ValidationError):
            line.city_id = self.sai_gon
        line.city_id = line.candidate_ids.filtered(lambda w: w.name == "Xã Phù Đổng")
        action = conversion.action_convert()
        changes = self.env["crm.vn.address.change"].search(action["domain"])
        self.assertEqual(changes.partner_id, self.exact + self.split + self.split_2)
        self.assertEqual(
            (self.split + self.split_2).mapped("city_id.name"), ["Xã Phù Đổng"]
        )
        self.assertEqual(self.split_2.street, "thôn 9")
        self.assertEqual(
            changes.filtered("chosen").partner_id, self.split + self.split_2
        )
        with self.assertRaises(UserError):
            self._open(self.all).action_convert()

    def test_screen_of_everyone(self):
        conversion = self.env["crm.vn.address.conversion"].with_user(self.user_all)
        action = conversion.action_open()
        conversion = conversion.browse(action["res_id"])
        self.assertGreaterEqual(conversion.exact_count, 1)
        lines = conversion.choice_line_ids.filtered(
            lambda line: self.split.id in line.partner_ids
        )
        found = self.env["res.partner"].search(lines.action_view_customers()["domain"])
        self.assertEqual(len(found), lines.customer_count)

    def test_screen_takes_no_foreign_ids(self):
        """Ids that the client writes give nothing that the user may not change."""
        conversion = self._open(self.split)
        line = conversion.choice_line_ids
        line.city_id = line.candidate_ids[0]
        hidden = self.Partner.create(
            {
                "name": "Công ty Hai",
                "company_id": self.company_2.id,
                "street": self.split_2.street,
            }
        )
        line.partner_ids = [hidden.id]
        with self.assertRaises(UserError):
            conversion.action_convert()
        self.assertFalse(hidden.city_id)
