import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.crm_vn_contact_log.tests.common import VnContactCommon


@tagged("post_install", "-at_install")
class TestQuickActions(VnContactCommon):
    def names(self, partner, user):
        return [
            action["name"]
            for action in self.as_user(partner, user).vn_get_quick_actions()
        ]

    def test_salesperson(self):
        names = self.names(self.customer_company, self.user_own)
        self.assertEqual(
            [name for name in names if name not in ("order", "sms")],
            [
                "call",
                "log",
                "file",
                "position",
                "relationship",
                "owner",
                "appointment",
                "email",
                "link",
            ],
        )

    def test_what_is_begun_opens_with_the_customer(self):
        """An addon names a model, a label and an icon: the rest is done here."""
        document = {"model": "crm.lead", "label": "Lead", "icon": "fa-star"}
        partners = type(self.env["res.partner"])
        self.patch(partners, "_vn_new_documents", lambda _self: {"lead": document})
        customer = self.as_user(self.customer_company)
        action = next(a for a in customer.vn_get_quick_actions() if a["name"] == "lead")
        self.assertEqual(action["kind"], "action")
        self.assertEqual((action["label"], action["icon"]), ("Lead", "fa-star"))
        window = customer.action_vn_quick("lead")
        self.assertEqual(window["res_model"], "crm.lead")
        self.assertEqual(window["context"], {"default_partner_id": customer.id})
        self.patch(partners, "_vn_new_documents", lambda _self: {})
        with self.assertRaises(UserError):
            customer.action_vn_quick("lead")

    def test_hidden_without_the_right(self):
        names = self.names(self.customer_company, self.employee)
        for name in ("log", "file", "position", "relationship", "owner", "email"):
            self.assertNotIn(name, names)
        with self.assertRaises(UserError):
            self.as_user(self.customer_company, self.employee).action_vn_quick("owner")
        with self.assertRaises(UserError):
            self.as_user(self.customer_company).action_vn_quick("unlink")

    def test_nothing_to_call_or_mail(self):
        self.customer_company.write({"phone": False, "email": False})
        names = self.names(self.customer_company, self.user_own)
        self.assertFalse({"call", "sms", "email"} & set(names))

    def test_each_opens_a_form_about_the_customer(self):
        """The window's defaults are those of its form, and can be saved."""
        customer = self.as_user(self.customer_company)
        fields_of = {
            "crm.vn.customer.change": "partner_ids",
            "calendar.event": "partner_ids",
            "sale.order": "partner_id",
            "mail.compose.message": "partner_ids",
        }
        opened = []
        for action in customer.vn_get_quick_actions():
            if action["kind"] != "action":
                continue
            window = customer.action_vn_quick(action["name"])
            opened.append(action["name"])
            model = self.env[window["res_model"]].with_user(self.user_own)
            form = Form(model.with_context(**window["context"]))
            name = fields_of.get(window["res_model"])
            if name:
                self.assertIn(customer.id, form[name][:].ids, action["name"])
        self.assertLessEqual(
            {"relationship", "owner", "appointment", "email"}, set(opened)
        )

    def test_change_relationship_and_owner(self):
        wizard = self.as_user(self.env["crm.vn.customer.change"])
        with self.assertRaises(UserError):
            wizard.create({"partner_ids": self.customer_company.ids}).action_apply()
        wizard.create(
            {
                "partner_ids": self.customer_company.ids,
                "relationship_id": self.relationship_vip.id,
                "user_id": self.user_all.id,
            }
        ).action_apply()
        self.assertEqual(
            self.customer_company.vn_relationship_id, self.relationship_vip
        )
        self.assertEqual(self.customer_company.user_id, self.user_all)

    def test_file_and_position(self):
        customer = self.as_user(self.customer_company)
        customer.vn_add_file("anh.png", base64.b64encode(b"x").decode())
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", customer.id)]
        )
        self.assertEqual(attachment.name, "anh.png")
        message = customer.message_ids[0]
        self.assertEqual(message.attachment_ids, attachment)
        self.assertEqual(message.message_type, "comment")
        with self.assertRaises(ValidationError):
            customer.vn_add_file("hong.png", "không phải base64")
        customer.vn_set_position(21.0278, 105.8342)
        self.assertAlmostEqual(customer.partner_latitude, 21.0278, places=4)
        actions = {item["name"]: item for item in customer.vn_get_quick_actions()}
        self.assertTrue(actions["map"]["url"].endswith("query=21.027800,105.834200"))
        with self.assertRaises(ValidationError):
            customer.vn_set_position(121.0, 105.8)
        with self.assertRaises(AccessError):
            self.as_user(self.customer_company, self.employee).vn_set_position(21, 105)

    def test_link(self):
        link = self.as_user(self.customer_company).vn_get_quick_actions()[-1]["url"]
        self.assertTrue(
            link.endswith(
                f"/mail/view?model=res.partner&res_id={self.customer_company.id}"
            )
        )
