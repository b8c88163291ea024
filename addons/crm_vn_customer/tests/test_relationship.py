from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import Form, TransactionCase, tagged

from ..tools.shares import shares
from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestRelationship(VnCustomerCommon):
    def test_every_relationship_is_a_column(self):
        """Empty ones too, in their order, and not those of other companies."""
        self.env["crm.vn.relationship"].create(
            {"name": "Của Hai", "company_id": self.company_2.id}
        )
        result = (
            self.env["res.partner"]
            .with_user(self.user_all)
            .with_context(read_group_expand=True)
            .web_read_group(
                [("id", "in", (self.customer_company | self.customer_person).ids)],
                ["vn_relationship_id"],
                ["__count"],
                auto_unfold=True,
            )
        )
        columns = [group["vn_relationship_id"][0] for group in result["groups"]]
        expected = self.env["crm.vn.relationship"].search([("company_id", "=", False)])
        self.assertEqual(columns, expected.ids)
        counts = {g["vn_relationship_id"][0]: g["__count"] for g in result["groups"]}
        self.assertEqual(sum(counts.values()), 2)
        self.assertEqual(counts[self.relationship_vip.id], 0)
        folded = {
            group["vn_relationship_id"][0]
            for group in result["groups"]
            if "__records" not in group
        }
        self.assertEqual(folded, set(expected.filtered("fold").ids))

    def test_change_is_tracked(self):
        customer = self.customer_person.with_user(self.user_all)
        self.flush_tracking()
        customer.vn_relationship_id = self.relationship_vip
        self.flush_tracking()
        tracked = customer.message_ids[0].sudo().tracking_value_ids
        self.assertEqual(tracked.field_id.name, "vn_relationship_id")
        self.assertEqual(tracked.new_value_integer, self.relationship_vip.id)

    def test_every_catalog_is_tracked(self):
        customer = self.customer_company.with_user(self.user_all)
        self.flush_tracking()
        values = {
            "vn_type_id": self.type_individual.id,
            "vn_group_ids": [(6, 0, self.group_key.ids)],
            "vn_channel_id": self.channel_online.id,
            "source_id": self.source_other.id,
            "industry_id": self.industry.id,
            "vn_size_id": self.size_large.id,
            "vn_collaborator_id": self.collaborator.id,
            "vn_referrer_partner_id": self.customer_person.id,
            "ref": "TRACK-1",
        }
        customer.write(values)
        self.flush_tracking()
        tracked = customer.message_ids[0].sudo().tracking_value_ids
        self.assertEqual(set(tracked.field_id.mapped("name")), set(values))

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.flush()

    def test_plus_of_a_column_presets_it(self):
        """The kanban passes the column as a default."""
        customer = (
            self.env["res.partner"]
            .with_user(self.user_all)
            .with_context(
                vn_customer=True, default_vn_relationship_id=self.relationship_vip.id
            )
            .create({"name": "Từ cột VIP"})
        )
        self.assertEqual(customer.vn_relationship_id, self.relationship_vip)
        self.assertTrue(customer.ref)

    def test_shares_add_to_100(self):
        Partner = self.Partner
        for index in range(5):
            Partner.create(
                {"name": f"K{index}", "vn_relationship_id": self.relationship_vip.id}
            )
        entries = self.env["crm.vn.relationship"].with_user(self.user_all).search([])
        self.env.invalidate_all()
        customers = self.env["res.partner"].search_count(
            [("vn_relationship_id", "!=", False)]
        )
        self.assertEqual(sum(entries.mapped("customer_count")), customers)
        self.assertAlmostEqual(sum(entries.mapped("customer_share")), 100, places=6)

    def test_filters_mine_and_nobodys(self):
        view = self.env.ref("crm_vn_customer.res_partner_view_search")
        arch = self.env["res.partner"].get_view(view.id, "search")["arch"]
        for name in ("vn_mine", "vn_nobody", "inactive", "group_vn_relationship"):
            self.assertIn(f'name="{name}"', arch)

    def test_group_by_every_catalog(self):
        Partner = self.env["res.partner"].with_user(self.user_all)
        domain = list(Partner._vn_is_customer_domain())
        for name in (
            "vn_relationship_id",
            "vn_type_id",
            "vn_group_ids",
            "vn_channel_id",
            "source_id",
            "industry_id",
            "vn_size_id",
            "vn_collaborator_id",
            "vn_referrer_partner_id",
            "vn_referrer_user_id",
        ):
            with self.subTest(name=name):
                groups = Partner._read_group(domain, [name], ["__count"])
                self.assertGreaterEqual(
                    sum(count for __, count in groups), Partner.search_count(domain)
                )

    def test_bulk_edit(self):
        both = (self.customer_company | self.customer_person).with_user(self.user_all)
        both.web_save(
            {
                "vn_channel_id": self.channel_online.id,
                "vn_group_ids": [(4, self.group_key.id)],
            },
            {},
        )
        self.assertEqual(both.vn_channel_id, self.channel_online)
        for customer in both:
            self.assertIn(self.group_key, customer.vn_group_ids)

    def test_archive_keeps_everything(self):
        customer = self.customer_person.with_user(self.user_all)
        before = customer.ref, customer.vn_relationship_id
        customer.action_archive()
        found = self.env["res.partner"].search([("ref", "=", before[0])])
        self.assertFalse(found)
        customer.action_unarchive()
        self.assertEqual((customer.ref, customer.vn_relationship_id), before)

    def test_portal_reads_none_of_it(self):
        portal = self.env["res.users"].create(
            {
                "name": "Khách có cổng",
                "login": "vn_portal",
                "partner_id": self.customer_person.id,
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        readable = self.env["res.partner"].with_user(portal).fields_get()
        mine = {name for name in readable if name.startswith("vn_")}
        self.assertFalse(mine)
        self.assertNotIn("source_id", readable)


@tagged("post_install", "-at_install")
class TestRequiredAtEntry(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.vn_required_at_entry = True

    def _form(self):
        return Form(
            self.env["res.partner"]
            .with_user(self.user_all)
            .with_context(vn_customer=True),
            "base.view_partner_form",
        )

    def test_form_asks_for_them(self):
        form = self._form()
        form.name = "Thiếu nguồn"
        with self.assertRaisesRegex(AssertionError, "required"):
            form.save()
        form.source_id = self.source
        form.vn_group_ids.add(self.group_retail)
        self.assertTrue(form.save())

    def test_off_by_default(self):
        self.company.vn_required_at_entry = False
        form = self._form()
        form.name = "Đủ"
        self.assertTrue(form.save())

    def test_contacts_that_are_no_customers_are_not_asked(self):
        form = Form(self.env["res.partner"].with_user(self.user_all))
        form.name = "Nhà cung cấp"
        self.assertFalse(form.save().vn_relationship_id)

    def test_import_and_api_are_not_stopped(self):
        Partner = self.env["res.partner"].with_user(self.user_all)
        context = {"vn_customer": True}
        self.assertTrue(Partner.with_context(**context).create({"name": "Qua API"}))
        result = Partner.with_context(**context, import_file=True).load(
            ["name"], [["Qua tệp"]]
        )
        self.assertTrue(result["ids"], result["messages"])

    def test_settings_page(self):
        self.manager.group_ids += self.env.ref("base.group_system")
        settings = self.env["res.config.settings"].with_user(self.manager)
        form = Form(settings)
        form.vn_required_at_entry = False
        form.vn_code_prefix = "MK"
        form.vn_code_padding = 6
        form.save().execute()
        self.assertFalse(self.company.vn_required_at_entry)
        customer = self.Partner.create(
            {"name": "K", "vn_relationship_id": self.relationship_new.id}
        )
        self.assertRegex(customer.ref, r"^MK\d{6}$")


@tagged("post_install", "-at_install")
class TestShares(TransactionCase):
    # a busy machine is slow with the first example, whatever it is
    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.integers(0, 10**6), max_size=30), st.integers(0, 2))
    def test_add_up(self, counts, digits):
        parts = shares(counts, digits=digits)
        unit = 10**-digits
        self.assertEqual(len(parts), len(counts))
        if sum(counts):
            self.assertAlmostEqual(sum(parts), 100, places=6)
        else:
            self.assertFalse(any(parts))
        for count, part in zip(counts, parts, strict=True):
            if sum(counts):
                self.assertLess(abs(part - 100 * count / sum(counts)), unit + 1e-6)

    def test_negative_is_an_error(self):
        with self.assertRaises(ValueError):
            shares([1, -1])
