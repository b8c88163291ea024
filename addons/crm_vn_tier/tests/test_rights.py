from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import VnTierCommon


@tagged("post_install", "-at_install")
class TestTierRights(VnTierCommon):
    def test_preview_of_another_company(self):
        """A manager neither previews nor applies the tiers of another company."""
        Preview = self.env["crm.vn.tier.preview"].with_user(self.manager)
        for values in ({"company_id": self.company_2.id}, {}):
            preview = Preview
            if not values:
                preview = Preview.with_context(default_company_id=self.company_2.id)
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                preview.create(values)
        mine = Preview.create({"company_id": self.company_vn.id})
        mine.action_preview()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            mine.company_id = self.company_2

    def test_preview_names_nobody_hidden(self):
        """Neither asked for by hand, nor as one who would move."""
        self.customer.company_id = self.company_2
        preview = (
            self.env["crm.vn.tier.preview"]
            .with_user(self.manager)
            .create({"company_id": self.company_vn.id})
        )
        move = {"wizard_id": preview.id, "partner_id": self.customer.id}
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            preview.move_ids.create(move)
        move = {"entity": self.customer.id, "threshold": 0, "value": 0, "sales": 0}
        ranks = {"current_rank": 0, "target_rank": 1}
        ids = {"current_id": None, "target_id": preview.rule_ids.tier_id[:1].id}
        self.patch(
            self.env.registry["res.partner"],
            "_vn_tier_preview",
            lambda *given: [{**move, **ranks, **ids}],
        )
        preview.action_preview()
        self.assertEqual(len(preview.move_ids), 1)
        self.assertFalse(preview.move_ids.partner_id)

    def test_moves_of_other_peoples_customers(self):
        values = {"company_id": self.company_vn.id, "date": "2026-01-01"}
        Move = self.env["crm.vn.tier.move"]
        for partner in (self.customer, self.organisation):
            Move.create({**values, "partner_id": partner.id, "cause": "review"})
        mine = Move.with_user(self.user_own).search([("cause", "=", "review")])
        self.assertEqual(mine.partner_id, self.organisation)
        for user in (self.user_all, self.manager):
            seen = Move.with_user(user).search([("cause", "=", "review")])
            self.assertEqual(len(seen), 2)
