from odoo.tests import tagged

from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestAdoption(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Partner = cls.env["res.partner"].with_context(vn_customer=False)
        cls.buyer = Partner.create({"name": "Công ty Cũ", "is_company": True})
        cls.coded = Partner.create({"name": "Công ty Có Mã", "ref": "CU-7"})
        cls.contact = Partner.create({"name": "Anh Tư", "parent_id": cls.buyer.id})
        cls.stranger = Partner.create({"name": "Người lạ"})
        for partner in (cls.contact, cls.coded, cls.company.partner_id):
            cls.env["crm.lead"].create({"name": "Cũ", "partner_id": partner.id})
        cls.env["crm.lead"].create(
            {"name": "Nội bộ", "partner_id": cls.employee.partner_id.id}
        )

    def adopt(self):
        return self.env["res.partner"]._vn_adopt_customers(again=True)

    def test_partners_with_leads_become_customers(self):
        self.assertFalse((self.buyer | self.coded).vn_relationship_id)
        self.assertGreaterEqual(self.adopt(), 2)
        self.assertEqual(self.buyer.vn_relationship_id, self.relationship_new)
        self.assertEqual(self.coded.vn_relationship_id, self.relationship_new)
        self.assertTrue(self.buyer.ref)
        self.assertEqual(self.coded.ref, "CU-7")

    def test_others_stay_as_they_are(self):
        before = self.customer_company.ref
        self.adopt()
        for partner in (
            self.stranger,
            self.contact,
            self.company.partner_id,
            self.employee.partner_id,
        ):
            self.assertFalse(partner.vn_relationship_id, partner.name)
        self.assertEqual(
            self.customer_company.vn_relationship_id, self.relationship_customer
        )
        self.assertEqual(self.customer_company.ref, before)

    def test_codes_are_free_and_different(self):
        taken = self.company._vn_next_codes(1)[0]
        number = int(taken.removeprefix("KH")) + 1
        self.stranger.ref = f"kh{number:05}"
        self.adopt()
        self.assertNotEqual(self.buyer.ref.lower(), self.stranger.ref)

    def test_second_run_changes_nothing(self):
        self.adopt()
        code = self.buyer.ref
        self.assertEqual(self.adopt(), 0)
        self.assertEqual(self.buyer.ref, code)

    def test_once(self):
        self.adopt()
        self.env["crm.lead"].create({"name": "Mới", "partner_id": self.stranger.id})
        self.assertEqual(self.env["res.partner"]._vn_adopt_customers(), 0)
        self.assertFalse(self.stranger.vn_relationship_id)

    def test_queries_do_not_grow(self):
        Partner = self.env["res.partner"]
        partners = Partner.create([{"name": f"Cũ {number}"} for number in range(50)])
        self.env["crm.lead"].create(
            [{"name": "Cũ", "partner_id": partner.id} for partner in partners]
        )
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        self.assertGreaterEqual(self.adopt(), 50)
        self.assertLess(self.env.cr.sql_log_count - before, 40)
