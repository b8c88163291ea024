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
