from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged

from .common import VnContactCommon


@tagged("post_install", "-at_install")
class TestLastContact(VnContactCommon):
    def test_a_new_customer_was_never_contacted(self):
        customer = self.make_customer()
        self.assertFalse(customer.vn_last_contact_date)
        self.assertFalse(customer.vn_last_contact_summary)
        self.assertEqual(customer.vn_contact_base_date, self.today)

    def test_activity_done(self):
        customer = self.make_customer()
        activity = self.plan(customer)
        self.as_user(activity).action_feedback(feedback="Khách hẹn tuần sau")
        self.assertEqual(customer.vn_last_contact_date, self.today)
        self.assertEqual(customer.vn_last_contact_user_id, self.user_own)
        self.assertEqual(customer.vn_last_contact_res_id, activity.id)
        summary = customer.with_context(lang="en_US").vn_last_contact_summary
        self.assertIn("Call by", summary)
        self.assertIn(self.user_own.name, summary)

    def test_activity_cancelled_is_no_contact(self):
        customer = self.make_customer()
        self.as_user(self.plan(customer)).action_cancel()
        self.assertFalse(customer.vn_last_contact_date)

    def test_activity_of_a_contact_person_counts_for_the_company(self):
        self.as_user(self.plan(self.customer_contact)).action_feedback()
        self.assertEqual(self.customer_contact.vn_last_contact_date, self.today)
        self.assertEqual(self.customer_company.vn_last_contact_date, self.today)

    def test_activity_of_an_opportunity_counts_for_its_customer(self):
        customer = self.make_customer()
        lead = self.env["crm.lead"].create(
            {"name": "Cơ hội", "partner_id": customer.id, "user_id": self.user_own.id}
        )
        self.as_user(self.plan(lead)).action_feedback()
        self.assertEqual(customer.vn_last_contact_date, self.today)

    def test_many_activities_done_at_once(self):
        customers = [self.make_customer(f"Khách {number}") for number in range(3)]
        activities = self.env["mail.activity"].union(
            *[self.plan(customer) for customer in customers]
        )
        self.as_user(activities).action_feedback()
        for customer in customers:
            self.assertEqual(customer.vn_last_contact_date, self.today)

    def test_reopening_takes_the_contact_back(self):
        customer = self.make_customer()
        first, second = self.plan(customer), self.plan(customer)
        self.as_user(first).action_feedback()
        self.as_user(second).action_feedback()
        second.action_unarchive()
        self.assertEqual(customer.vn_last_contact_res_id, first.id)
        first.unlink()
        self.assertFalse(customer.vn_last_contact_date)
        self.assertEqual(customer.vn_contact_base_date, self.today)

    def test_older_contact_changes_nothing(self):
        customer = self.make_customer(days=5)
        customer._vn_touch("meeting", self.today - timedelta(days=9))
        self.assertEqual(customer.vn_last_contact_date, self.today - timedelta(days=5))

    def test_touching_twice_is_harmless(self):
        customer = self.make_customer()
        self.assertTrue(customer._vn_touch("meeting", source=self.customer_person))
        self.assertFalse(customer._vn_touch("meeting", source=self.customer_person))

    def test_the_future_is_no_contact(self):
        customer = self.make_customer()
        self.assertFalse(customer._vn_touch("meeting", self.today + timedelta(days=1)))
        self.assertFalse(customer.vn_last_contact_date)

    @freeze_time("2026-09-11 20:30:00")
    def test_the_day_is_that_of_the_company(self):
        # 03:30 of the 12th in Việt Nam, wherever the person stands
        self.company.partner_id.country_id = self.env.ref("base.vn")
        for zone in ("Asia/Ho_Chi_Minh", "America/New_York", False):
            self.user_own.tz = zone
            customer = self.make_customer()
            self.as_user(customer)._vn_touch("meeting")
            self.assertEqual(
                customer.vn_last_contact_date, fields.Date.to_date("2026-09-12")
            )
            self.assertEqual(customer.vn_days_since_contact, 0)

    def test_many_contacts_by_one_statement(self):
        customer, other = self.make_customer(), self.make_customer("Hai", days=1)
        yesterday, before = (self.today - timedelta(days=days) for days in (1, 2))
        contacts = [
            (customer | self.customer_contact, "comment", yesterday, None, None),
            # the same day: the later one
            (customer, "message", yesterday, self.user_own, None),
            (customer, "meeting", before, None, None),
            # older than what is known
            (other, "comment", before, None, None),
            # nobody that ever was, and a colleague
            (self.Partner.browse(2**30), "meeting", None, None, None),
            (self.user_all.partner_id, "meeting", None, None, None),
        ]
        self.env.flush_all()
        self.company._vn_today()
        with self.assertQueryCount(1):
            changed = self.Partner._vn_touch_all(contacts)
        self.assertEqual(
            changed, customer | self.customer_contact | self.customer_company
        )
        self.assertEqual(customer.vn_last_contact_date, yesterday)
        self.assertEqual(customer.vn_last_contact_kind, "message")
        self.assertEqual(customer.vn_last_contact_user_id, self.user_own)
        self.assertEqual(self.customer_company.vn_last_contact_kind, "comment")
        self.assertEqual(other.vn_last_contact_kind, "meeting")

    def test_never_by_a_field_an_import_or_bulk_mail(self):
        customer = self.make_customer(email="an@khang.example.com")
        other = self.make_customer("Hai", email="hai@khang.example.com")
        self.as_user(customer).write({"phone": "0903 000 111"})
        customer.with_context(import_file=True)._vn_touch("meeting")
        self.as_user(customer).load(
            [".id", "comment"], [[str(customer.id), "nhập từ tệp"]]
        )
        composer = self.as_user(self.env["mail.compose.message"]).create(
            {
                "model": "res.partner",
                "res_ids": repr([customer.id, other.id]),
                "composition_mode": "mass_mail",
                "subject": "Khuyến mãi",
                "body": "<p>Giảm giá</p>",
            }
        )
        composer._action_send_mail()
        # the same text posted on many customers
        batch = self.as_user(self.env["mail.compose.message"]).create(
            {
                "model": "res.partner",
                "res_ids": repr([customer.id, other.id]),
                "composition_mode": "comment",
                "partner_ids": (customer | other).ids,
                "subject": "Khuyến mãi",
                "body": "<p>Giảm giá</p>",
            }
        )
        batch._action_send_mail()
        self.assertFalse(customer.vn_last_contact_date)
        self.assertFalse(other.vn_last_contact_date)

    def test_message_to_the_customer(self):
        customer = self.make_customer(email="an@khang.example.com")
        self.comment(
            customer,
            self.user_own,
            "Báo giá",
            subtype_xmlid="mail.mt_comment",
            partner_ids=customer.ids,
        )
        self.assertEqual(customer.vn_last_contact_kind, "message")
        self.assertEqual(customer.vn_last_contact_user_id, self.user_own)

    def test_message_from_the_customer(self):
        customer = self.make_customer(email="an@khang.example.com")
        customer.message_post(
            body="Tôi muốn đặt hàng",
            message_type="email",
            author_id=customer.id,
            subtype_xmlid="mail.mt_comment",
        )
        self.assertEqual(customer.vn_last_contact_kind, "reply")
        self.assertFalse(customer.vn_last_contact_user_id)

    def test_comment_only_when_marked(self):
        customer = self.make_customer()
        message = self.comment(customer, self.user_own, "Đã gặp ở hội chợ")
        self.assertFalse(customer.vn_last_contact_date)
        with self.assertRaises(AccessError):
            message.with_user(self.user_all).action_vn_toggle_contact()
        self.assertTrue(message.with_user(self.user_own).action_vn_toggle_contact())
        self.assertEqual(customer.vn_last_contact_kind, "comment")
        self.assertFalse(message.with_user(self.user_own).action_vn_toggle_contact())
        self.assertFalse(customer.vn_last_contact_date)

    def test_meeting_held(self):
        customer = self.make_customer()
        now = fields.Datetime.now()
        events = self.env["calendar.event"].create(
            [
                {
                    "name": "Gặp khách",
                    "start": now - timedelta(hours=hours),
                    "stop": now - timedelta(hours=hours - 1),
                    "user_id": self.user_own.id,
                    "partner_ids": [(6, 0, customer.ids)],
                }
                for hours in (-2, 30)
            ]
        )
        with self.enter_registry_test_mode():
            self.env.ref(
                "crm_vn_contact_log.ir_cron_record_meetings_held"
            ).method_direct_trigger()
        customer.invalidate_recordset()
        self.assertEqual(customer.vn_last_contact_kind, "meeting")
        self.assertEqual(customer.vn_last_contact_res_id, events[1].id)
        self.assertEqual(
            customer.vn_last_contact_date,
            self.company._vn_day(events[1].start),
        )

    def test_a_meeting_that_fails_stops_no_other(self):
        customers = self.make_customer() | self.make_customer()
        now = fields.Datetime.now()
        poisoned, other = self.env["calendar.event"].create(
            [
                {
                    "name": "Gặp khách",
                    "start": now - timedelta(hours=3),
                    "stop": now - timedelta(hours=2),
                    "user_id": self.user_own.id,
                    "partner_ids": [(6, 0, customer.ids)],
                }
                for customer in customers
            ]
        )
        customer_of = {poisoned: customers[0], other: customers[1]}
        self.check_cron_failure(
            "crm_vn_contact_log.ir_cron_record_meetings_held",
            "_vn_record_held",
            poisoned,
            other,
            lambda event: customer_of[event].vn_last_contact_res_id == event.id,
        )

    def test_declined_meeting_is_no_contact(self):
        customer = self.make_customer()
        now = fields.Datetime.now()
        event = self.env["calendar.event"].create(
            {
                "name": "Gặp khách",
                "start": now - timedelta(hours=3),
                "stop": now - timedelta(hours=2),
                "partner_ids": [(6, 0, customer.ids)],
            }
        )
        event.attendee_ids.filtered(lambda a: a.partner_id == customer).do_decline()
        self.env["calendar.event"]._cron_vn_meetings_held()
        customer._vn_contact_refresh()
        self.assertFalse(customer.vn_last_contact_date)

    def test_repair_gives_the_same(self):
        customer = self.make_customer()
        lead = self.env["crm.lead"].create(
            {"name": "Cơ hội", "partner_id": self.customer_person.id}
        )
        self.as_user(self.plan(customer)).action_feedback()
        self.plan(lead).action_feedback()
        message = self.comment(self.customer_company, self.user_own, "Đã gặp")
        message.with_user(self.user_own).action_vn_toggle_contact()
        partners = customer | self.customer_person | self.customer_company
        names = [
            "vn_last_contact_date",
            "vn_contact_base_date",
            "vn_last_contact_kind",
            "vn_last_contact_res_id",
        ]
        before = partners.read(names)
        partners._vn_as_engine().write({"vn_last_contact_date": False})
        self.assertEqual(len(partners), 3)
        self.env["res.partner"]._vn_contact_refresh()
        self.assertEqual(partners.read(names), before)
        self.assertEqual(self.env["res.partner"]._vn_contact_refresh(), 0)

    def test_existing_customers_start_with_their_creation(self):
        customer = self.make_customer()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2026-01-05 20:00:00', "
            "vn_contact_base_date = NULL WHERE id = %s",
            [customer.id],
        )
        customer.invalidate_recordset()
        customer._init_column("vn_contact_base_date")
        self.assertFalse(customer.vn_contact_base_date)
        self.company.partner_id.country_id = self.env.ref("base.vn")
        self.Partner._vn_contact_refresh()
        self.assertEqual(
            customer.vn_contact_base_date, fields.Date.to_date("2026-01-06")
        )

    def test_copy_has_no_history(self):
        customers = self.make_customer(days=40) | self.make_customer("Hai", days=50)
        customers.write({"vn_snooze_date": self.today, "vn_snooze_reason": "x"})
        for copy in customers.copy():
            self.assertFalse(copy.vn_last_contact_date)
            self.assertFalse(copy.vn_last_contact_kind)
            self.assertFalse(copy.vn_snooze_date)
            self.assertEqual(copy.vn_contact_base_date, self.today)

    def test_merging_keeps_the_newest(self):
        kept = self.make_customer("Nhà thuốc A", days=20)
        gone = self.make_customer("Nhà thuốc A bis", days=3)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (kept | gone).ids, dst_partner=kept
        )
        self.assertEqual(kept.vn_last_contact_date, self.today - timedelta(days=3))

    def test_customer_form_shows_it(self):
        customer = self.make_customer(days=5)
        with Form(self.as_user(customer)) as form:
            self.assertEqual(form.vn_days_since_contact, 5)

    def test_open_last_contact(self):
        customer = self.make_customer()
        activity = self.plan(customer)
        self.as_user(activity).action_feedback()
        action = self.as_user(customer).action_vn_open_last_contact()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("mail.activity", activity.id)
        )
