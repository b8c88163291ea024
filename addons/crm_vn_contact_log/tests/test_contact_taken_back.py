from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import VnContactCommon


@tagged("post_install", "-at_install")
class TestContactTakenBack(VnContactCommon):
    """The last contact falls back on the latest that is left."""

    def meet(self, partners, days=1, **values):
        """Return a meeting held *days* ago, recorded as the contact it is."""
        start = fields.Datetime.now() - timedelta(days=days, hours=1)
        event = self.env["calendar.event"].create(
            {
                "name": "Gặp khách",
                "start": start,
                "stop": start + timedelta(minutes=30),
                "user_id": self.user_own.id,
                "partner_ids": [(6, 0, partners.ids)],
                **values,
            }
        )
        self.env["calendar.event"]._cron_vn_meetings_held()
        self.env.invalidate_all()
        return event

    def assert_source(self, customer, source, repaired=False):
        if repaired:
            self.env["res.partner"]._cron_contact_refresh()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(customer.vn_last_contact_res_id, source and source.id)
        self.assertEqual(bool(customer.vn_last_contact_date), bool(source))
        # and the nightly repair agrees
        self.env["res.partner"]._cron_contact_refresh()
        self.env.invalidate_all()
        self.assertEqual(customer.vn_last_contact_res_id, source and source.id)

    def test_meeting_deleted(self):
        customer = self.make_customer()
        event = self.meet(customer)
        self.assertEqual(customer.vn_last_contact_res_id, event.id)
        event.unlink()
        self.assert_source(customer, False)
        self.assertEqual(customer.vn_days_since_contact, 0)

    def test_meeting_cancelled_put_off_declined_or_with_others(self):
        start = fields.Datetime.now() + timedelta(days=2)
        changes = {
            "cancelled": lambda event, _who: event.action_archive(),
            "put off": lambda event, _who: event.write(
                {"start": start, "stop": start + timedelta(hours=1)}
            ),
            "declined": lambda event, who: event.attendee_ids.filtered(
                lambda attendee: attendee.partner_id == who
            ).do_decline(),
            "with others": lambda event, who: event.write(
                {"partner_ids": [(3, who.id)]}
            ),
        }
        for name, change in changes.items():
            with self.subTest(change=name):
                customer = self.make_customer(name)
                activity = self.plan(customer)
                self.as_user(activity).action_feedback()
                activity.date_done = self.today - timedelta(days=9)
                event = self.meet(customer | self.user_own.partner_id)
                self.assertEqual(customer.vn_last_contact_res_id, event.id)
                change(event, customer)
                self.assert_source(customer, activity)

    def test_meeting_moved_to_an_earlier_day_stays_one(self):
        customer = self.make_customer()
        event = self.meet(customer)
        event.write(
            {
                "start": event.start - timedelta(days=5),
                "stop": event.stop - timedelta(days=5),
            }
        )
        self.assert_source(customer, event)
        self.assertLess(customer.vn_last_contact_date, self.today - timedelta(days=4))

    def test_meeting_about_an_opportunity(self):
        person = self.Partner.create(
            {"name": "Anh Hùng", "parent_id": self.make_customer("Cty").id}
        )
        lead = self.env["crm.lead"].create({"name": "Mở rộng", "partner_id": person.id})
        event = self.meet(self.user_own.partner_id, opportunity_id=lead.id)
        self.assertEqual(person.parent_id.vn_last_contact_res_id, event.id)
        event.action_archive()
        self.assert_source(person.parent_id, False)

    def test_comment_deleted(self):
        customer = self.make_customer()
        activity = self.plan(customer)
        self.as_user(activity).action_feedback()
        activity.date_done = self.today - timedelta(days=2)
        message = self.comment(customer, self.user_own, "Đã gặp")
        message.with_user(self.user_own).action_vn_toggle_contact()
        self.assertEqual(customer.vn_last_contact_kind, "comment")
        message.unlink()
        self.assert_source(customer, activity)

    def test_call_on_an_opportunity_that_is_deleted(self):
        customer = self.make_customer()
        lead = self.env["crm.lead"].create({"name": "Hỏi", "partner_id": customer.id})
        self.as_user(self.plan(lead)).action_feedback()
        self.assertTrue(customer.vn_last_contact_date)
        lead.unlink()
        self.assert_source(customer, False)

    def test_what_was_deleted_behind_our_back(self):
        customer = self.make_customer()
        activity = self.plan(customer)
        self.as_user(activity).action_feedback()
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM mail_activity WHERE id = %s", [activity.id])
        self.env.invalidate_all()
        self.env["res.partner"]._cron_contact_refresh()
        self.env.invalidate_all()
        self.assertFalse(customer.vn_last_contact_date)

    def test_an_opportunity_that_is_another_customers_now(self):
        """The nightly repair follows it, and finds nothing the second time."""
        customer, other = self.make_customer(), self.make_customer("Nhà thuốc B")
        activity = self.plan(customer)
        self.as_user(activity).action_feedback()
        activity.date_done = self.today - timedelta(days=9)
        lead = self.env["crm.lead"].create({"name": "Hỏi", "partner_id": customer.id})
        call = self.plan(lead)
        self.as_user(call).action_feedback()
        self.assertEqual(customer.vn_last_contact_res_id, call.id)
        lead.partner_id = other
        self.assert_source(customer, activity, repaired=True)
        self.assert_source(other, call)

    def test_a_person_goes_to_another_company(self):
        """What was said to a person counts for the company that he is with."""
        old, new = (self.make_customer(name, is_company=True) for name in ("Cũ", "Mới"))
        person = self.make_customer("Chị Sen", parent_id=old.id)
        done = self.plan(person)
        done.with_user(self.user_own).action_feedback()
        self.assert_source(old, done)
        person.with_user(self.user_own).parent_id = new
        self.assert_source(old, False)
        self.assert_source(new, done)
        self.assert_source(person, done)
        person.with_user(self.user_own).parent_id = False
        self.assert_source(new, False)
        self.assert_source(person, done)

    def test_an_opportunity_is_another_customers(self):
        first, second = self.make_customer("Một"), self.make_customer("Hai")
        lead = self.env["crm.lead"].create(
            {
                "name": "Máy lạnh",
                "type": "opportunity",
                "partner_id": first.id,
                "user_id": self.user_own.id,
            }
        )
        done = self.plan(lead)
        done.with_user(self.user_own).action_feedback()
        self.assert_source(first, done)
        lead.with_user(self.user_own).partner_id = second
        self.assert_source(first, False)
        self.assert_source(second, done)
