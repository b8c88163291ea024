import base64
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

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

    def test_access_gives_all_of_it(self):
        """Addresses, leads known by number only, what was written and attached."""
        self.Partner.create(
            {
                "name": "Kho của chị Mơ",
                "parent_id": self.person.id,
                "type": "delivery",
                "street": "9 ngõ Hoa Sữa",
            }
        )
        lead = self.env["crm.lead"].create(
            {"name": "Hỏi giá tủ bếp", "phone": "0912000111"}
        )
        lead.message_post(body="Khách thích gỗ sồi")
        group = self.group_retail
        self.person.vn_group_ids = group
        self.person.message_post(
            body="Bản vẽ", attachments=[("ban_ve_bep.txt", b"abc")]
        )
        self.person.function = "Kế toán"
        data = self.env["crm.vn.person.export"]._collect(self.person)
        told = self.env["crm.vn.person.export"]._to_json(data)
        for word in (
            *("9 ngõ Hoa Sữa", "Hỏi giá tủ bếp", "Khách thích gỗ sồi"),
            *("ban_ve_bep.txt", "Kế toán", group.display_name),
        ):
            self.assertIn(word, told)
        page = self.env["crm.vn.person.export"]._to_html(self.person, data)
        self.assertIn("9 ngõ Hoa Sữa", page)
        self.assertNotIn("Hỏi giá tủ bếp", str(data["res.partner"]))
        other = self.env["crm.vn.person.export"]._collect(self.customer_person)
        self.assertNotIn("gỗ sồi", str(other), "of this person only")

    def reminders(self, request):
        return sorted(request.activity_ids.mapped("date_deadline"))

    def test_both_terms_are_somebodys_tasks(self):
        request = self.request("withdraw")
        self.assertEqual(self.reminders(request), [date(2026, 7, 3), date(2026, 7, 22)])
        self.assertEqual(request.activity_ids.user_id, self.officer)
        request.extension_reason = "Bên xử lý dữ liệu phải tìm"
        request.action_extend()
        self.assertEqual(self.reminders(request), [date(2026, 7, 3), date(2026, 8, 12)])
        other = self.user_all
        other.group_ids |= self.env.ref("crm_vn_consent.group_vn_privacy")
        request.user_id = other
        self.assertEqual(request.activity_ids.user_id, other)
        request.action_refuse()
        self.assertFalse(request.activity_ids, "nothing is to be done any more")

    def test_reminders_before_and_after_the_term(self):
        """Once when two working days are left, then daily; never twice a day."""
        request = self.request("withdraw")

        def remind(*moment):
            with freeze_time(self.at(*moment)), self.enter_registry_test_mode():
                before = self.told(request)
                self.env.ref("crm_vn_privacy.ir_cron_remind").method_direct_trigger()
                return self.told(request) - before

        # due on Wednesday 2026-07-22
        self.assertEqual(remind(2026, 7, 17, 9), 0)
        self.assertEqual(remind(2026, 7, 20, 0, 30), 1)
        self.assertEqual(remind(2026, 7, 20, 23), 0)
        self.assertEqual(remind(2026, 7, 21, 9), 0)
        self.assertEqual(remind(2026, 7, 22, 9), 1)
        self.assertEqual(remind(2026, 7, 22, 15), 0)
        self.assertEqual(remind(2026, 7, 24, 9), 1)
        request.text = "Rút lại yêu cầu"
        request.action_refuse()
        self.assertEqual(remind(2026, 7, 27, 9), 0)

    def told(self, request):
        """Return how many notifications about a request the officer got."""
        return self.env["mail.message"].search_count(
            [
                ("model", "=", request._name),
                ("res_id", "=", request.id),
                ("partner_ids", "in", self.officer.partner_id.ids),
                ("message_type", "=", "user_notification"),
                ("subject", "ilike", request.name),
            ]
        )

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
