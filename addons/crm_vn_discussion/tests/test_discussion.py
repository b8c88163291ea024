import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, JsonRpcException, tagged

from odoo.addons.mail.tools.discuss import Store

from .common import DiscussionCommon


@tagged("post_install", "-at_install")
class TestDiscussion(DiscussionCommon):
    def doors(self, message, user):
        """Yield the ways in which *user* may change *message*."""
        own = message.with_user(user)
        yield "write", lambda: own.write({"body": "Sửa"})
        yield (
            "update_content",
            lambda: (
                self.customer.with_user(user)
                .sudo()
                ._message_update_content(own.sudo(), body="Sửa")
            ),
        )
        yield "unlink", own.unlink

    def assert_editable(self, minutes, user, expected):
        for number in range(3):
            message = self.comment(user)
            self.post_before(message, minutes)
            door, change = list(self.doors(message, user))[number]
            with self.subTest(door=door, minutes=minutes):
                if expected:
                    change()
                else:
                    with self.assertRaisesRegex(UserError, "120 minutes"):
                        change()

    def test_1_h_59_is_in_time(self):
        self.assert_editable(119, self.user_own, True)

    def test_2_h_01_is_too_late(self):
        self.assert_editable(121, self.user_own, False)

    def test_managers_and_administrators_have_time(self):
        self.assert_editable(121, self.manager, True)
        message = self.comment(self.user_own)
        self.post_before(message, 10_000)
        message.with_user(self.env.ref("base.user_admin")).body = "Sửa"

    def test_window_is_a_setting_of_the_company(self):
        self.company.vn_comment_edit_minutes = 10
        message = self.comment(self.user_own)
        self.post_before(message, 11)
        with self.assertRaisesRegex(UserError, "10 minutes"):
            message.with_user(self.user_own).body = "Sửa"
        self.company.vn_comment_edit_minutes = 12
        message.with_user(self.user_own).body = "Sửa"

    def test_nobody_changes_what_another_said(self):
        message = self.comment(self.user_own)
        for user in (self.user_all, self.manager):
            with self.assertRaisesRegex(AccessError, "Only the author"):
                message.with_user(user).body = "Sửa"
            with self.assertRaisesRegex(AccessError, "Only the author"):
                message.with_user(user).unlink()

    def test_nobody_says_of_anothers_comment_that_it_was_a_contact(self):
        message = self.comment(self.user_own).with_user(self.user_all)
        with self.assertRaises(AccessError):
            message.write({"vn_is_contact": True})
        with self.assertRaises(AccessError):
            message.action_vn_toggle_contact()

    def test_author_can_not_be_taken_over(self):
        message = self.comment(self.user_own)
        with self.assertRaises(AccessError):
            message.with_user(self.user_all).write(
                {"author_id": self.user_all.partner_id.id}
            )

    def test_log_lines_stay(self):
        log = self.customer.message_post(body="Log", message_type="notification")
        for user in (self.user_own, self.manager):
            with self.assertRaisesRegex(AccessError, "The log of"):
                log.with_user(user).body = "Sửa"
            with self.assertRaisesRegex(AccessError, "The log of"):
                log.with_user(user).unlink()

    def test_partners_who_are_no_customers_are_as_in_odoo(self):
        vendor = self.env["res.partner"].create({"name": "Nhà cung cấp"})
        message = vendor.with_user(self.user_own).message_post(
            body="a", message_type="comment"
        )
        self.post_before(message, 10_000)
        message.with_user(self.user_own).body = "b"

    def test_contacts_of_customers_count(self):
        message = self.customer_contact.with_user(self.user_own).message_post(
            body="a", message_type="comment"
        )
        self.post_before(message, 121)
        with self.assertRaises(UserError):
            message.with_user(self.user_own).body = "b"

    def attach(self, message, name="bao-gia.pdf"):
        attachment = self.env["ir.attachment"].create(
            {"name": name, "raw": b"x", "res_model": "res.partner"}
            | {"res_id": self.customer.id}
        )
        message.sudo().attachment_ids = attachment
        return attachment

    def test_what_is_attached_is_part_of_the_comment(self):
        for minutes, allowed in ((119, True), (121, False)):
            for user in (self.user_own, self.user_all):
                message = self.comment(self.user_own)
                attachment = self.attach(message).with_user(user)
                self.post_before(message, minutes)
                doors = (
                    lambda: attachment.write({"raw": b"y"}),  # noqa: B023
                    # what the route of the web client does after its check
                    lambda: attachment.sudo()._delete_and_notify(message),  # noqa: B023
                )
                for number, change in enumerate(doors):
                    with self.subTest(minutes=minutes, user=user.login, door=number):
                        if allowed and user == self.user_own:
                            change()
                        else:
                            with self.assertRaises(UserError):
                                change()

    def test_files_of_the_customer_are_as_in_odoo(self):
        """Those that hang at the customer, not at a comment."""
        attachment = self.env["ir.attachment"].create(
            {"name": "a", "raw": b"x", "res_model": "res.partner"}
            | {"res_id": self.customer.id}
        )
        attachment.with_user(self.user_own).unlink()
        self.assertFalse(attachment.exists())

    def sent_seconds(self, message, user):
        """Return what the web client of *user* is told about *message*."""
        messages = message.with_user(user)
        store = Store().add(messages).get_result()
        [data] = [row for row in store["mail.message"] if row["id"] == messages.id]
        return data.get("vn_edit_seconds", "no rule")

    def test_the_client_is_told_how_long(self):
        message = self.comment(self.user_own)
        # the reader does not matter, the author does
        for reader in (self.user_own, self.manager):
            for minutes, low, high in ((0, 7100, 7200), (119, 1, 60), (121, 0, 0)):
                self.post_before(message, minutes)
                seconds = self.sent_seconds(message, reader)
                self.assertIsInstance(seconds, int)
                self.assertTrue(low <= seconds <= high, (minutes, seconds))

    def test_the_client_is_told_of_authors_without_a_limit(self):
        message = self.comment(self.manager)
        self.post_before(message, 10_000)
        self.assertIs(self.sent_seconds(message, self.manager), False)

    def test_the_client_is_told_nothing_of_other_messages(self):
        vendor = self.env["res.partner"].create({"name": "Nhà cung cấp"})
        posted = vendor.with_user(self.user_own).message_post(
            body="a", message_type="comment"
        )
        log = self.customer.message_post(body="Log", message_type="notification")
        for message in (posted, log):
            self.assertEqual(self.sent_seconds(message, self.user_own), "no rule")

    def test_who_may_comment(self):
        follower, other = (
            self.user_all,
            self.env.ref("base.user_admin").copy(
                {
                    "login": "vn_other",
                    "group_ids": [(6, 0, self.user_own.group_ids.ids)],
                }
            ),
        )
        self.customer.message_subscribe(follower.partner_id.ids)
        self.comment(other)
        self.company.vn_comment_restricted = True
        for user in (self.user_own, follower, self.manager):
            self.comment(user)
        with self.assertRaisesRegex(AccessError, "Ask vn_user_own"):
            self.comment(other)
        with self.assertRaisesRegex(AccessError, "Only the owner"):
            self.env["mail.message"].with_user(other).create(
                {"model": "res.partner", "res_id": self.customer.id, "body": "a"}
            )
        self._refuse_all_doors(other)

    def _refuse_all_doors(self, other):
        """Whatever *other* calls it, and however: he takes no part."""
        mine = self.customer.with_user(other)
        messages = self.env["mail.message"].with_user(other)
        self.env["mail.activity"].with_user(other).create(
            {
                "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                "res_id": self.customer.id,
                "user_id": other.id,
            }
        )
        self.assertNotIn(other.partner_id, self.customer.message_partner_ids)
        for door in (
            lambda: mine.message_post(body="a"),
            lambda: mine.message_post(body="a", message_type="email"),
            lambda: mine.message_post(body="a", message_type="auto_comment"),
            lambda: messages.create(
                {
                    "model": "res.partner",
                    "res_id": self.customer.id,
                    "message_type": "notification",
                    "body": "a",
                }
            ),
            lambda: messages.with_context(
                default_model="res.partner", default_res_id=self.customer.id
            ).create({"body": "a"}),
            lambda: (
                self.env["mail.compose.message"]
                .with_user(other)
                .create(
                    {
                        "model": "res.partner",
                        "res_ids": str(self.customer.ids),
                        "body": "a",
                        "subject": "a",
                    }
                )
                .action_send_mail()
            ),
            lambda: mine.message_subscribe(other.partner_id.ids),
            lambda: mine.write({"user_id": other.id}),
            lambda: mine.write({"vn_relationship_id": False}),
            lambda: mine.write({"parent_id": self.collaborator.id}),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                door()
        # what the engine writes, and what is planned, goes on
        mine.write({"comment": "a", "phone": "0903 123 457"})
        self.env.flush_all()
        activity = self.customer.activity_ids.filtered(lambda a: a.user_id == other)
        activity.with_user(other).action_feedback("Đã gọi")

    def test_a_former_customer_keeps_the_discussion(self):
        """Taking the relationship off, or the company, opens nothing."""
        message = self.comment(self.user_own)
        log = self.customer.message_post(body="Log", message_type="notification")
        said = self.customer_contact.with_user(self.user_own).message_post(
            body="a", message_type="comment"
        )
        self.customer_contact.with_user(self.user_own).parent_id = False
        mine = self.customer.with_user(self.user_own).with_context(
            tracking_disable=True
        )
        mine.vn_relationship_id = False
        for posted in (message, log, said):
            with self.assertRaises(AccessError):
                posted.with_user(self.user_all).unlink()
        self.post_before(message, 121)
        with self.assertRaises(UserError):
            message.with_user(self.user_own).body = "b"
        mine.vn_relationship_id = self.relationship_customer
        with self.assertRaises(AccessError):
            self.customer.with_user(self.user_own).write({"vn_was_customer": False})

    def test_files_of_old_comments_keep_their_names(self):
        message = self.comment(self.user_own)
        attachment = self.attach(message).with_user(self.user_own)
        self.post_before(message, 121)
        for values in ({"name": "khac.pdf"}, {"mimetype": "text/plain"}):
            with self.assertRaises(UserError):
                attachment.write(values)

    def test_copy_of_a_company_keeps_the_setting(self):
        self.assertEqual(self.company.vn_comment_edit_minutes, 120)
        self.assertFalse(self.company.vn_comment_restricted)


@tagged("post_install", "-at_install")
class TestDiscussionDoors(HttpCase, DiscussionCommon):
    def _json2(self, path, **payload):
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.user_own)
            ._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        )
        return self.url_open(
            f"/json/2/{path}",
            data=json.dumps(payload),
            headers={
                "Authorization": f"bearer {key}",
                "Content-Type": "application/json",
            },
        )

    def test_json2_says_why(self):
        message = self.comment(self.user_own)
        self.post_before(message, 121)
        for method, values in (("write", {"vals": {"body": "x"}}), ("unlink", {})):
            with self.assertLogs("odoo.http", "WARNING"):
                response = self._json2(
                    f"mail.message/{method}", ids=message.ids, **values
                )
            self.assertEqual(response.status_code, 422)
            self.assertIn("older than 120 minutes", response.json()["message"])
        self.post_before(message, 119)
        response = self._json2(
            "mail.message/write", ids=message.ids, vals={"body": "x"}
        )
        self.assertEqual(response.status_code, 200)

    def test_web_client_says_why(self):
        message = self.comment(self.user_own)
        self.post_before(message, 121)
        self.authenticate("vn_user_own", "vn_user_own")
        with (
            self.assertLogs("odoo.http", "WARNING"),
            self.assertRaisesRegex(JsonRpcException, "UserError"),
        ):
            self.make_jsonrpc_request(
                "/mail/message/update_content",
                {"message_id": message.id, "update_data": {"body": "x"}},
            )
