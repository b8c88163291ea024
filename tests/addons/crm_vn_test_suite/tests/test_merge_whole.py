"""Merging two customers with everything that the whole suite knows of both."""

from datetime import timedelta

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon


@tagged("post_install", "-at_install")
class TestRegistryWhole(VnRegistryCommon):
    """What holds for the documents of one addon holds with all of them."""

    def test_every_document_is_registered(self):
        self.check_every_document_is_registered()

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()


@tagged("post_install", "-at_install")
class TestMergeWhole(VnRegistryCommon):
    def setUp(self):
        super().setUp()
        self.kept, self.gone = (
            self._customer("Đại Phát giữ"),
            self._customer("Đại Phát bỏ"),
        )

    def _customer(self, name, **values):
        return self.Partner.create(
            {
                "name": name,
                "is_company": True,
                "company_id": self.company.id,
                "user_id": self.user_own.id,
                "vn_relationship_id": self.relationship_customer.id,
                **values,
            }
        )

    def _merge(self, *others):
        partners = self.kept | self.gone
        for other in others:
            partners |= other
        self.env["base.partner.merge.automatic.wizard"]._merge(
            partners.ids, self.kept, extra_checks=False
        )
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(partners.exists(), self.kept)

    def _pool(self, partner):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET user_id = NULL, vn_owner_date = NULL,"
            " vn_former_user_id = %s, vn_pool_date = %s WHERE id = %s",
            [self.user_all.id, self.today, partner.id],
        )
        self.env.invalidate_all()

    @property
    def today(self):
        return self.company._vn_today()

    # === Pool ===
    def test_pooled_merged_into_owned(self):
        self._pool(self.gone)
        self._merge()
        self.assertEqual(self.kept.user_id, self.user_own)
        self.assertFalse(self.kept.vn_pool_date)

    def test_owned_merged_into_pooled(self):
        self._pool(self.kept)
        self._merge()
        self.assertEqual(self.kept.user_id, self.user_own)
        self.assertFalse(self.kept.vn_pool_date, "who has an owner is in no pool")
        self.assertEqual(self.kept.vn_owner_date, self.today)

    def test_pooled_merged_into_pooled(self):
        self._pool(self.kept)
        self._pool(self.gone)
        self._merge()
        self.assertFalse(self.kept.user_id)
        self.assertEqual(self.kept.vn_pool_date, self.today)

    def test_moves_of_the_pool_stay(self):
        for partner in (self.kept, self.gone):
            self.env["crm.vn.pool.move"].sudo().create(
                {"partner_id": partner.id, "kind": "pooled", "date": self.today}
            )
        self._merge()
        moves = self.env["crm.vn.pool.move"].search([("partner_id", "=", self.kept.id)])
        self.assertEqual(len(moves), 2)

    # === Handover ===
    def test_planned_rows_follow(self):
        handover = self.env["crm.vn.handover"].create(
            {
                "user_id": self.user_own.id,
                "method": "person",
                "target_ids": [Command.create({"user_id": self.user_all.id})],
            }
        )
        handover.action_plan()
        self._merge()
        handover.action_start()
        self.env.invalidate_all()
        self.assertEqual(self.kept.user_id, self.user_all)
        self.assertNotIn("failed", handover.row_ids.mapped("state"))

    # === Consent ===
    def test_do_not_contact_wins(self):
        for partner, other in ((self.kept, self.gone), (self.gone, self.kept)):
            with self.subTest(partner=partner.name):
                savepoint = self.env.cr.savepoint()
                partner.vn_do_not_contact = True
                other.vn_do_not_contact = False
                self._merge()
                self.assertTrue(self.kept.vn_do_not_contact)
                savepoint.close(rollback=True)
                self.env.invalidate_all(flush=False)

    def test_what_was_said_last_holds(self):
        self.gone.email = self.kept.email = "lien.he@daiphat.vn"
        self.kept._vn_record_consent("email", "advert", "given", "paper")
        self.gone._vn_record_consent("email", "advert", "withdrawn", "hand")
        self._merge()
        allowed, _reason = self.kept._vn_may_contact("email", "advert")
        self.assertFalse(allowed)
        rows = self.env["crm.vn.consent"].search([("partner_id", "=", self.kept.id)])
        self.assertEqual(len(rows), 2, "the ledger keeps what both said")

    # === Campaign ===
    def test_one_member_stays(self):
        campaign = self.env["utm.campaign"].create(
            {"name": "Tri ân", "vn_is_customer_campaign": True}
        )
        campaign._vn_add_members(self.kept | self.gone)
        self._merge()
        members = self.env["crm.vn.campaign.member"].search(
            [("campaign_id", "=", campaign.id)]
        )
        self.assertEqual(members.partner_id, self.kept)
        self.assertEqual(len(members), 1)

    # === Visits ===
    def test_one_place_on_a_route(self):
        route = self.env["crm.vn.visit.route"].create(
            {
                "name": "Tuyến gộp",
                "user_id": self.user_own.id,
                "line_ids": [
                    Command.create({"partner_id": one.id, "weekday": "1"})
                    for one in (self.kept, self.gone)
                ],
            }
        )
        self._merge()
        self.assertEqual(route.line_ids.partner_id, self.kept)
        self.assertEqual(len(route.line_ids), 1)

    def test_visits_of_both_stay(self):
        """But for two of one person on one day: nobody goes there twice."""
        days = (self.today, self.today + timedelta(days=1))
        self.env["crm.vn.visit"].create(
            [
                {"partner_id": self.kept.id, "date": days[0]},
                {"partner_id": self.gone.id, "date": days[0]},
                {"partner_id": self.gone.id, "date": days[1]},
            ]
        )
        self._merge()
        visits = self.env["crm.vn.visit"].search([("partner_id", "=", self.kept.id)])
        self.assertEqual(sorted(visits.mapped("date")), list(days))

    def _both(self):
        return self.kept | self.gone

    # === Places ===
    def test_area_follows_the_address_that_stays(self):
        area = self.env["crm.vn.area"].create({"name": "Vùng gộp"})
        self.gone.vn_area_id = area
        self._merge()
        self.assertEqual(self.kept.vn_area_id, area)

    # === Score and orders ===
    def test_scores_add_up(self):
        group = self.env["crm.vn.customer.group"].create(
            {
                "name": "Nhóm gộp",
                "type_id": self.env["crm.vn.customer.type"].search([], limit=1).id,
                "score_points": 9,
            }
        )
        self._both().vn_group_ids = group
        kind = self.env.ref("mail.mail_activity_data_call")
        kind.vn_result_points = 4
        for partner in self._both():
            activity = partner.activity_schedule(
                "mail.mail_activity_data_call", user_id=self.user_own.id
            )
            activity.action_feedback()
        self.env.flush_all()
        self._merge()
        self.assertEqual(self.kept.vn_score, 9 + 4 + 4)
        self.kept._vn_score_rebuild()
        self.env.invalidate_all()
        self.assertEqual(self.kept.vn_score, 9 + 4 + 4)

    def test_contact_persons_come_along(self):
        person = self.Partner.create({"name": "Chị Hoa", "parent_id": self.gone.id})
        activity = person.activity_schedule(
            "mail.mail_activity_data_call",
            user_id=self.user_own.id,
            date_deadline=self.today + timedelta(days=2),
        )
        self._merge()
        self.assertEqual(person.commercial_partner_id, self.kept)
        self.assertTrue(activity.exists())
        days = self.kept._vn_open_activity_days()
        self.assertEqual(days[self.kept.id], activity.date_deadline)

    def test_orders_of_both_are_one_history(self):
        product = self.env["product.product"].create({"name": "Ghế gộp"})
        for partner in self._both():
            order = self.env["sale.order"].create(
                {
                    "partner_id": partner.id,
                    "company_id": self.company.id,
                    "order_line": [Command.create({"product_id": product.id})],
                }
            )
            order.action_confirm()
        self._merge()
        self.assertEqual(self.kept.with_company(self.company).vn_order_count, 2)
        self.assertEqual(
            self.kept.with_company(self.company).vn_last_order_date, self.today
        )

    def test_one_birthday(self):
        self._both().write({"vn_founding_date": self.today - timedelta(days=3652)})
        self._merge()
        found = self.env["crm.vn.occasion"].search([("partner_id", "=", self.kept.id)])
        self.assertEqual(len(found), len(set(found.mapped("date"))))

    def test_three_at_once(self):
        third = self._customer("Đại Phát thứ ba")
        for partner in (self.kept, self.gone, third):
            self.env["crm.vn.pool.move"].sudo().create(
                {"partner_id": partner.id, "kind": "pooled", "date": self.today}
            )
        self._merge(third)
        moves = self.env["crm.vn.pool.move"].search([("partner_id", "=", self.kept.id)])
        self.assertEqual(len(moves), 3)

    def test_merge_and_merge_again(self):
        third = self._customer("Đại Phát thứ ba", vn_do_not_contact=True)
        self._merge()
        self.gone = third
        self._merge()
        self.assertTrue(self.kept.vn_do_not_contact)
