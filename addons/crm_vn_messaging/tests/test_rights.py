from odoo.exceptions import AccessError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .common import VnMessagingCommon


@tagged("post_install", "-at_install")
class TestRights(VnMessagingCommon):
    """Who reads messages and keys; nobody makes up what happened."""

    def test_keys_are_the_administrator_s(self):
        for user in (self.user_own, self.manager):
            provider = self.as_user(self.provider, user)
            self.assertTrue(provider.read(["name"]))
            for name in ("key", "secret", "url", "callback_url"):
                with self.assertRaises(AccessError):
                    provider.read([name])
                with self.assertRaises(AccessError):
                    provider.search([(name, "like", "k%")])
        admin = self.env.ref("base.user_admin")
        self.assertEqual(self.as_user(self.provider, admin).key, "khoa")

    def test_a_copied_gateway_sends_nothing_before_it_is_taken_into_use(self):
        other = self.provider.copy({"brand": "SAOMAI2", "active": True})
        copies = (self.provider + other).copy()
        self.assertEqual(copies.mapped("active"), [False, False])
        self.assertEqual(copies.mapped("brand"), ["SAOMAI", "SAOMAI2"])

    def test_nobody_forges(self):
        message = self.send()
        admin = self.env.ref("base.user_admin")
        for user in (self.user_own, self.manager, admin):
            mine = self.as_user(message, user)
            for values in ({"state": "delivered"}, {"price": 0}, {"verdict": "ok"}):
                with self.assertRaises(AccessError):
                    mine.write(values)
            with self.assertRaises(AccessError):
                mine.create([{"kind": "sms", "uuid": "x", "direction": "out"}])
            with self.assertRaises(AccessError):
                mine.unlink()
        with self.assertRaises(AccessError):
            message.sudo().write({"state": "delivered"})

    def test_nobody_says_from_outside_what_a_message_is_for(self):
        """What is allowed depends on it: an advert is no transaction by a context."""
        admin = self.env.ref("base.user_admin")
        queue = self.env["sms.sms"].with_user(admin)
        number = self.numbers(1, 8100)[0]
        forged = {
            "vn_sms_purpose": "transaction",
            "vn_sms_purpose_said": True,
        }
        [sms_id] = call_kw(
            queue,
            "create",
            [[{"number": number, "body": "Giam gia"}]],
            {"context": forged},
        )
        message = self.env["sms.sms"].browse(sms_id).vn_message_id
        self.assertEqual(message.purpose, "care")

    def test_who_reads_the_customer_reads_the_message(self):
        self.env.ref("sales_team.group_sale_salesman").implied_ids |= self.env.ref(
            "crm_vn_visibility.group_vn_own_customers"
        )
        message = self.send()
        other = self._make_user("msg_other", "sales_team.group_sale_salesman")
        for user, seen in (
            (self.user_own, True),
            (self.manager, True),
            (other, False),
            (self.user_2, False),
        ):
            mine = self.as_user(message, user)
            found = mine.search([("id", "=", message.id)])
            self.assertEqual(bool(found), seen, user.login)
            self.assertEqual(mine.has_access("read"), seen, user.login)
            groups = mine._read_group([("id", "=", message.id)], [], ["__count"])
            self.assertEqual(groups[0][0], int(seen))
            if not seen:
                with self.assertRaises(AccessError):
                    mine.read(["body"])

    def test_nobody_s_message(self):
        number = self.numbers(1, 8000)[0]
        sms = self.env["sms.sms"].with_user(self.user_own).sudo()
        message = sms.create({"number": number, "body": "Chao"}).vn_message_id
        self.assertTrue(self.as_user(message, self.user_own).body)
        self.assertTrue(self.as_user(message, self.manager).body)
        with self.assertRaises(AccessError):
            self.as_user(message, self.user_all).read(["body"])

    def test_employee_reads_none(self):
        message = self.send()
        with self.assertRaises(AccessError):
            self.as_user(message, self.employee).read(["body"])

    def test_a_gateway_s_rules_are_checked(self):
        with self.assertRaises(ValidationError):
            self.provider.copy({"kind": "generic", "url": False, "brand": "A"})
        with self.assertRaises(ValidationError):
            self.provider.copy(
                {
                    "kind": "generic",
                    "brand": "B",
                    "url": "http://127.0.0.1/{number}",
                    "body": "{password}",
                }
            )

    def test_try_a_sample(self):
        dialog = self.env["crm.vn.sms.try"].create(
            {"provider_id": self.provider.id, "sample": '{"CodeResult": "103"}'}
        )
        self.assertIn("blocked", dialog.result)
        self.assertNotIn("bi mat", dialog.request)
        dialog.write(
            {
                "kind": "report",
                "sample": '{"SendStatus": "5", "SendSuccess": "1", "RequestId": "u"}',
            }
        )
        self.assertIn("delivered", dialog.result)
        self.assertFalse(self.double.asked)

    def test_erased_with_the_person(self):
        message = self.send()
        number = self.person.vn_contact_number
        self.tell(self.double.report_esms("x") | {"phonenumber": number})
        self.person.with_user(self.officer)._vn_erase()
        self.assertFalse(message.exists())
        self.assertFalse(
            [
                event
                for event in self.env["crm.vn.webhook.event"].search([])
                if number[3:].encode() in event._get_body()
            ]
        )

    def test_registered_as_no_document(self):
        self.assertNotIn("crm.vn.message", self.Partner._vn_customer_documents())
