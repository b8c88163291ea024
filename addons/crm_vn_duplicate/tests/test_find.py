from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon

MODEL = "res.partner"


@tagged("post_install", "-at_install")
class TestFind(VnCustomerCommon):
    """Search: phone numbers typed in any way, hits in whatever column."""

    def find(self, text):
        """Return what the search bar of the customers finds for *text*."""
        Partner = self.as_user(self.env[MODEL], self.user_all)
        arch, _view = Partner._get_view(
            self.env.ref("crm_vn_customer.res_partner_view_search").id, "search"
        )
        first = arch.xpath("//field")[0]
        self.assertEqual(
            first.get("filter_domain"), "[('display_name', 'ilike', self)]"
        )
        return Partner.search(
            [("display_name", "ilike", text), ("vn_relationship_id", "!=", False)]
        )

    def test_a_number_typed_in_any_way(self):
        for text in (
            "0903123456",
            "0903 123 456",
            "0903.123.456",
            "0903-123-456",
            "+84 903 123 456",
            "+84903123456",
            "84903123456",
            "0084 903 123 456",
            "(0903) 123 456",
            "903123456",
            "123456",
            "123 456",
            "0903123",
        ):
            with self.subTest(text):
                self.assertIn(self.customer_company, self.find(text))

    def test_old_prefixes(self):
        self.customer_company.phone = "0168 123 4567"
        for text in ("01681234567", "0381234567", "038 123 4567"):
            self.assertIn(self.customer_company, self.find(text))

    def test_the_number_of_a_contact_finds_the_company(self):
        self.customer_contact.phone = "0987 654 321"
        self.assertEqual(self.find("0987.654.321"), self.customer_company)

    def test_the_second_phone(self):
        self.customer_person.vn_phone2 = "0977 111 222"
        self.assertEqual(self.find("0977111222"), self.customer_person)

    def test_names_and_codes_as_before(self):
        self.assertIn(self.customer_company, self.find("Đại Phát"))
        self.assertIn(self.customer_company, self.find(self.customer_company.ref))
        self.assertNotIn(self.customer_person, self.find("Đại Phát"))
        self.assertFalse(self.find("0911 999 888 777"))

    def test_rules_hold(self):
        self.customer_company.company_id = self.company_2
        self.assertNotIn(self.customer_company, self.find("0903123456"))

    # === Kanban ===
    def groups(self, domain, opening_info=None):
        # as a kanban asks: every column, also those without a card
        partners = self.as_user(self.env[MODEL], self.user_all)
        result = partners.with_context(read_group_expand=True).web_read_group(
            [("vn_relationship_id", "!=", False), *domain],
            ["vn_relationship_id"],
            ["__count"],
            auto_unfold=True,
            opening_info=opening_info,
            unfold_read_specification={"display_name": {}},
        )
        return {
            group["vn_relationship_id"][0]: [
                record["id"] for record in group.get("__records", ())
            ]
            for group in result["groups"]
        }

    def test_a_hit_in_a_folded_column_is_shown(self):
        self.relationship_vip.fold = True
        self.customer_company.vn_relationship_id = self.relationship_vip
        search = [("display_name", "ilike", "Đại Phát")]
        found = self.groups(search)
        self.assertEqual(found[self.relationship_vip.id], self.customer_company.ids)
        self.assertFalse(any(found[i] for i in found if i != self.relationship_vip.id))
        closed = [{"value": self.relationship_vip.id, "folded": True}]
        found = self.groups(search, closed)
        self.assertEqual(found[self.relationship_vip.id], self.customer_company.ids)

    def test_without_a_search_columns_stay_folded(self):
        self.relationship_vip.fold = True
        self.customer_company.vn_relationship_id = self.relationship_vip
        self.assertFalse(self.groups([])[self.relationship_vip.id])
        mine = [("user_id", "=", self.user_own.id)]
        self.assertFalse(self.groups(mine)[self.relationship_vip.id])

    # === New customers ===
    def test_the_warning_is_in_the_quick_form_too(self):
        arch, _view = self.env[MODEL]._get_view(
            self.env.ref("crm_vn_customer.res_partner_view_form_quick_create").id,
            "form",
        )
        for name in ("vn_duplicate_text", "vn_duplicate_hidden"):
            self.assertTrue(arch.xpath(f"//field[@name='{name}']"))
