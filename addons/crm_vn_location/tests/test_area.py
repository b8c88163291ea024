from odoo.exceptions import (
    AccessError,
    RedirectWarning,
    UserError,
    ValidationError,
)
from odoo.tests import tagged

from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestArea(VnLocationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Area = cls.env["crm.vn.area"].with_user(cls.manager)
        cls.south = Area.create({"name": "Miền Nam", "state_ids": cls.hcm.ids})
        cls.coast = Area.create(
            {
                "name": "Biển",
                "parent_id": cls.south.id,
                "city_ids": cls.vung_tau.ids,
            }
        )
        cls.north = Area.create({"name": "Miền Bắc", "state_ids": cls.hanoi.ids})
        cls.partner = cls.customer_person.with_user(cls.user_all)

    def test_deepest_area(self):
        """The deepest area that holds the ward, else the one of the province."""
        self.partner.city_id = self.sai_gon
        self.assertEqual(self.partner.vn_area_id, self.south)
        self.partner.city_id = self.vung_tau
        self.assertEqual(self.partner.vn_area_id, self.coast)
        self.partner.state_id = self.hanoi
        self.assertEqual(self.partner.vn_area_id, self.north)
        self.partner.write({"state_id": self.env.ref("base.state_vn_VN-04").id})
        self.assertFalse(self.partner.vn_area_id)

    def test_by_hand(self):
        """What is chosen by hand stays until it is emptied."""
        self.partner.city_id = self.sai_gon
        self.partner.vn_area_id = self.north
        self.partner.city_id = self.vung_tau
        self.assertEqual(self.partner.vn_area_id, self.north)
        self.env["crm.vn.area"]._cron_vn_refresh()
        self.assertEqual(self.partner.vn_area_id, self.north)
        self.partner.vn_area_id = False
        self.assertEqual(self.partner.vn_area_id, self.coast)
        self.assertFalse(self.partner.vn_area_is_manual)

    def test_merged(self):
        """What was chosen by hand stays, what is taken over comes from the address."""
        Partner = self.env["res.partner"]
        kept = Partner.create({"name": "Giữ", "city_id": self.sai_gon.id})
        gone = Partner.create({"name": "Bỏ", "vn_area_id": self.north.id})
        self.merge_into(kept, gone)
        self.assertEqual(kept.vn_area_id, self.south)
        self.assertFalse(kept.vn_area_is_manual)
        kept.city_id = self.ba_dinh
        self.assertEqual(kept.vn_area_id, self.north)
        by_hand = Partner.create({"name": "Chọn tay", "vn_area_id": self.coast.id})
        gone = Partner.create({"name": "Bỏ", "city_id": self.ba_dinh.id})
        self.merge_into(by_hand, gone)
        self.assertEqual(by_hand.vn_area_id, self.coast)
        nowhere = Partner.create({"name": "Chưa có"})
        gone = Partner.create({"name": "Bỏ", "vn_area_id": self.north.id})
        self.merge_into(nowhere, gone)
        self.assertEqual(nowhere.vn_area_id, self.north)

    def test_created_with_an_area(self):
        partner = (
            self.env["res.partner"]
            .with_user(self.user_all)
            .create(
                {
                    "name": "Khách",
                    "city_id": self.sai_gon.id,
                    "vn_area_id": self.north.id,
                }
            )
        )
        self.assertEqual(partner.vn_area_id, self.north)
        self.assertTrue(partner.vn_area_is_manual)
        copy = partner.copy()
        self.assertEqual(copy.vn_area_id, self.north)

    def test_leads(self):
        lead = (
            self.env["crm.lead"]
            .with_user(self.user_all)
            .create({"name": "Nhu cầu", "vn_city_id": self.vung_tau.id})
        )
        self.assertEqual(lead.vn_area_id, self.coast)
        lead.vn_area_id = self.north
        lead.vn_city_id = self.sai_gon
        self.assertEqual(lead.vn_area_id, self.north)

    def test_areas_change(self):
        """A place that changes its area takes its customers along."""
        self.partner.city_id = self.vung_tau
        self.coast.city_ids = False
        self.assertEqual(self.partner.vn_area_id, self.south)
        self.north.city_ids = self.vung_tau
        self.assertEqual(self.partner.vn_area_id, self.north)
        groups = (
            self.env["res.partner"]
            .with_user(self.user_all)
            ._read_group(
                [("vn_area_id", "child_of", self.north.id)], ["vn_area_id"], ["__count"]
            )
        )
        self.assertEqual(groups, [(self.north.with_user(self.user_all), 1)])

    def test_one_and_all_agree(self):
        """The set-based repair gives what the form gives."""
        self.partner.city_id = self.vung_tau
        self.env.flush_all()
        self.cr.execute(
            "UPDATE res_partner SET vn_area_id = %s WHERE id = %s",
            (self.north.id, self.partner.id),
        )
        self.env.invalidate_all()
        self.env["crm.vn.area"]._cron_vn_refresh()
        self.assertEqual(self.partner.vn_area_id, self.coast)

    def test_used_ones_stay(self):
        self.partner.city_id = self.vung_tau
        with self.assertRaises(RedirectWarning) as caught:
            self.coast.unlink()
        self.assertIn("Biển", caught.exception.args[0])
        self.coast.action_archive()
        self.env["crm.vn.area"]._cron_vn_refresh()
        self.assertEqual(self.partner.vn_area_id, self.coast)
        other = self.customer_company.with_user(self.user_all)
        other.city_id = self.vung_tau
        self.assertEqual(other.vn_area_id, self.south)

    def test_sisters(self):
        with self.assertRaisesRegex(ValidationError, "Miền Nam"):
            self.north.state_ids = self.hcm
        self.north.write({"may_overlap": True, "state_ids": [(4, self.hcm.id)]})
        self.assertIn(self.hcm, self.north.state_ids)
        # what is in it is no sister
        self.coast.state_ids = self.hcm

    def test_sisters_in_one_province(self):
        """Wards belong to who names them, the rest of the province to another."""
        Area = self.env["crm.vn.area"].with_user(self.manager)
        can_gio = self._ward("Xã Cần Giờ", self.hcm)
        east, islands = Area.create(
            [
                {"name": "Phía Đông", "city_ids": self.vung_tau.ids},
                {"name": "Ven biển", "city_ids": can_gio.ids},
            ]
        )
        self.coast.action_archive()
        places = {self.vung_tau: east, can_gio: islands, self.sai_gon: self.south}
        for ward, area in places.items():
            self.partner.city_id = ward
            self.assertEqual(self.partner.vn_area_id, area, ward.name)
        # the same ward twice is refused
        with (
            self.assertRaisesRegex(ValidationError, "Phường Vũng Tàu"),
            self.cr.savepoint(),
        ):
            islands.city_ids += self.vung_tau
        self.env.invalidate_all()
        # without its area the ward is the province's
        self.partner.city_id = self.vung_tau
        east.city_ids = False
        self.assertEqual(self.partner.vn_area_id, self.south)

    def test_a_copy_takes_no_place(self):
        """A place belongs to one area: the copy begins without any."""
        copy = self.north.copy()
        self.assertTrue(self.north.state_ids)
        self.assertFalse(copy.state_ids)
        self.assertFalse(copy.city_ids)

    def test_tree(self):
        self.assertEqual(self.coast.display_name, "Miền Nam / Biển")
        with self.assertRaises(UserError):
            self.south.parent_id = self.coast
        self.south.name = "Phía Nam"
        self.assertEqual(self.coast.display_name, "Phía Nam / Biển")

    def test_two_companies(self):
        """Each company has its own areas of the same places."""
        (self.south + self.coast + self.north).sudo().company_id = self.company
        Area = self.env["crm.vn.area"].with_user(self.user_2).sudo()
        theirs = Area.create(
            {
                "name": "Miền Nam của Hai",
                "state_ids": self.hcm.ids,
                "company_id": self.company_2.id,
            }
        )
        Partner = self.env["res.partner"]
        one, two, shared = Partner.create(
            [
                {"name": "A", "city_id": self.sai_gon.id, "company_id": company}
                for company in (self.company.id, self.company_2.id, False)
            ]
        )
        self.assertEqual(one.vn_area_id, self.south)
        self.assertEqual(two.vn_area_id, theirs)
        self.assertFalse(shared.vn_area_id)
        self.env["crm.vn.area"]._cron_vn_refresh()
        self.assertEqual((one.vn_area_id, two.vn_area_id), (self.south, theirs))
        with self.assertRaises(AccessError):
            self.south.with_user(self.user_2).read(["name"])
        with self.assertRaisesRegex(ValidationError, "Công ty Hai"):
            one.vn_area_id = theirs

    def test_rights(self):
        Area = self.env["crm.vn.area"].with_user(self.user_own)
        with self.assertRaises(AccessError):
            Area.create({"name": "Của tôi"})
        self.assertEqual(Area.search_count([("id", "in", self.south.ids)]), 1)

    def test_count_is_the_list(self):
        self.partner.city_id = self.vung_tau
        action = self.coast.action_view_customers()
        found = self.env["res.partner"].with_user(self.manager).search(action["domain"])
        self.assertEqual(len(found), self.coast.customer_count)
