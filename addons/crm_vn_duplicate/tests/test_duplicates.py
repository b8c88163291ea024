from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon

#: (what one customer has, what another is entered with, why they are the same)
SPELLINGS = [
    ({"phone": "0903 123 999"}, {"phone": "+84 903.123.999"}, "phone"),
    ({"phone": "0168 123 4567"}, {"phone": "038 123 4567"}, "phone"),
    ({"phone": "04 3825 1234"}, {"phone": "(024) 38251234"}, "phone"),
    ({"phone": "0912345677 / 0987654321"}, {"phone": "0987 654 321"}, "phone"),
    ({"vat": "0100109106"}, {"vat": "MST: 0100 109 106"}, "tax"),
    ({"vat": "0100109106-001"}, {"vat": "0100109106 001"}, "tax"),
    ({"email": "Sales@Hoaphat.example"}, {"email": " sales@hoaphat.example"}, "email"),
    ({"name": "Công ty TNHH Hòa Bình"}, {"name": "CTY TNHH HOÀ BÌNH"}, "name"),
    ({"name": "Công ty Cổ phần Sữa Việt"}, {"name": "Cty CP Sua Viet"}, "name"),
    (
        {"name": "Công ty TNHH TM DV Minh Long"},
        {"name": "Công ty Trách nhiệm hữu hạn Thương mại và Dịch vụ Minh Long"},
        "name",
    ),
    ({"name": "DNTN Đông Á"}, {"name": "Doanh nghiệp tư nhân Đông  Á"}, "name"),
    ({"name": "Tân Á JSC"}, {"name": "CÔNG TY CP TÂN Á"}, "name"),
]
NEAR = [
    ({"phone": "0903 123 999"}, {"phone": "0903 123 998"}),
    ({"vat": "0100109106"}, {"vat": "0100109106-001"}),
    ({"email": "sales@hoaphat.example"}, {"email": "sale@hoaphat.example"}),
    ({"name": "Công ty TNHH Hòa Bình"}, {"name": "Công ty TNHH Hòa Bình Minh"}),
    ({"name": "Công ty CP Tân Á"}, {"name": "Công ty CP Tân Ất"}),
    (
        {"name": "Nguyễn Văn Hùng", "is_company": False},
        {"name": "Nguyễn Văn Hùng", "is_company": False},
    ),
]


