from ast import literal_eval

from lxml import etree

from odoo.tests import Form, tagged

from .common import VnLocationCommon


@tagged("post_install", "-at_install")
class TestArea(VnLocationCommon):
    """What areas say of their places, and customers in a column for each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Area = cls.env["crm.vn.area"].with_user(cls.manager)
        cls.south, cls.east, cls.north = cls.Area.create(
            [
                {"name": "Miền Nam", "state_ids": cls.hcm.ids},
                {"name": "Phía Đông", "city_ids": cls.vung_tau.ids},
                {"name": "Miền Bắc", "state_ids": cls.hanoi.ids},
            ]
        )

    def test_sisters_in_one_province_say_so(self):
        can_gio = self._ward("Xã Cần Giờ", self.hcm)
        islands = self.Area.create({"name": "Ven biển", "city_ids": can_gio.ids})
        self.assertEqual(
            self.east.place_note, "With Phường Vũng Tàu, whose province Miền Nam has."
        )
        self.assertEqual(
            self.south.place_note,
            "Without Phường Vũng Tàu, which Phía Đông has. "
            "Without Xã Cần Giờ, which Ven biển has.",
        )
        self.assertFalse(self.north.place_note)
        # a part of an area is none of its sisters
        islands.parent_id = self.south
        self.east.city_ids += self.City.search(
            [("state_id", "=", self.hcm.id), ("id", "!=", self.vung_tau.id)], limit=3
        )
        self.env.invalidate_all()
        self.assertRegex(
            self.south.place_note, "^Without [^.]*…, which Phía Đông has.$"
        )
        # ... on the form as well, before it is saved
        with Form(self.north) as form:
            form.state_ids.add(self.env.ref("base.state_vn_VN-04"))
            self.assertFalse(form.place_note)

    def test_areas_of_two_companies_share_no_place(self):
        theirs, ours = self.env["crm.vn.area"].create(
            [
                {"name": "Của Hai", "company_id": self.company_2.id},
                {"name": "Của Một", "company_id": self.company.id},
            ]
        )
        theirs.city_ids = ours.city_ids = self.ba_dinh
        theirs.state_ids = self.env.ref("base.state_vn_VN-04")
        self.assertEqual(
            ours.place_note, "With Phường Ba Đình, whose province Miền Bắc has."
        )

    def test_customers_by_area(self):
        """Columns of the areas; their counts are their lists."""
        self.customer_person.city_id = self.vung_tau
        self.customer_company.city_id = self.ba_dinh
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_location_map.res_partner_area_report_action"
        )
        kanban = {kind: id_ for id_, kind in action["views"]}["kanban"]
        Partner = self.env["res.partner"].with_user(self.user_all)
        arch = etree.fromstring(Partner.get_view(kanban, "kanban")["arch"])
        self.assertEqual(arch.get("default_group_by"), "vn_area_id")
        self.assertFalse(arch.get("on_create"))
        domain = literal_eval(action["domain"])
        groups = Partner.web_read_group(domain, ["vn_area_id"], ["__count"])["groups"]
        found = {(group["vn_area_id"] or [False])[0]: group for group in groups}
        for area in (self.east, self.north):
            group = found[area.id]
            self.assertEqual(
                Partner.search_count(domain + group["__extra_domain"]),
                group["__count"],
            )
            self.assertTrue(group["__count"])
