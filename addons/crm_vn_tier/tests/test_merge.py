from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import VnTierCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-11-26 03:00:00")
class TestMerge(VnTierCommon):
    """A tier, its lock and the reason stay together."""

    def _make(self, tier, mode=False, reason=False, until=False, **values):
        return self.env["res.partner"].create(
            {
                "name": "Trần Thị Ánh",
                "vn_relationship_id": self.relationship_customer.id,
                "vn_tier_id": tier.id,
                "vn_tier_mode": mode,
                "vn_tier_lock_reason": reason,
                "vn_tier_lock_until": until,
                **values,
            }
        )

    def _tier_of(self, partner):
        return (
            partner.vn_tier_id,
            partner.vn_tier_mode,
            partner.vn_tier_lock_until,
            partner.vn_tier_lock_reason,
        )

    def test_what_was_promised_stays(self):
        kept = self._make(self.silver)
        self.merge_into(kept, self._make(self.gold, "locked", "Khách lâu năm"))
        self.assertEqual(
            self._tier_of(kept), (self.gold, "locked", False, "Khách lâu năm")
        )
        self.assertEqual(kept.vn_tier_base_id, self.gold)
        self.assertIn("Khách lâu năm", kept.vn_tier_explanation)
        kept._vn_tier_review()
        self.assertEqual(kept.vn_tier_id, self.gold)
        move = self.env["crm.vn.tier.move"].search([("partner_id", "=", kept.id)])[:1]
        self.assertEqual((move.from_id, move.to_id), (self.silver, self.gold))

    def test_the_promise_to_the_one_who_is_kept_comes_first(self):
        kept = self._make(self.silver, "manual", "Mới")
        until = date(2027, 6, 30)
        self.merge_into(kept, self._make(self.gold, "locked", "Khách lâu năm", until))
        self.assertEqual(self._tier_of(kept), (self.silver, "manual", False, "Mới"))
        kept = self._make(self.silver, "locked", "Không hạn")
        self.merge_into(kept, self._make(self.gold, "locked", "Khách lâu năm", until))
        self.assertEqual(
            self._tier_of(kept), (self.silver, "locked", False, "Không hạn")
        )

    def test_a_lock_that_ended_promises_nothing(self):
        kept = self._make(self.gold)
        gone = self._make(self.silver, "locked", "Năm ngoái", date(2026, 11, 25))
        self.merge_into(kept, gone)
        self.assertEqual(self._tier_of(kept), (self.gold, False, False, False))

    def test_given_by_hand(self):
        special = self._tier("Đối tác", 5, 0, 0, "silver")
        special.is_automatic = False
        kept = self._make(self.gold)
        self.merge_into(kept, self._make(special))
        self.assertEqual(kept.vn_tier_id, special)

    def test_nobody_falls_by_merging(self):
        kept, none = self._make(self.silver), self._make(self.env["crm.vn.tier"])
        self.merge_into(kept, self._make(self.gold))
        self.assertEqual(kept.vn_tier_id, self.gold, "until the next review")
        self.merge_into(none, self._make(self.gold))
        self.assertEqual(none.vn_tier_id, self.gold)
        self.merge_into(none, self._make(self.silver))
        self.assertEqual(none.vn_tier_id, self.gold)
        none._vn_tier_review()
        self.assertFalse(none.vn_tier_id)

    def test_what_both_bought_counts_at_once(self):
        none = self.env["crm.vn.tier"]
        kept, gone = self._make(none), self._make(none)
        for partner in (kept, gone):
            self.sell(partner, 250_000_000)
            self.assertEqual(partner.vn_tier_id, self.silver)
        self.merge_into(kept, gone)
        self.assertEqual(kept.vn_tier_id, self.gold)

    def test_given_to_a_new_customer(self):
        """What is given is held until the next review, whatever is bought meanwhile."""
        partner = self._make(self.gold)
        self.sell(partner, 1_000_000)
        self.assertEqual(partner.vn_tier_id, self.gold)
        partner._vn_tier_review()
        self.assertFalse(partner.vn_tier_id)

    def test_contacts(self):
        """They hold what their company holds, before and after."""
        company = self._make(self.silver, is_company=True)
        other = self._make(self.gold, "locked", "Hợp đồng khung", is_company=True)
        ours, theirs, third = self.env["res.partner"].create(
            [
                {"name": "Người của ta", "parent_id": company.id},
                {"name": "Người của họ", "parent_id": other.id},
                {"name": "Người thứ ba", "parent_id": other.id},
            ]
        )
        self.merge_into(ours, theirs)
        self.assertEqual(self._tier_of(ours), self._tier_of(company))
        self.assertEqual(self._tier_of(company), (self.silver, False, False, False))
        self.assertEqual(self._tier_of(third), self._tier_of(other))
        self.assertEqual(other.vn_tier_mode, "locked")
        self.merge_into(company, other)
        locked = (self.gold, "locked", False, "Hợp đồng khung")
        for partner in (company, ours, third):
            self.assertEqual(self._tier_of(partner), locked)

    def test_in_each_company(self):
        kept, gone = self._make(self.silver), self._make(self.silver)
        there = gone.with_company(self.company_2)
        there.write(
            {
                "vn_tier_id": self.gold.id,
                "vn_tier_mode": "locked",
                "vn_tier_lock_reason": "Ở công ty Hai",
            }
        )
        self.merge_into(kept, gone)
        self.assertEqual(self._tier_of(kept), (self.silver, False, False, False))
        self.assertEqual(
            self._tier_of(kept.with_company(self.company_2)),
            (self.gold, "locked", False, "Ở công ty Hai"),
        )
