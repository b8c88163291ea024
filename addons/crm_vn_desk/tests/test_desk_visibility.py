import random
from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.crm_vn_visibility.tests.common import VisibilityCommon


@tagged("post_install", "-at_install")
class TestDeskVisibility(VisibilityCommon):
    """What is hidden is in no counter."""

    def test_counters_equal_lists_on_random_data(self):
        """For every role, limited to the own customers or not."""
        dice = random.Random(61)
        kinds = self.env.ref("mail.mail_activity_data_call")
        owners = [False, self.user_own.id, self.follower.id, self.other.id]
        today = self.company._vn_today()
        for number in range(40):
            customer = self.Partner.create(
                {
                    "name": f"Khách {number}",
                    "user_id": dice.choice(owners),
                    "vn_relationship_id": dice.choice(
                        [False, self.relationship_customer.id, self.relationship_new.id]
                    ),
                    "company_id": dice.choice(
                        [False, self.company.id, self.company_2.id]
                    ),
                }
            )
            customer.message_subscribe(
                dice.choice([self.follower, self.user_own]).partner_id.ids
            )
            customer._vn_touch("meeting", today - timedelta(days=dice.randrange(90)))
            customer.message_post(body="a", message_type="comment")
            self.env["mail.activity"].with_context(
                mail_activity_quick_update=True
            ).create(
                {
                    "res_model_id": self.env["ir.model"]._get_id("res.partner"),
                    "res_id": customer.id,
                    "activity_type_id": kinds.id,
                    "user_id": dice.choice([self.user_own.id, self.follower.id]),
                    "date_deadline": today + timedelta(days=dice.randrange(-40, 9)),
                }
            )
            customer.active = dice.random() < 0.9
        seen = 0
        for limited in (False, True):
            self._limit(limited)
            for role in ("owner", "follower", "other_salesperson", "manager"):
                user = self.roles[role]
                self.env.invalidate_all()
                desk = self.env["crm.vn.desk"].with_user(user).get_desk()
                partners = self.env["res.partner"].with_user(user)
                activities = self.env["mail.activity"].with_user(user)
                pairs = [
                    (bucket["count"], activities.search_count(bucket["domain"]))
                    for bucket in desk["todo"]["buckets"]
                ] + [
                    (block["count"], partners.search_count(block["domain"]))
                    for block in (
                        desk["forgotten"],
                        desk["relationship"],
                        *desk["relationship"]["rows"],
                    )
                ]
                updated = desk["updated"]
                pairs.append(
                    (updated["customers"], partners.search_count(updated["domain"]))
                )
                badge = self.env["crm.vn.unread"].with_user(user).get_count()
                pairs.append((updated["count"], badge))
                for counter, listed in pairs:
                    self.assertEqual(counter, listed, (role, limited, pairs))
                    seen += counter
        self.assertGreater(seen, 50)

    def test_unread_of_customers_out_of_sight(self):
        """Of another company, archived, or no customer any more: in no counter."""
        customer = self.customer
        for change in (
            {"company_id": self.company_2.id},
            {"active": False},
            {"vn_relationship_id": False},
        ):
            with self.subTest(change=change):
                customer.write(
                    {
                        "company_id": self.company.id,
                        "active": True,
                        "vn_relationship_id": self.relationship_customer.id,
                    }
                )
                customer.message_post(body="a", message_type="comment")
                desk = self.as_user(self.env["crm.vn.desk"]).get_desk()["updated"]
                self.assertEqual(desk["customers"], 1)
                customer.write(change)
                desk = self.as_user(self.env["crm.vn.desk"]).get_desk()["updated"]
                listed = self.as_user(self.env["res.partner"]).search(desk["domain"])
                self.assertEqual((desk["count"], desk["customers"]), (0, 0))
                self.assertFalse(listed)
