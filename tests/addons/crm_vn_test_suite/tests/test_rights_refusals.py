from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_visibility.tests.common import VisibilityCommon

MAIL = """From: La <la@example.com>
To: nobody@example.com
Subject: Hoi gia
Message-ID: <thu-{number}@example.com>

Xin chào
"""


@tagged("post_install", "-at_install")
class TestRightsOfRefusals(VisibilityCommon):
    """What is refused tells nothing of a hidden customer: no name, owner or value."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.company_id.vn_comment_restricted = True
        cls.comment = cls.customer.with_user(cls.user_own).message_post(
            body="Báo giá đã gửi",
            message_type="comment",
            attachments=[("bang-gia.txt", b"1")],
        )
        cls.log = cls.customer.message_post(body="Đã nhập")
        cls._limit()
        cls.env.flush_all()

    def _told(self, ask):
        """Return what a refusal says."""
        self.env.invalidate_all()
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            ask()
        return str(caught.exception)

    def test_names(self):
        secrets = (self.customer.name, self.user_own.name)
        for user in (self.other, self.user_2):
            customer = self.customer.with_user(user)
            messages = self.env["mail.message"].with_user(user)
            files = self.comment.attachment_ids.with_user(user)
            about = {"model": "res.partner", "res_id": customer.id, "body": "x"}
            composer = self.env["mail.compose.message"].with_user(user)
            for way, ask in {
                "comment": lambda c=customer: c.message_post(
                    body="x", message_type="comment"
                ),
                "log": lambda c=customer: c.message_post(body="x"),
                "message": lambda m=messages, a=about: m.create(a),
                "subscribe": lambda c=customer: c.message_subscribe(
                    self.manager.partner_id.ids
                ),
                "composer": lambda m=composer, c=customer: m.create(
                    {"model": "res.partner", "res_ids": repr(c.ids), "body": "x"}
                ).action_send_mail(),
                "owner": lambda c=customer, u=user: c.write({"user_id": u.id}),
                "relationship": lambda c=customer: c.write(
                    {"vn_relationship_id": False}
                ),
                "company": lambda c=customer: c.write({"parent_id": False}),
                "others' comment": lambda m=messages: m.browse(self.comment.id).write(
                    {"body": "y"}
                ),
                "log's line": lambda m=messages: m.browse(self.log.id).write(
                    {"body": "y"}
                ),
                "delete": lambda m=messages: m.browse(self.comment.id).unlink(),
                "file": lambda f=files: f.write({"name": "z"}),
                "archive": lambda c=customer: c.action_archive(),
                "merge": lambda c=customer: c.env[
                    "base.partner.merge.automatic.wizard"
                ]._merge((c | self.customer_person).ids, self.customer_person),
            }.items():
                with self.subTest(user=user.login, way=way):
                    told = self._told(ask)
                    for secret in secrets:
                        self.assertNotIn(secret, told)

    def test_values(self):
        """Whether a value was guessed is not told."""
        customer = self.customer.with_user(self.other)
        day = self.customer.vn_owner_date
        guesses = [
            self._told(lambda v=value: customer.write({"vn_owner_date": v}))
            for value in ("2001-02-03", day, False, "2001-02-03", day)
        ]
        # Odoo says it in other words the first time that it asks
        self.assertEqual(len(set(guesses[1:])), 1, guesses)

    def test_names_of_duplicates(self):
        """Who has the same tax code is told to those only who may read him."""
        self.customer.write({"vat": "0100109106", "company_registry": "0100109106"})
        self.env.flush_all()
        partners = self.env["res.partner"].with_user(self.other)
        values = {"name": "Khác", "vat": "0100109106", "is_company": True}
        values["company_registry"] = "0100109106"
        spec = {
            name: {"fields": {"display_name": {}}}
            for name in ("same_vat_partner_id", "same_company_registry_partner_id")
        }
        self.env.invalidate_all()
        told = [
            partners.onchange(values, ["vat", "company_registry"], dict(spec)),
            partners.create(values).web_read(spec),
        ]
        self.assertNotIn(self.customer.name, str(told))
        owner = partners.with_user(self.user_own)
        told = owner.create(values).web_read(spec)
        self.assertIn(self.customer.name, str(told))

    def test_mails_over_rpc(self):
        """The mail gateway's door obeys administrators alone about where to."""
        threads = self.env["mail.thread"]
        everybody = (self.other, self.manager, self.employee, self.portal)
        for number, (model, given, users) in enumerate(
            (
                ("res.partner", {"thread_id": self.customer.id}, everybody),
                (
                    "crm.lead",
                    {"custom_values": {"user_id": self.other.id}},
                    everybody,
                ),
                ("crm.lead", {}, (self.employee, self.portal)),
            )
        ):
            mail = MAIL.format(number=number)
            for user in users:
                with (
                    self.subTest(model=model, given=given, user=user.login),
                    self.assertRaises(AccessError),
                ):
                    threads.with_user(user).message_process(model, mail, **given)
        for number, user in enumerate((self.env.user, self.manager)):
            mail = MAIL.format(number=f"x{number}")
            lead_id = threads.with_user(user).message_process("crm.lead", mail)
            self.assertEqual(self.env["crm.lead"].browse(lead_id).name, "Hoi gia")
