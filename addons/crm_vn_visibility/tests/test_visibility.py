import random

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from .common import VisibilityCommon

OPERATIONS = (
    *("read", "search", "group", "export", "name_search", "counter"),
    *("attachment", "comment"),
)
ALL = set(OPERATIONS)
#: what each role may do with a customer of the main company that it does not own,
#: unless its name says so, when salespeople see their own customers only
MATRIX = {
    "owner": ALL,
    "follower": ALL,
    "other_salesperson": set(),
    "manager": ALL,
    "other_company": set(),
    "portal": set(),
    "public": set(),
}


@tagged("post_install", "-at_install")
class TestVisibility(VisibilityCommon):
    def _allowed(self, operation, user):
        """Say whether *user* gets anything of the customer through *operation*."""
        self.env.invalidate_all()
        partners = self.env["res.partner"].with_user(user)
        try:
            return bool(getattr(self, f"_try_{operation}")(partners))
        except UserError:  # AccessError is one
            return False

    def _domain(self):
        return Domain("id", "in", (self.customer | self.customer_contact).ids)

    def _try_read(self, partners):
        return partners.browse(self.customer.id).read(["name", "phone"])

    def _try_search(self, partners):
        return partners.search(self._domain())

    def _try_group(self, partners):
        groups = partners.formatted_read_group(self._domain(), ["user_id"], ["__count"])
        return any(group["__count"] for group in groups)

    def _try_export(self, partners):
        return partners.browse(self.customer.id).export_data(["name"])["datas"]

    def _try_name_search(self, partners):
        return partners.name_search(self.customer.name)

    def _try_counter(self, partners):
        return partners.search_count(Domain("phone", "=", self.customer.phone))

    def _try_attachment(self, partners):
        files = self.env["ir.attachment"].with_user(partners.env.user)
        found = files.search([("id", "=", self.attachment.id)])
        return found and files.browse(self.attachment.id).read(["name", "datas"])

    def _try_comment(self, partners):
        return partners.browse(self.customer.id).message_post(
            body="a", message_type="comment"
        )

    def test_access_matrix(self):
        self._limit()
        for role, allowed in MATRIX.items():
            for operation in OPERATIONS:
                with self.subTest(role=role, operation=operation):
                    self.assertEqual(
                        self._allowed(operation, self.roles[role]),
                        operation in allowed,
                    )

    def test_without_the_setting_salespeople_see_everything(self):
        for operation in OPERATIONS:
            with self.subTest(operation):
                self.assertTrue(self._allowed(operation, self.other))
        self._limit()
        self.assertFalse(self._allowed("read", self.other))
        self._limit(False)
        self.assertTrue(self._allowed("read", self.other))

    def test_contacts_go_with_their_customer(self):
        self._limit()
        contact = self.customer_contact
        self.assertFalse(contact.with_user(self.other).has_access("read"))
        self.assertTrue(contact.with_user(self.follower).has_access("read"))
        self.assertTrue(contact.with_user(self.user_own).has_access("read"))

    def test_nobodys_customers_are_everybodys(self):
        self._limit()
        self.customer.user_id = False
        self.assertTrue(self.customer.with_user(self.other).has_access("write"))

    def test_messages_are_hidden_too(self):
        self._limit()
        message = self.customer.message_post(body="bí mật", message_type="comment")
        self.env.invalidate_all()
        messages = self.env["mail.message"].with_user(self.other)
        self.assertFalse(messages.search([("id", "=", message.id)]))
        with self.assertRaises(AccessError):
            messages.browse(message.id).read(["body"])

    def test_no_oracle_through_other_records(self):
        self._limit()
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "type": "opportunity",
                "partner_id": self.customer.id,
                "user_id": self.other.id,
            }
        )
        leads = self.env["crm.lead"].with_user(self.other)
        self.assertTrue(leads.search([("id", "=", lead.id)]))
        for domain in (
            [("partner_id.phone", "=", self.customer.phone)],
            [("partner_id.email", "ilike", "daiphat")],
            [("partner_id.child_ids.name", "=", self.customer_contact.name)],
        ):
            self.assertFalse(leads.search_count([("id", "=", lead.id), *domain]))
        users = self.env["res.users"].with_user(self.other)
        partner = self.portal.partner_id
        partner.write(
            {
                "parent_id": self.customer.id,
                "phone": "0988 777 666",
                "user_id": self.user_own.id,
            }
        )
        self.env.invalidate_all()
        self.assertFalse(users.search_count([("phone", "=", "0988 777 666")]))

    def test_nothing_else_disappears(self):
        self._limit()
        me = self.env["res.partner"].with_user(self.other)
        vendor = self.env["res.partner"].create(
            {"name": "Nhà cung cấp", "user_id": self.user_own.id}
        )
        for partner in (
            self.other.partner_id,
            self.manager.partner_id,
            self.company.partner_id,
            vendor,
        ):
            self.assertTrue(me.browse(partner.id).has_access("read"))
        # a colleague whom somebody made a customer is a colleague still
        self.manager.partner_id.write(
            {
                "vn_relationship_id": self.relationship_customer.id,
                "user_id": self.user_own.id,
            }
        )
        self.assertTrue(me.browse(self.manager.partner_id.id).has_access("read"))

    def test_who_creates_a_customer_for_another_sees_it(self):
        self._limit()
        customer = (
            self.env["res.partner"]
            .with_user(self.other)
            .create(
                {
                    "name": "Khách mới",
                    "user_id": self.user_own.id,
                    "vn_relationship_id": self.relationship_customer.id,
                }
            )
        )
        self.env.invalidate_all()
        self.assertEqual(customer.with_user(self.other).name, "Khách mới")

    def test_viewers_equal_the_rules_on_random_data(self):
        self._limit()
        dice = random.Random(20261123)
        users = self.env["res.users"].search([("share", "=", False)])
        relationships = [False, self.relationship_customer.id]
        partners = self.env["res.partner"]
        for number in range(30):
            parent = dice.choice([False, *partners.ids])
            partner = self.Partner.create(
                {
                    "name": f"Khách {number}",
                    "parent_id": parent,
                    "is_company": dice.random() < 0.3,
                    "user_id": dice.choice([False, *users.ids]),
                    "vn_relationship_id": dice.choice(relationships),
                    "company_id": partners.browse(parent).company_id.id
                    if parent
                    else dice.choice([False, self.company.id, self.company_2.id]),
                }
            )
            followers = dice.sample(users.partner_id.ids, dice.choice([0, 0, 1, 2]))
            partner.message_subscribe(followers)
            partners |= partner
        self.env.invalidate_all()
        seen = {
            user.id: set(
                self.env["res.partner"]
                .with_user(user)
                .search([("id", "in", partners.ids)])
                .ids
            )
            for user in users
        }
        self.assertGreater(len(partners) * len(users), sum(map(len, seen.values())))
        for partner in partners:
            viewers = dict(partner._vn_get_viewers())
            for user in users:
                self.assertEqual(partner.id in seen[user.id], user in viewers)
                reason = viewers.get(user)
                if reason == "nobody":
                    customer = partner.commercial_partner_id
                    self.assertFalse(partner.user_id | customer.user_id)
                if reason == "no_customer":
                    customers = partner | partner.commercial_partner_id
                    self.assertFalse(customers.vn_relationship_id)

    def test_viewers_panel_gives_reasons(self):
        self._limit()
        action = self.customer.with_user(self.user_own).action_vn_view_viewers()
        lines = self.env["crm.vn.viewer"].search(action["domain"])
        reasons = {line.user_id: line.reason for line in lines}
        self.assertEqual(reasons[self.user_own], "owner")
        self.assertEqual(reasons[self.follower], "follower")
        self.assertEqual(reasons[self.manager], "manager")
        self.assertEqual(reasons[self.user_all], "all_documents")
        self.assertEqual(reasons[self.employee], "employee")
        self.assertNotIn(self.other, reasons)
        self.assertNotIn(self.user_2, reasons)
        with self.assertRaises(AccessError):
            self.customer.with_user(self.other).action_vn_view_viewers()

    def test_no_oracle_through_groups(self):
        """Grouping one's own lead by what the hidden customer's fields hold."""
        self._limit()
        lead = self.env["crm.lead"].create(
            {
                "name": "Lead",
                "type": "opportunity",
                "partner_id": self.customer.id,
                "user_id": self.other.id,
            }
        )
        self.customer.ref = "MAT-KHACH"
        self.env.invalidate_all()
        leads = self.env["crm.lead"].with_user(self.other)
        groups = leads._read_group(
            [("id", "=", lead.id)], ["partner_id.ref"], ["__count"]
        )
        self.assertEqual(groups, [(False, 1)])

    def test_our_fields_are_not_for_the_portal(self):
        """Whoever has a portal may read the own partner, not what we think of it."""
        own = {
            name
            for model in ("res.partner", "crm.lead", "mail.message", "mail.activity")
            for name, field in self.env[model]._fields.items()
            if name.startswith("vn_") and field._module.startswith("crm_vn_")
        }
        self.assertIn("vn_relationship_id", own)
        for name in own & set(self.env["res.partner"]._fields):
            with self.subTest(name):
                partner = self.portal.partner_id.with_user(self.portal)
                with self.assertRaises(AccessError):
                    partner.read([name])
                with self.assertRaises(AccessError):
                    partner.search([(name, "!=", False)])

    def test_group_command_keeps_the_rule(self):
        self._limit()
        self.other.group_ids = [Command.link(self.env.ref("base.group_user").id)]
        self.assertFalse(self.customer.with_user(self.other).has_access("read"))
