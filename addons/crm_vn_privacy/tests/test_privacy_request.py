import base64
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VnConsentCommon


@tagged("post_install", "-at_install")
class TestPrivacyRequest(VnConsentCommon):
    """A request from entry to report."""

    def request(self, kind, **values):
        return (
            self.env["crm.vn.privacy.request"]
            .with_user(self.officer)
            .create(
                {
                    "partner_id": self.person.id,
                    "kind": kind,
                    "received_date": "2026-07-01",
                    **values,
                }
            )
        )

    def confirmed(self, kind):
        request = self.request(kind, identity_method="Gọi lại số đã lưu")
        request.action_confirm_identity()
        return request

    def test_terms_in_working_days(self):
        request = self.request("withdraw")
        # Wednesday; Saturdays and Sundays are free in this company
        self.assertEqual(request.answer_date, date(2026, 7, 3))
        self.assertEqual(request.due_date, date(2026, 7, 22))
        request.extension_reason = "Bên xử lý dữ liệu phải tìm"
        request.action_extend()
        self.assertEqual(request.due_date, date(2026, 8, 12))
        with self.assertRaises(UserError):
            request.action_extend()

    def test_nothing_before_identity_is_confirmed(self):
        request = self.request("restrict")
        with self.assertRaisesRegex(UserError, "identity"):
            request.action_confirm_identity()
        with self.assertRaisesRegex(UserError, "identity"):
            request.action_run()
        with self.assertRaises(UserError):
            request.state = "confirmed"

    def test_who_is_in_charge(self):
        request = self.request("erase")
        with self.assertRaises(AccessError):
            request.with_user(self.user_own).action_run()
        with self.assertRaises(AccessError):
            request.with_user(self.user_own).read(["name"])

    def test_restrict_and_withdraw(self):
        self.agree(self.person, "sms")
        self.confirmed("withdraw").action_run()
        verdict = self.person._vn_contact_verdicts("call", "advert")[self.person.id]
        self.assertEqual(verdict[1], "withdrawn")
        self.confirmed("restrict").action_run()
        self.assertTrue(self.person.vn_processing_restricted)

    def test_access_gives_two_files(self):
        self.agree(self.person, "sms")
        self.person.message_post(body="Chị Mơ thích màu xanh")
        request = self.confirmed("access")
        request.action_run()
        files = self.env["ir.attachment"].search(
            [("res_model", "=", request._name), ("res_id", "=", request.id)]
        )
        self.assertEqual(
            sorted(name[-5:] for name in files.mapped("name")), [".html", ".json"]
        )
        for file in files:
            text = file.raw.decode()
            self.assertIn("mo@example.com", text)
            self.assertIn("Chị Mơ thích màu xanh", text)
        self.assertEqual(request.state, "done")

    def test_a_restriction_is_lifted(self):
        request = self.confirmed("restrict")
        request.action_lift_restriction()
        self.assertFalse(request.is_restricting)
        request.action_run()
        self.assertTrue(request.is_restricting)
        with self.assertRaises(AccessError):
            request.with_user(self.user_own).action_lift_restriction()
        request.action_lift_restriction()
        self.assertFalse(self.person.vn_processing_restricted)
        self.assertFalse(request.is_restricting)
        self.assertIn("used again", request.message_ids[0].body)

    def test_erasing_takes_exports_and_papers(self):
        access = self.confirmed("access")
        access.evidence = base64.b64encode(b"0912 000 111")
        access.action_run()
        self.confirmed("erase").action_run()
        files = self.env["ir.attachment"].search(
            [
                ("res_model", "=", access._name),
                ("res_id", "=", access.id),
                ("res_field", "in", [False, "evidence"]),
            ]
        )
        self.assertFalse(files)
        self.env.invalidate_all()
        self.assertFalse(access.evidence)
        self.assertEqual(access.state, "done", "the request stays, as proof")

    def test_finished_ones_are_proof(self):
        request = self.confirmed("restrict")
        request.action_run()
        with self.assertRaises(UserError):
            request.kind = "erase"
        with self.assertRaises(UserError):
            request.unlink()
