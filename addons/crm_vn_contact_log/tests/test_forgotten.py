from datetime import timedelta

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from .common import VnContactCommon


@tagged("post_install", "-at_install")
class TestForgotten(VnContactCommon):
    def test_exactly_the_limit_is_not_late(self):
        self.assertTrue(self.is_forgotten(self.make_customer(days=31)))
        self.assertFalse(self.is_forgotten(self.make_customer(days=30)))

    def test_never_contacted_counts_from_creation(self):
        customer = self.make_customer()
        customer._vn_as_engine().vn_contact_base_date = self.today - timedelta(days=31)
        self.assertTrue(self.is_forgotten(customer))

    def test_logging_a_call_removes_it(self):
        customer = self.make_customer(days=31)
        self.as_user(self.plan(customer, days=-1)).action_feedback(feedback="Khách bận")
        self.assertFalse(self.is_forgotten(customer))
        self.assertEqual(customer.vn_last_contact_date, self.today)

    def test_a_future_activity_removes_it_an_overdue_one_does_not(self):
        customer = self.make_customer(days=31)
        overdue = self.plan(customer, days=-1)
        self.assertTrue(self.is_forgotten(customer))
        overdue.date_deadline = self.today
        self.assertFalse(self.is_forgotten(customer))
        overdue.date_deadline = self.today + timedelta(days=9)
        self.assertFalse(self.is_forgotten(customer))
        overdue.action_cancel()
        self.assertTrue(self.is_forgotten(customer))

    def test_what_is_planned_on_a_contact_or_an_opportunity(self):
        customer = self.make_customer(days=31)
        person = self.Partner.create({"name": "Anh Hùng", "parent_id": customer.id})
        activity = self.plan(person, days=2)
        self.assertFalse(self.is_forgotten(customer))
        activity.action_cancel()
        lead = self.env["crm.lead"].create(
            {"name": "Cơ hội", "partner_id": customer.id}
        )
        activity = self.plan(lead, days=2)
        self.assertFalse(self.is_forgotten(customer))
        activity.date_deadline = self.today - timedelta(days=2)
        self.assertTrue(self.is_forgotten(customer))

    def test_bulk_mail_does_not_remove_it(self):
        customers = self.make_customer(days=31, email="a@vn.example.com")
        customers |= self.make_customer(days=31, email="b@vn.example.com")
        self.as_user(self.env["mail.compose.message"]).create(
            {
                "model": "res.partner",
                "res_ids": repr(customers.ids),
                "composition_mode": "mass_mail",
                "subject": "Khuyến mãi",
                "body": "<p>Giảm giá</p>",
            }
        )._action_send_mail()
        for customer in customers:
            self.assertTrue(self.is_forgotten(customer))

    def test_limit_of_the_relationship_comes_first(self):
        self.relationship_vip.contact_limit_days = 7
        vip = self.make_customer(days=8, vn_relationship_id=self.relationship_vip.id)
        self.assertTrue(self.is_forgotten(vip))
        vip = self.make_customer(days=7, vn_relationship_id=self.relationship_vip.id)
        self.assertFalse(self.is_forgotten(vip))
        self.relationship_vip.contact_limit_days = 90
        vip = self.make_customer(days=31, vn_relationship_id=self.relationship_vip.id)
        self.assertFalse(self.is_forgotten(vip))

    def test_no_limit_no_list(self):
        self.relationship_customer.contact_limit_days = 0
        self.company.vn_contact_limit_days = 0
        self.assertFalse(self.is_forgotten(self.make_customer(days=500)))

    def test_limit_of_the_customers_company(self):
        self.company_2.vn_contact_limit_days = 5
        theirs = self.make_customer(
            days=6, owner=self.user_2, company_id=self.company_2.id
        )
        self.assertTrue(self.is_forgotten(theirs, self.user_2))
        ours = self.make_customer(days=6, company_id=self.company.id)
        self.assertFalse(self.is_forgotten(ours))

    def test_who_is_no_customer_is_not_forgotten(self):
        partner = self.make_customer(days=31)
        self.assertTrue(self.is_forgotten(partner))
        partner.vn_relationship_id = False
        self.assertFalse(self.is_forgotten(partner))

    def test_archived_is_not_forgotten(self):
        customer = self.make_customer(days=31)
        customer.action_archive()
        found = self.as_user(self.env["res.partner"]).search(
            [("vn_is_forgotten", "=", True)]
        )
        self.assertNotIn(customer, found)

    def test_the_opposite_search(self):
        late, fine = self.make_customer(days=31), self.make_customer(days=3)
        found = self.as_user(self.env["res.partner"]).search(
            [("vn_is_forgotten", "=", False), ("id", "in", (late | fine).ids)]
        )
        self.assertEqual(found, fine)

    def test_snooze(self):
        customer = self.make_customer(days=31)
        wizard = self.as_user(self.env["crm.vn.snooze"]).create(
            {
                "partner_ids": customer.ids,
                "date": self.today + timedelta(days=1),
                "reason": "Còn hàng đến Tết",
            }
        )
        wizard.action_apply()
        self.assertFalse(self.is_forgotten(customer))
        self.assertEqual(customer.vn_snooze_reason, "Còn hàng đến Tết")
        # on the day itself it is back
        customer.vn_snooze_date = self.today
        self.assertTrue(self.is_forgotten(customer))

    def test_the_filter_asks_the_company_s_day(self):
        """Who waits is one list, also for a colleague who still has yesterday."""
        customer = self.make_customer(vn_snooze_date="2027-01-01")
        Partner = self.as_user(self.env["res.partner"]).with_context(
            tz="America/Los_Angeles"
        )
        waiting = [("id", "=", customer.id), ("vn_snooze_date", ">", "today")]
        for moment, found in (
            ("2026-12-31 16:59:00", customer),
            ("2026-12-31 17:01:00", Partner),
            ("2027-01-01 12:00:00", Partner),
        ):
            with self.subTest(moment=moment), freeze_time(moment):
                self.assertEqual(Partner.search(waiting), found)
                self.assertEqual(Partner.search_count(waiting), len(found))

    def test_snooze_needs_a_day_ahead(self):
        with self.assertRaisesRegex(ValidationError, "not ahead"):
            self.as_user(self.env["crm.vn.snooze"]).create(
                {
                    "partner_ids": self.customer_company.ids,
                    "date": self.today,
                    "reason": "x",
                }
            )

    def test_each_row_says_why(self):
        customer = self.make_customer(days=42)
        self.plan(customer, days=-3).with_user(self.user_own)
        reason = self.as_user(customer).vn_forgotten_reason
        self.assertTrue(reason.startswith("42 days, last: Meeting by "), reason)
        self.assertIn("planned for", reason)
        other = self.make_customer()
        other._vn_as_engine().vn_contact_base_date = self.today - timedelta(days=50)
        self.assertEqual(
            self.as_user(other).vn_forgotten_reason,
            "50 days, never contacted, nothing planned",
        )
        self.env["res.lang"]._activate_lang("vi_VN")
        reason = self.as_user(other).with_context(lang="vi_VN").vn_forgotten_reason
        self.assertEqual(reason, "50 ngày, chưa từng liên hệ, chưa có lịch")

    def test_the_longest_forgotten_comes_first(self):
        newer = self.make_customer(days=40)
        older = self.make_customer(days=60)
        found = self.as_user(self.env["res.partner"]).search(
            [("vn_is_forgotten", "=", True), ("id", "in", (newer | older).ids)],
            order=self.env["res.partner"]._vn_forgotten_order(),
        )
        self.assertEqual(found.ids, [older.id, newer.id])
