from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.tests.common import VnContactCommon


@tagged("post_install", "-at_install")
class TestUnread(VnContactCommon):
    def setUp(self):
        super().setUp()
        # B is the owner, A a follower
        self.customer = self.make_customer(owner=self.user_own)
        self.customer.message_subscribe((self.user_all | self.user_own).partner_id.ids)

    def count(self, user):
        return self.as_user(self.env["crm.vn.unread"], user).get_count()

    def listed(self, user):
        return self.as_user(self.env["res.partner"], user).search(
            [("vn_unread_count", ">", 0)]
        )

    def test_two_comments_are_a_badge_of_two_and_a_list_of_one(self):
        self.comment(self.customer, self.user_all)
        self.comment(self.customer, self.user_all)
        self.assertEqual(self.count(self.user_own), 2)
        self.assertEqual(self.listed(self.user_own), self.customer)
        self.assertEqual(self.as_user(self.customer).vn_unread_count, 2)
        # one's own comments never count
        self.assertEqual(self.count(self.user_all), 0)
        self.assertFalse(self.listed(self.user_all))
        self.as_user(self.customer).vn_mark_discussion_read()
        self.assertEqual(self.count(self.user_own), 0)
        self.assertFalse(self.listed(self.user_own))

    def test_only_what_came_into_view_is_read(self):
        old, new = (self.comment(self.customer, self.user_all) for _ in range(2))
        contact = self.env["res.partner"].create(
            {"name": "Chị Hoa", "parent_id": self.customer.id}
        )
        contact.vn_relationship_id = contact.user_id = False
        self.comment(contact, self.user_all)
        self.assertEqual(self.count(self.user_own), 3)
        self.as_user(self.customer).vn_mark_discussion_read([new.id])
        # the contact's comment never comes into view there
        self.assertEqual(self.count(self.user_own), 1)
        unread = self.env["crm.vn.unread"].search([("user_id", "=", self.user_own.id)])
        self.assertEqual(unread.message_id, old)
        self.as_user(self.customer).vn_mark_discussion_read([])
        self.assertEqual(self.count(self.user_own), 1)

    def test_every_number_can_be_asked_for(self):
        other = self.make_customer(owner=self.user_own)
        none = self.make_customer(owner=self.user_own)
        for customer, count in ((self.customer, 1), (other, 3)):
            for _number in range(count):
                self.comment(customer, self.user_all)
        Partner = self.as_user(self.env["res.partner"])
        counts = {self.customer: 1, other: 3, none: 0}
        among = [("id", "in", [partner.id for partner in counts])]
        asked = {
            "=": lambda a, b: a == b,
            "!=": lambda a, b: a != b,
            "<": lambda a, b: a < b,
            ">": lambda a, b: a > b,
            "<=": lambda a, b: a <= b,
            ">=": lambda a, b: a >= b,
        }
        for operator, holds in asked.items():
            for number in range(-1, 5):
                found = Partner.search([("vn_unread_count", operator, number), *among])
                right = [p.id for p, count in counts.items() if holds(count, number)]
                self.assertEqual(sorted(found.ids), sorted(right), (operator, number))
        found = Partner.search([("vn_unread_count", "in", [0, 3]), *among])
        self.assertEqual(sorted(found.ids), sorted((other | none).ids))

    def test_comment_on_a_contact_is_for_the_people_of_the_company(self):
        Partner = self.env["res.partner"]
        contact = Partner.create({"name": "Chị Hoa", "parent_id": self.customer.id})
        contact.vn_relationship_id = False
        contact.user_id = False
        self.comment(contact, self.user_all)
        self.assertEqual(self.count(self.user_own), 1)
        self.assertEqual(self.listed(self.user_own), self.customer)
        # it is read where it stands, or at the company
        self.as_user(contact).vn_mark_discussion_read()
        self.assertEqual(self.count(self.user_own), 0)
        self.comment(contact, self.user_all)
        self.as_user(self.customer).vn_mark_discussion_read()
        self.assertEqual(self.count(self.user_own), 0)
        contact.vn_relationship_id = self.customer.vn_relationship_id
        self.comment(contact, self.user_all)
        self.assertEqual(self.listed(self.user_own), contact)

    def test_reading_is_personal(self):
        self.customer.message_subscribe(self.manager.partner_id.ids)
        self.comment(self.customer, self.user_all)
        self.as_user(self.customer).vn_mark_discussion_read()
        self.assertEqual(self.count(self.user_own), 0)
        self.assertEqual(self.count(self.manager), 1)

    def test_logs_do_not_count(self):
        self.as_user(self.customer, self.user_all).write({"phone": "0903 999 888"})
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.plan(self.customer, user=self.user_all).with_user(
            self.user_all
        ).action_feedback()
        self.customer.message_notify(
            body="x", partner_ids=self.user_own.partner_id.ids, subject="x"
        )
        self.assertEqual(self.count(self.user_own), 0)

    def test_who_has_nothing_to_do_with_it_is_not_told(self):
        self.comment(self.customer, self.user_all)
        self.assertEqual(self.count(self.manager), 0)
        self.comment(
            self.customer, self.user_all, partner_ids=self.manager.partner_id.ids
        )
        self.assertEqual(self.count(self.manager), 1)

    def test_a_partner_who_is_no_customer_has_no_unread(self):
        self.customer.vn_relationship_id = False
        self.comment(self.customer, self.user_all)
        self.assertEqual(self.count(self.user_own), 0)

    def test_deleted_comment(self):
        message = self.comment(self.customer, self.user_all)
        # as the client's route does it, after its checks
        self.customer.with_user(self.user_all).sudo()._message_update_content(
            message.sudo(), body="", attachment_ids=[]
        )
        self.assertEqual(self.count(self.user_own), 0)
        message = self.comment(self.customer, self.user_all)
        self.assertEqual(self.count(self.user_own), 1)
        message.sudo().unlink()
        self.assertEqual(self.count(self.user_own), 0)

    def test_no_leak_through_counters(self):
        self.comment(self.customer, self.user_all)
        self.customer.company_id = self.company_2
        self.assertEqual(self.count(self.user_own), 0)
        self.assertFalse(self.listed(self.user_own))

    def test_archived_customers_are_in_neither(self):
        self.comment(self.customer, self.user_all)
        for change in ({"active": False}, {"vn_relationship_id": False}):
            with self.subTest(change=change):
                self.customer.write(change)
                self.assertEqual(self.count(self.user_own), 0)
                self.assertFalse(self.listed(self.user_own))
                self.customer.active = True

    def test_lines_are_the_engines(self):
        self.comment(self.customer, self.user_all)
        mine = self.as_user(self.env["crm.vn.unread"]).search([])
        self.assertEqual(mine.partner_id, self.customer)
        self.assertFalse(
            self.as_user(self.env["crm.vn.unread"], self.user_all).search([])
        )
        with self.assertRaises(AccessError):
            mine.unlink()
        with self.assertRaises(AccessError):
            mine.with_user(self.user_all).read(["message_id"])

    def test_badge_is_one_query(self):
        self.comment(self.customer, self.user_all)
        unread = self.as_user(self.env["crm.vn.unread"])
        unread.get_count()
        self.env.flush_all()
        with self.assertQueryCount(1):
            unread.get_count()

    def test_merging_customers_keeps_unread(self):
        self.comment(self.customer, self.user_all)
        kept = self.make_customer("Nhà thuốc khác")
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (kept | self.customer).ids, dst_partner=kept
        )
        self.assertEqual(self.count(self.user_own), 1)
        self.assertEqual(self.listed(self.user_own), kept)
