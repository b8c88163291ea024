from datetime import timedelta

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.crm_vn_contact_log.tests.common import VnContactCommon


@tagged("post_install", "-at_install")
class TestPage(VnContactCommon):
    """The customer on one page, and how a new one begins."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer = cls.customer_company

    def page(self, user=None):
        return self.as_user(self.customer, user).vn_get_page()

    def fact(self, name):
        return next(f["value"] for f in self.page()["facts"] if f["name"] == name)

    def timeline(self, kinds=None, limit=20, user=None):
        return self.as_user(self.customer, user).vn_get_timeline(kinds, limit)

    # === Head ===
    def test_head(self):
        self.assertEqual(self.page()["phone"], self.customer.phone)
        self.assertEqual(self.fact("owner"), self.user_own.name)
        self.assertEqual(self.fact("relationship"), self.relationship_customer.name)
        self.assertEqual(self.fact("contact"), "Never contacted")
        self.assertEqual(self.fact("next"), "Nothing planned")
        lead = self.env["crm.lead"].create(
            {
                "name": "Tủ lạnh",
                "partner_id": self.customer_contact.id,
                "user_id": self.user_own.id,
            }
        )
        self.plan(lead, days=3, summary="Báo giá")
        self.assertTrue(self.fact("next").startswith("Báo giá · "))

    def test_the_name_wraps_on_a_phone(self):
        """Also where companies are proposed by what is typed."""
        view = self.env.ref("base.view_partner_form")
        arch = self.env["res.partner"].get_view(view.id, "form", mobile=True)["arch"]
        names = etree.fromstring(arch).xpath("//h1//field[@name='name']")
        self.assertEqual({node.get("widget") for node in names}, {"text"})

    # === Timeline ===
    def fill(self):
        """Return the titles that the timeline is to show, in order."""
        self.plan(self.customer, days=9, summary="Sau")
        self.plan(self.customer_contact, days=2, summary="Sắp")
        self.plan(self.customer, days=-2, summary="Trễ")
        done = self.plan(self.customer, summary="Xong")
        done.action_feedback(feedback="Tốt")
        self.customer.message_subscribe(self.user_all.partner_id.ids)
        self.comment(self.customer, self.user_all, "Khách hỏi giá sỉ")
        self.env["crm.lead"].create(
            {
                "name": "Tủ lạnh",
                "partner_id": self.customer.id,
                "user_id": self.user_own.id,
            }
        )
        return ["Trễ", "Sắp", "Sau"]

    def test_what_is_ahead_stands_above_what_was(self):
        ahead = self.fill()
        rows = self.timeline()["timeline"]
        self.assertEqual([row["title"] for row in rows[:3]], ahead)
        self.assertEqual(
            [row["kind"] for row in rows[:3]], ["due", "planned", "planned"]
        )
        titles = {row["title"]: row for row in rows}
        for title in ("Xong", "Khách hỏi giá sỉ", "Tủ lạnh"):
            self.assertIn(title, titles)
        self.assertEqual(titles["Khách hỏi giá sỉ"]["who"], self.user_all.name)
        self.assertEqual(titles["Tủ lạnh"]["model"], "crm.lead")

    def test_chips_filter_and_count(self):
        self.fill()
        all_kinds = self.timeline()["counts"]
        self.assertEqual(all_kinds["planned"], 2)
        self.assertEqual(all_kinds["due"], 1)
        self.assertEqual(all_kinds["done"], 1)
        self.assertGreaterEqual(all_kinds["document"], 1)
        for kind, number in all_kinds.items():
            told = self.timeline([kind], 200)
            self.assertEqual({row["kind"] for row in told["timeline"]}, {kind})
            self.assertEqual(len(told["timeline"]), number)
            self.assertEqual(told["counts"], all_kinds)

    def test_more(self):
        self.fill()
        self.assertEqual(len(self.timeline(limit=2)["timeline"]), 2)

    def test_nothing_that_one_may_not_read(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Cơ hội kín",
                "partner_id": self.customer.id,
                "user_id": self.user_all.id,
            }
        )
        self.plan(lead, summary="Việc kín", user=self.user_all)
        for user, seen in ((self.user_own, False), (self.user_all, True)):
            text = str(self.page(user))
            self.assertEqual("Cơ hội kín" in text, seen)
            self.assertEqual("Việc kín" in text, seen)
        self.customer.company_id = self.company_2
        with self.assertRaises(AccessError):
            self.page(self.user_own)

    def test_an_empty_timeline(self):
        customer = self.make_customer("Mới tinh")
        told = self.as_user(customer).vn_get_timeline()
        self.assertEqual(set(told["counts"].values()), {0})
        self.assertEqual(told["timeline"], [])

    def test_queries(self):
        """At most twelve beside the form, however much happened."""
        self.fill()
        first = self.count_queries()
        for number in range(8):
            self.plan(self.customer, days=number)
            self.comment(self.customer, self.user_own)
        self.assertLessEqual(self.count_queries(), first)
        self.assertLessEqual(first, 12)

    def count_queries(self):
        customer = self.customer.with_user(self.user_own)
        customer.vn_get_page()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        customer.vn_get_page()
        return self.env.cr.sql_log_count - before

    # === New customers ===
    def test_a_new_customer_is_mine_vietnamese_in_vietnam(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        vietnam = self.env.ref("base.vn")
        self.company.country_id = vietnam
        Partner = self.as_user(self.env["res.partner"]).with_context(vn_customer=True)
        for view in (
            "base.view_partner_form",
            "crm_vn_customer.res_partner_view_form_quick_create",
        ):
            with Form(Partner, view=view) as form:
                form.name = "Nhà thuốc Minh Tâm"
            made = form.record
            self.assertEqual(made.user_id, self.user_own)
            self.assertEqual(made.lang, "vi_VN")
            self.assertEqual(made.country_id, vietnam)

    def test_a_list_brings_customers_who_read_vietnamese(self):
        """Where they live is what the list says, or nothing."""
        self.env["res.lang"]._activate_lang("vi_VN")
        self.company.country_id = self.env.ref("base.vn")
        Partner = self.as_user(self.env["res.partner"], self.manager)
        result = Partner.with_context(vn_customer=True, import_file=True).load(
            ["name"], [["Nhà thuốc Minh Tâm"]]
        )
        made = self.env["res.partner"].browse(result["ids"])
        self.assertEqual(made.lang, "vi_VN")
        self.assertFalse(made.country_id)

    def test_a_lead_becomes_a_customer_who_reads_vietnamese(self):
        vietnamese = self.env["res.lang"]._activate_lang("vi_VN")
        self.company.country_id = self.env.ref("base.vn")
        Lead = self.env["crm.lead"].with_company(self.company)
        lead = Lead.create(
            {"name": "Ghế", "partner_name": "Nhà hàng Sen", "contact_name": "Chị Sen"}
        )
        lead._handle_partner_assignment()
        self.assertEqual(lead.partner_id.lang, vietnamese.code)
        self.assertEqual(lead.partner_id.parent_id.lang, vietnamese.code)
        # said at the lead, by its own field
        english = Lead.create({"name": "Chair", "partner_name": "Sen Ltd"})
        english.lang_id = self.env.ref("base.lang_en")
        english._handle_partner_assignment()
        self.assertEqual(english.partner_id.lang, "en_US")

    def test_what_is_said_wins(self):
        Partner = self.as_user(self.env["res.partner"]).with_context(
            vn_customer=True,
            default_user_id=self.user_all.id,
            default_country_id=self.env.ref("base.la").id,
        )
        values = Partner.default_get(["user_id", "country_id"])
        self.assertEqual(values["user_id"], self.user_all.id)
        self.assertEqual(values["country_id"], self.env.ref("base.la").id)

    def test_contacts_of_odoo_begin_as_before(self):
        values = self.as_user(self.env["res.partner"]).default_get(["user_id"])
        self.assertFalse(values.get("user_id"))

    def test_next_step_is_the_nearest(self):
        for days in (5, 1, 3):
            self.plan(self.customer, days=days, summary=f"Sau {days}")
        self.assertTrue(self.fact("next").startswith("Sau 1"))
        planned = self.env["mail.activity"].search([("summary", "=", "Sau 1")])
        planned.date_deadline = self.today - timedelta(days=1)
        self.assertTrue(self.fact("next").startswith("Sau 1"))