@tagged("post_install", "-at_install")
class TestDuplicates(VnCustomerCommon):
    def _find(self, stored, entered):
        partner = self.Partner.create({"name": "Khách A", "is_company": True} | stored)
        found = self.env["res.partner"]._vn_find_duplicates(
            {"name": "Khách B", "is_company": True} | entered
        )
        return [why for other, why in found if other == partner]

    def test_twelve_spellings_match(self):
        self.assertEqual(len(SPELLINGS), 12)
        for stored, entered, reason in SPELLINGS:
            with self.subTest(stored=stored, entered=entered):
                self.assertEqual(self._find(stored, entered), [(reason,)])

    def test_six_near_ones_do_not(self):
        self.assertEqual(len(NEAR), 6)
        for stored, entered in NEAR:
            with self.subTest(stored=stored, entered=entered):
                self.assertEqual(self._find(stored, entered), [])

    def test_keys_follow_the_partner(self):
        def found(phone):
            return self.Partner._vn_find_duplicates({"phone": phone})

        partner = self.Partner.create({"name": "A", "phone": "0903111222"})
        self.assertTrue(found("0903111222"))
        partner.phone = "0903111223"
        self.assertFalse(found("0903111222"))
        self.assertTrue(found("0903111223"))
        partner.action_archive()
        self.assertFalse(found("0903111223"))
        partner.unlink()

    def test_rebuild_gives_the_same_keys(self):
        Key = self.env["crm.vn.duplicate.key"]
        for stored, entered, _reason in SPELLINGS:
            self.Partner.create({"name": "A", "is_company": True} | stored)
            self.Partner.create({"name": "B", "is_company": True} | entered)

        def rows():
            return {(k.partner_id.id, k.kind, k.value) for k in Key.search([])}

        kept = rows()
        self.assertGreater(len(kept), 24)
        Key._rebuild()
        self.assertEqual(rows(), kept)

    def test_partners_from_before_the_installation(self):
        """Batch by batch, and again: each has the keys that it would have now."""
        Key = self.env["crm.vn.duplicate.key"]
        partners = self.Partner.create(
            [{"name": f"Công ty {n}", "is_company": True} for n in ("Một", "Hai")]
        )
        partners[1].phone = "0903111222"

        def rows():
            found = Key.search([("partner_id", "in", partners.ids)])
            return {(k.partner_id, k.kind, k.value) for k in found}

        kept = rows()
        self.env.cr.execute(
            "DELETE FROM crm_vn_duplicate_key WHERE partner_id = ANY(%s)",
            [partners.ids],
        )
        self.env.invalidate_all()
        _label, model, fill = self.env["crm.vn.fill"]._vn_fills()["duplicate_keys"]
        self.assertEqual(model, "res.partner")
        fill(partners[0].id, partners[0].id)
        self.assertEqual({row[0] for row in rows()}, {partners[0]})
        for _time in range(2):
            fill(partners[0].id, partners[1].id)
            self.assertEqual(rows(), kept)

    def test_family_and_other_companies_are_left_out(self):
        company = self.customer_company
        self.customer_contact.phone = company.phone
        values = {"id": self.customer_contact.id, "phone": company.phone}
        self.assertFalse(self.Partner._vn_find_duplicates(values))
        values = {"parent_id": company.id, "phone": company.phone}
        self.assertFalse(self.Partner._vn_find_duplicates(values))
        company.company_id = self.company_2
        values = {"phone": company.phone, "company_id": self.company.id}
        self.assertNotIn(
            company, [other for other, _why in self.Partner._vn_find_duplicates(values)]
        )

    def test_banner_while_typing_does_not_block(self):
        customers = self.env["res.partner"].with_user(self.user_own)
        with Form(
            customers.with_context(vn_customer=True),
            "crm_vn_customer.res_partner_view_form",
        ) as form:
            form.name = "Đại Phát mới"
            self.assertFalse(form.vn_duplicate_text)
            form.phone = "+84903123456"
            self.assertIn("Công ty TNHH Đại Phát", form.vn_duplicate_text)
            self.assertIn("same phone", form.vn_duplicate_text)
        self.assertTrue(form.record.id)

    def test_setting_switches_the_banner_off(self):
        copy = self.customer_company.copy()
        self.assertTrue(copy.vn_duplicate_text)
        self.company.vn_duplicate_warning = False
        copy.invalidate_recordset()
        self.assertFalse(copy.vn_duplicate_text)

    def test_not_a_duplicate_is_remembered(self):
        copy = self.customer_company.copy()
        for partner, other in (
            (copy, self.customer_company),
            (self.customer_company, copy),
        ):
            self.assertIn(other, [p for p, _why in partner._vn_get_duplicates()])
        copy.with_user(self.manager).action_vn_not_duplicate()
        copy.with_user(self.manager).action_vn_not_duplicate()
        self.assertFalse(copy._vn_get_duplicates())
        self.assertFalse(self.customer_company._vn_get_duplicates())
        self.assertEqual(self.env["crm.vn.not.duplicate"].search_count([]), 1)

    def test_list_gives_pairs_with_reasons(self):
        copy = self.customer_company.copy({"vat": "0100109106"})
        self.customer_company.vat = "0100109106"
        pairs = self.env["crm.vn.duplicate"].with_user(self.manager)
        pair = pairs.search([("other_id", "=", copy.id)])
        self.assertEqual(pair.partner_id, self.customer_company)
        self.assertEqual(
            (pair.same_tax, pair.same_phone, pair.same_email, pair.reason_count),
            (True, True, True, 4 if pair.same_name else 3),
        )
        action = pair.action_merge()
        self.assertEqual(
            set(action["context"]["active_ids"]), {copy.id, self.customer_company.id}
        )
        pair.action_not_duplicate()
        self.assertFalse(pairs.search([("other_id", "=", copy.id)]))

    def test_list_shows_no_other_company(self):
        self.customer_company.company_id = self.company_2
        self.customer_contact.company_id = self.company_2
        self.customer_company.copy()
        pairs = self.env["crm.vn.duplicate"]
        domain = [("partner_id", "=", self.customer_company.id)]
        self.assertTrue(pairs.search(domain))
        self.assertFalse(pairs.with_user(self.manager).search(domain))

    @mute_logger("odoo.models.unlink")
    def test_merge_keeps_the_keys(self):
        target, source = self.Partner.create(
            [
                {"name": "Gốc", "email": "a@a.example"},
                {"name": "Trùng", "email": "a@a.example", "phone": "0977 123 123"},
            ]
        )
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((source | target).ids, target)
        self.assertFalse(source.exists())
        found = self.Partner._vn_find_duplicates({"phone": "0977123123"})
        self.assertEqual([other for other, _why in found], [target])


@tagged("post_install", "-at_install")
class TestDuplicatesHidden(VnCustomerCommon):
    """A rule keeps a salesperson from the customers of others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.customer_company
        cls.other = new_test_user(
            cls.env,
            "vn_other",
            "sales_team.group_sale_salesman,base.group_partner_manager",
            lang="en_US",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
        cls.env["ir.rule"].create(
            {
                "name": "Own customers",
                "model_id": cls.env["ir.model"]._get_id("res.partner"),
                "domain_force": f"""[
                    '|', ('user_id', 'in', [False, {cls.other.id}]),
                    ('message_partner_ids', 'in', [user.partner_id.id]),
                ]""",
                "groups": [(6, 0, cls.env.ref("sales_team.group_sale_salesman").ids)],
            }
        )

    def test_banner_discloses_nothing(self):
        customer = (
            self.env["res.partner"]
            .with_user(self.other)
            .create(
                {
                    "name": "Khách mới",
                    "phone": self.customer.phone,
                    "vn_relationship_id": self.relationship_customer.id,
                    "user_id": self.other.id,
                }
            )
        )
        self.env.invalidate_all()
        self.assertFalse(customer.vn_duplicate_text)
        self.assertIn("Ask vn_user_own", customer.vn_duplicate_hidden)
        for secret in (self.customer.name, self.customer.phone, self.customer.email):
            self.assertNotIn(secret, customer.vn_duplicate_hidden)
        action = customer.action_vn_view_duplicates()
        self.assertEqual(action["domain"], [("id", "in", customer.ids)])
        customer.action_vn_not_duplicate()
        customer.invalidate_recordset()
        self.assertTrue(customer.vn_duplicate_hidden)
        self.customer.message_subscribe(self.other.partner_id.ids)
        self.env.invalidate_all()
        self.assertIn("Đại Phát", customer.vn_duplicate_text)
