import random
from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .test_visibility import VisibilityCommon


@tagged("post_install", "-at_install")
class TestVisibilityCounters(VisibilityCommon):
    """What is hidden is in no group, no counter and no portal."""

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
            if name.startswith("vn_") and field._module == "crm_vn_customer"
        }
        self.assertIn("vn_relationship_id", own)
        for name in own & set(self.env["res.partner"]._fields):
            with self.subTest(name):
                partner = self.portal.partner_id.with_user(self.portal)
                with self.assertRaises(AccessError):
                    partner.read([name])
                with self.assertRaises(AccessError):
                    partner.search([(name, "!=", False)])

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
