from odoo.tests import tagged

from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestMerge(VnCustomerCommon):
    def _merge(self, source, kept):
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (source | kept).ids, kept, extra_checks=False
        )
        self.env.invalidate_all()
        self.assertFalse(source.exists())

    def test_kept_customer_keeps_its_values(self):
        source = self.customer_person.copy({"ref": "OLD-1"})
        source.write(
            {
                "vn_channel_id": self.channel_online.id,
                "vn_group_ids": [(6, 0, (self.group_key | self.group_retail).ids)],
                "source_id": self.source_other.id,
            }
        )
        kept = self.customer_person
        code = kept.ref
        self._merge(source, kept)
        self.assertEqual(kept.ref, code)
        self.assertEqual(kept.vn_relationship_id, self.relationship_new)
        self.assertEqual(kept.vn_channel_id, self.channel_online)
        self.assertEqual(kept.source_id, self.source_other)
        self.assertEqual(kept.vn_group_ids, self.group_key | self.group_retail)

    def test_contact_takes_over_the_code(self):
        contact = self.Partner.create({"name": "Trần Thị Ánh"})
        code = self.customer_person.ref
        self._merge(self.customer_person, contact)
        self.assertEqual(contact.ref, code)
        self.assertEqual(contact.vn_relationship_id, self.relationship_new)

    def test_owner_stays_or_is_taken_over(self):
        person, company = self.customer_person, self.customer_company
        alone = self.Partner.create({"name": "Ánh", "user_id": self.user_own.id})
        self.merge_into(person, alone)
        self.assertEqual(person.user_id, self.user_all)
        nobodys = self.Partner.create({"name": "Đại Phát", "is_company": True})
        self.merge_into(nobodys, company)
        self.assertEqual(nobodys.user_id, self.user_own)

    def test_owner_who_left_is_not_taken_over(self):
        self.user_own.active = False
        nobodys = self.Partner.create({"name": "Đại Phát", "is_company": True})
        other = self.Partner.create({"name": "Phát", "user_id": self.user_all.id})
        self.merge_into(nobodys, self.customer_company, other)
        self.assertEqual(nobodys.user_id, self.user_all)

    def test_owners_own_contact_is_merged(self):
        self.merge_into(self.customer_company, self.user_own.partner_id)
        self.assertEqual(self.user_own.partner_id, self.customer_company)
        self.assertEqual(self.customer_company.user_id, self.user_own)

    def test_referred_customers_go_over(self):
        source = self.customer_person.copy()
        self.customer_company.vn_referrer_partner_id = source
        self.customer_company.vn_collaborator_id = source
        self._merge(source, self.customer_person)
        self.assertEqual(
            self.customer_company.vn_referrer_partner_id, self.customer_person
        )
        self.assertEqual(self.customer_company.vn_collaborator_id, self.customer_person)

    def test_nobody_refers_himself(self):
        source = self.customer_person.copy()
        source.vn_referrer_partner_id = self.customer_person
        self._merge(source, self.customer_person)
        self.assertFalse(self.customer_person.vn_referrer_partner_id)

    def test_no_cycle_after_merging(self):
        """A refers B, B refers C; A and C are the same person."""
        source = self.customer_person.copy()
        self.customer_company.vn_referrer_partner_id = self.customer_person
        source.vn_referrer_partner_id = self.customer_company
        self._merge(source, self.customer_person)
        self.assertFalse(self.customer_person._has_cycle("vn_referrer_partner_id"))
        self.assertEqual(
            self.customer_company.vn_referrer_partner_id, self.customer_person
        )

    def test_one_referrer_after_merging(self):
        source = self.customer_person.copy()
        source.vn_referrer_partner_id = self.customer_company
        self.customer_person.vn_referrer_user_id = self.user_own
        self._merge(source, self.customer_person)
        self.assertEqual(self.customer_person.vn_referrer_user_id, self.user_own)
        self.assertFalse(self.customer_person.vn_referrer_partner_id)

    def test_three_with_different_referrers(self):
        one, two = self.customer_person.copy(), self.customer_person.copy()
        one.vn_referrer_partner_id = self.customer_company
        two.vn_referrer_user_id = self.user_own
        self._merge(one | two, self.customer_person)
        kept = self.customer_person
        self.assertTrue(
            bool(kept.vn_referrer_partner_id) != bool(kept.vn_referrer_user_id)
        )
