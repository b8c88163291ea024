import doctest
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, new_test_user, tagged

from ..tools import body


@tagged("post_install", "-at_install")
class TestInbox(HttpCase):
    def make_event(self, **values):
        return self.env["crm.vn.webhook.event"].create(
            {
                "provider_model": "gone.provider",
                "provider_id": 1,
                "unique_key": "k1",
                **values,
            }
        )

    def test_nothing_behind_an_unknown_key(self):
        for key in ("x", "é" * 40, "x.y"):
            self.assertEqual(self.url_open(f"/vn/hook/{key}").status_code, 404)

    def test_a_provider_that_is_gone(self):
        event = self.make_event()
        self.env["crm.vn.webhook.event"]._process_batch(event)
        self.assertEqual(event.state, "ignored")

    def test_what_is_old_is_forgotten(self):
        event = self.make_event()
        with freeze_time(fields.Datetime.now() + timedelta(days=31)):
            self.env["crm.vn.webhook.event"]._gc_events()
        self.assertFalse(event.exists())
        event = self.make_event()
        self.env["crm.vn.webhook.event"]._gc_events()
        self.assertTrue(event.exists())

    def test_doctests(self):
        self.assertEqual(doctest.testmod(body).failed, 0)

    def test_administrators_alone(self):
        event = self.make_event()
        employee = new_test_user(self.env, "vn_webhook_user")
        with self.assertRaises(AccessError):
            event.with_user(employee).read(["unique_key"])
        with self.assertRaises(AccessError):
            event.with_user(employee).action_retry()
