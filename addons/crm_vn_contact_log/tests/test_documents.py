from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged
from odoo.tools import SQL

from .registry_common import VnRegistryCommon


@tagged("post_install", "-at_install")
class TestDocuments(VnRegistryCommon):
    def test_every_document_is_registered(self):
        self.check_every_document_is_registered()

    def test_what_is_planned_and_done_counts_alike(self):
        self.check_what_is_planned_and_done_counts_alike()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()

    def test_a_path_of_several_steps(self):
        """A document may belong to another one, which has the customer."""
        lead = self.env["crm.lead"].create(
            {"name": "Cơ hội", "partner_id": self.customer_contact.id}
        )
        path = {"crm.lead": "partner_id.parent_id"}
        with patch.object(
            type(self.Partner), "_vn_customer_documents", lambda self: path
        ):
            joins, customer = self.Partner._vn_link_customer("crm.lead", SQL("a.id"))
            self.Partner._vn_flush_documents()
            rows = self.env.execute_query(
                SQL(
                    "SELECT %s FROM crm_lead a %s WHERE a.id = %s",
                    customer,
                    joins,
                    lead.id,
                )
            )
            found = self.Partner._vn_get_customers("crm.lead", [lead.id, 2**30])
        self.assertEqual(rows, [(self.customer_company.id,)])
        self.assertEqual(found, {lead.id: self.customer_company})

    def test_a_meeting_ahead_is_planned(self):
        customer = self.make_customer(days=31)
        person = self.Partner.create({"name": "Anh Hùng", "parent_id": customer.id})
        lead = self.env["crm.lead"].create({"name": "Mở rộng", "partner_id": person.id})
        start = fields.Datetime.now() + timedelta(days=3)
        for values in (
            {"partner_ids": [(6, 0, person.ids)]},
            {
                "res_model_id": self.env["ir.model"]._get_id("crm.lead"),
                "res_id": lead.id,
            },
            {"opportunity_id": lead.id},
        ):
            with self.subTest(values=values):
                self.assertTrue(self.is_forgotten(customer))
                event = self.env["calendar.event"].create(
                    {
                        "name": "Gặp khách",
                        "start": start,
                        "stop": start + timedelta(hours=1),
                        "user_id": self.user_own.id,
                        "partner_ids": [(6, 0, self.user_own.partner_id.ids)],
                        **values,
                    }
                )
                self.assertFalse(self.is_forgotten(customer))
                # Odoo plans an activity beside it
                event.activity_ids.unlink()
                self.assertFalse(self.is_forgotten(customer))
                event.action_archive()
        self.assertTrue(self.is_forgotten(customer))
        # who declined is not met
        event = self.env["calendar.event"].create(
            {
                "name": "Gặp khách",
                "start": start,
                "stop": start + timedelta(hours=1),
                "partner_ids": [(6, 0, person.ids)],
            }
        )
        event.attendee_ids.filtered(lambda a: a.partner_id == person).do_decline()
        self.assertTrue(self.is_forgotten(customer))


@tagged("post_install", "-at_install")
class TestActivityHooks(VnRegistryCommon):
    def setUp(self):
        super().setUp()
        self.told = []
        activity = type(self.env["mail.activity"])
        for name in ("_vn_on_done", "_vn_on_reopened", "_vn_on_changed"):
            self.patch(activity, name, self.follow(name, getattr(activity, name)))
        self.patch(
            activity,
            "_vn_on_removed",
            self.follow("_vn_on_removed", activity._vn_on_removed),
        )

    def follow(self, name, method):
        told = self.told

        def followed(this, *args):
            told.append((name, this.ids, *(set(names) for names in args)))
            return method(this, *args)

        return followed

    def take(self):
        told, self.told[:] = list(self.told), []
        return told

    def test_each_event_is_told_once(self):
        customer = self.make_customer()
        activities = self.plan(customer) | self.plan(customer, days=1)
        self.take()
        self.as_user(activities).action_feedback(feedback="Đã gọi")
        done = [call for call in self.take() if call[0] == "_vn_on_done"]
        self.assertEqual(done, [("_vn_on_done", activities.ids)])
        activities[0].action_archive()
        self.assertNotIn("_vn_on_done", [call[0] for call in self.take()])
        activities.action_unarchive()
        self.assertEqual(self.take(), [("_vn_on_reopened", activities.ids)])
        activities[0].summary = "Gọi lại"
        self.assertEqual(
            self.take(), [("_vn_on_changed", activities[:1].ids, {"summary"})]
        )
        ids = activities.ids
        activities.unlink()
        self.assertEqual(self.take(), [("_vn_on_removed", ids)])

    def test_what_is_done_from_the_start(self):
        customer = self.make_customer()
        day = self.today - timedelta(days=4)
        activity = self.plan(customer, active=False, date_done=day)
        self.assertIn(("_vn_on_done", activity.ids), self.take())
        self.assertEqual(customer.vn_last_contact_date, day)

    def test_what_follows_a_removal_comes_after_it(self):
        customer = self.make_customer()
        activity = self.plan(customer)
        self.as_user(activity).action_feedback()
        seen = []
        removed = type(activity)._vn_on_removed

        def watched(this):
            return [*removed(this), lambda: seen.append(bool(this.exists()))]

        self.patch(type(activity), "_vn_on_removed", watched)
        activity.unlink()
        self.assertEqual(seen, [False])
        self.assertFalse(customer.vn_last_contact_date)

    def test_another_document_another_day(self):
        customer, other = self.make_customer(), self.make_customer("Nhà thuốc B")
        activity = self.plan(customer)
        self.as_user(activity).action_feedback()
        activity.res_id = other.id
        self.assertFalse(customer.vn_last_contact_date)
        self.assertEqual(other.vn_last_contact_date, self.today)
        activity.date_done = self.today - timedelta(days=3)
        self.assertEqual(other.vn_last_contact_date, self.today - timedelta(days=3))
