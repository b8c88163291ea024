from datetime import date
from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from odoo.addons.crm.models.crm_lead import CrmLead

from .common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestCredit(VnKpiCommon):
    """Who earned something keeps it; what is undone is not counted."""

    def _values(self, code, period=JANUARY):
        self.env.flush_all()
        return self._metric(code)._vn_values(*period)

    def test_handover_of_a_customer(self):
        self.assertEqual(
            self._values("customers_new"), {self.lan.id: 2, self.minh.id: 1}
        )
        self.hoa.user_id = self.minh
        self.assertEqual(
            self._values("customers_new"), {self.lan.id: 2, self.minh.id: 1}
        )

    def test_handover_right_after_creation(self):
        """Also with nothing written to the database in between."""
        partner = self.env["res.partner"].create(
            {"name": "Lê Lợi", "user_id": self.lan.id}
        )
        partner.user_id = self.minh
        self.assertEqual(partner.vn_credit_user_id, self.lan)

    def test_an_import_makes_nobody_s_new_customers(self):
        before = self._number("customers_new", FEBRUARY)
        moment = "2027-02-10 03:00:00"
        imported = (
            self.env["res.partner"]
            .with_context(import_file=True)
            .create(
                {
                    "name": "Lê Lai",
                    "company_id": self.company.id,
                    "user_id": self.lan.id,
                    "vn_relationship_id": self.hoa.vn_relationship_id.id,
                }
            )
        )
        self._backdate(imported, "create_date", moment)
        self.assertEqual(self._number("customers_new", FEBRUARY), before)
        made = self._customer("Lê Lợi", self.lan, moment)
        self.assertEqual(self._number("customers_new", FEBRUARY), before + 1)
        with self.assertRaises(AccessError):
            made.with_user(self.huong).vn_is_imported = True

    def test_a_number_of_customers_opens_their_own_list(self):
        action = self._metric("customers_new")._vn_action(*JANUARY)
        view = self.env.ref("crm_vn_kpi.res_partner_view_list_kpi")
        self.assertEqual(action["views"][0], [view.id, "list"])
        arch, _view = self.env["res.partner"]._get_view(view.id, "list")
        shown = {
            field.get("name")
            for field in arch.xpath("//field")
            if field.get("optional") != "hide"
        }
        self.assertLessEqual(
            {"ref", "phone", "vn_customer_since", "vn_credit_user_id", "source_id"},
            shown,
        )

    def test_handover_of_an_order(self):
        order = self._order(self.hoa, self.lan)
        order.user_id = self.minh
        self.assertEqual(self._values("orders"), {self.lan.id: 1})
        self.assertEqual(self._values("revenue"), {self.lan.id: 1_000_000})

    def test_handover_is_still_seen_by_who_earned_it(self):
        """A salesperson opens what the own number counts, and can't change it."""
        order = self._order(self.hoa, self.lan)
        lead = self._lead(self.lan, won="2027-01-25 03:00:00")
        contract = self._contract(self.hoa, self.lan)
        for record in (order, lead, contract):
            record.user_id = self.minh
        self.env.flush_all()
        self.env.invalidate_all()
        for record in (order, lead, contract):
            mine = record.with_user(self.lan)
            self.assertTrue(mine.has_access("read"))
            self.assertFalse(mine.has_access("write"))
        for code in ("orders", "leads_won", "contracts"):
            self.assertEqual(self._number(code, users=[self.lan], user=self.lan), 1)

    def test_quotation_belongs_to_who_confirms_it(self):
        order = self._order(self.hoa, self.lan, moment=None)
        order.user_id = self.minh
        order.action_confirm()
        order.date_order = "2027-01-15 03:00:00"
        self.assertEqual(self._values("orders"), {self.minh.id: 1})

    def test_cancelled_and_confirmed_again(self):
        order = self._order(self.hoa, self.lan)
        order._action_cancel()
        self.assertEqual(self._values("orders"), {})
        self.assertEqual(self._values("revenue"), {})
        order.user_id = self.minh
        order.action_draft()
        order.action_confirm()
        self.assertEqual(self._values("orders", FEBRUARY), {self.minh.id: 1})

    def test_deleted_records_are_not_counted(self):
        activity = self._activity(self.hoa, self.lan)
        comment = self._comment(self.hoa, self.lan)
        lead = self._lead(self.lan)
        codes = ("calls_done", "comments", "leads_new", "customers_new")
        self.assertEqual([self._number(code) for code in codes], [1, 1, 1, 3])
        activity.unlink()
        self._backdate(comment, "create_date", "2027-02-15 02:30:00")
        self.hoa._message_update_content(comment, body="", attachment_ids=[])
        lead.unlink()
        self.mai.unlink()
        self.assertEqual([self._number(code) for code in codes], [0, 0, 0, 2])

    def test_edited_comments_are_counted(self):
        comment = self._comment(self.hoa, self.lan)
        self._backdate(comment, "create_date", "2027-02-15 02:30:00")
        self.hoa._message_update_content(comment, body="OK")
        self.assertEqual(self._number("comments"), 1)

    def test_log_notes_are_no_comments(self):
        self.hoa.with_user(self.lan)._message_log(body="Nhật ký")
        self.hoa.with_context(tracking_disable=False).ref = "KH-KPI"
        self.env.flush_all()
        self.assertEqual(self._number("comments", (date(2020, 1, 1), JANUARY[1])), 0)

    def test_created_is_credited_to_who_got_it(self):
        """A rule gives it away while it is made: whoever gets it is credited."""
        stock = CrmLead.create

        def create(leads, vals_list):
            made = stock(leads, vals_list)
            made.sudo().user_id = self.minh
            return made

        with patch.object(CrmLead, "create", create):
            lead = self.env["crm.lead"].with_user(self.huong).create({"name": "Web"})
        self.assertEqual(lead.user_id, self.minh)
        self.assertEqual(lead.sudo().vn_created_user_id, self.minh)
        lead.sudo().user_id = self.lan
        self.assertEqual(lead.sudo().vn_created_user_id, self.minh)
        public = self.env.ref("base.public_user")
        lead = self.env["crm.lead"].with_user(public).sudo().create({"name": "Web"})
        self.assertFalse(lead.vn_created_user_id)

    def test_archived_records_are_counted(self):
        """Lost opportunities are archived; they were created all the same."""
        self._lead(self.lan).action_set_lost()
        self.hoa.active = False
        self.assertEqual(self._number("leads_new"), 1)
        self.assertEqual(self._number("customers_new"), 3)

    def test_activity_is_of_who_it_was_assigned_to(self):
        activity = self._activity(self.hoa, self.lan, done=False)
        activity.with_user(self.huong).action_feedback()
        self.assertEqual(activity.vn_credit_user_id, self.lan)
        self.assertEqual(activity.vn_done_uid, self.huong)
        activity.user_id = self.minh
        self.assertEqual(activity.vn_credit_user_id, self.lan)

    def test_activity_of_nobody_is_of_who_did_it(self):
        activity = self._activity(self.hoa, None, done=False)
        activity.with_user(self.minh).action_feedback()
        self.assertEqual(activity.vn_credit_user_id, self.minh)
        self.assertEqual(activity.vn_credit_company_id, self.company)

    def test_reopened_activity_is_not_done(self):
        activity = self._activity(self.hoa, self.lan)
        activity.action_unarchive()
        self.assertFalse(activity.vn_done_at)
        self.assertEqual(self._number("calls_done"), 0)

    def test_activity_with_a_day_only(self):
        """History that was imported counts on its day in Vietnam."""
        activity = self._activity(self.hoa, self.lan)
        activity.date_done = "2027-01-31"
        self.assertEqual(str(activity.vn_done_at), "2027-01-31 05:00:00")
        self.assertEqual(self._number("calls_done"), 1)

    def test_won_and_lost_again(self):
        lead = self._lead(self.lan, won="2027-01-25 03:00:00")
        lead.user_id = self.minh
        self.assertEqual(self._values("leads_won"), {self.lan.id: 1})
        lead.stage_id = self.env["crm.stage"].search([("is_won", "=", False)], limit=1)
        self.assertEqual(self._values("leads_won"), {})

    def test_contracts(self):
        """The last day decides: the 31st is this month, the 1st the next."""
        for day in ("2027-01-31", "2027-02-01"):
            self._contract(self.hoa, self.lan, signed="2026-02-01", end_date=day)
        self.assertEqual(self._values("contracts_expired"), {self.lan.id: 1})
        self.assertEqual(self._values("contracts_expired", FEBRUARY), {self.lan.id: 1})

    def test_contract_handed_over_after_its_end(self):
        contract = self._contract(
            self.hoa, self.lan, signed="2026-02-01", end_date="2027-01-31"
        )
        contract.user_id = self.minh
        self.assertEqual(self._values("contracts_expired"), {self.lan.id: 1})

    def test_contracts_agree_with_contracts(self):
        contracts = self.env["crm.vn.contract"].with_user(self.huong)
        old = [
            self._contract(self.hoa, self.lan, signed="2026-02-01", end_date=day)
            for day in ("2026-12-31", "2027-01-01", "2027-01-31", "2027-02-01")
        ]
        for contract in old[1:3]:
            renewal = contract.action_renew()
            renewal.user_id = self.minh
            renewal.action_sign()
        self.env.flush_all()
        self.assertEqual(
            self._number("renewals"),
            contracts.search_count(contracts._get_renewed_domain(*JANUARY)),
        )
        self.assertEqual(self._values("renewals"), {self.minh.id: 2})
        self.assertEqual(
            self._number("contracts_expired"),
            contracts.search_count(
                [
                    ("is_expired", "=", True),
                    ("end_date", ">=", JANUARY[0]),
                    ("end_date", "<=", JANUARY[1]),
                ]
            ),
        )
        renewal.action_cancel()
        self.assertEqual(self._values("renewals"), {self.minh.id: 1})

    def test_two_currencies(self):
        """100 USD at 25,000 and at 26,000 VND: each at its own day's rate."""
        self._rate(self.usd, "2027-01-01", 1 / 25_000)
        self._rate(self.usd, "2027-01-20", 1 / 26_000)
        pricelist = self.env["product.pricelist"].create(
            {"name": "USD", "currency_id": self.usd.id, "company_id": self.company.id}
        )
        for moment in ("2027-01-10 03:00:00", "2027-01-25 03:00:00"):
            order = self._order(
                self.hoa, self.lan, moment, amount=100, pricelist_id=pricelist.id
            )
            self.assertEqual(order.currency_id, self.usd)
        self._order(self.hoa, self.lan, amount=1_000_000)
        self.assertEqual(self._number("revenue"), 2_500_000 + 2_600_000 + 1_000_000)

    def test_companies_with_different_currencies(self):
        """Amounts are added up in the currency of the company one looks from."""
        self.other_company.currency_id = self.usd
        self._rate(self.usd, "2027-01-01", 1 / 25_000)
        self._order(self.hoa, self.lan, amount=1_000_000)
        customer = self._customer("Hải", None, company_id=self.other_company.id)
        self._order(
            customer, None, amount=100, company_id=self.other_company.id, user_id=False
        )
        self.env.flush_all()
        both = (self.company | self.other_company).ids
        self.huong.company_ids = [Command.set(both)]
        metric = self._metric("revenue").with_context(allowed_company_ids=both)
        self.assertEqual(round(metric._vn_total(*JANUARY)), 3_500_000)
        values = metric._vn_values(*JANUARY)
        self.assertEqual(round(values[False]), 2_500_000)
        rows = (metric | self._metric("orders"))._vn_read(*JANUARY)
        self.assertEqual([round(number) for number in rows[0][1]], [3_500_000, 2])

    def test_merged_customers_stay_buyers(self):
        self._order(self.hoa, self.lan)
        self._order(self.mai, self.lan)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (self.hoa | self.mai).ids, self.mai
        )
        self.env.flush_all()
        self.assertEqual(self._number("buyers"), 1)
        self.assertEqual(self._number("buyers_again"), 1)

    def test_contact_that_leaves_its_company(self):
        """Its orders go with it: they are of another customer from then on."""
        contact = self.env["res.partner"].create(
            {"name": "Anh Tú", "parent_id": self.son.id}
        )
        self._order(contact, self.minh)
        self._order(self.son, self.minh)
        contact.parent_id = False
        self.env.flush_all()
        self.assertEqual(self._number("buyers_once"), 2)

    def test_portal_learns_nothing(self):
        """Who gets the credit is no matter of the customer's."""
        order = self._order(self.hoa, self.lan)
        portal = new_test_user(
            self.env, "kpi_portal", groups="base.group_portal", partner_id=self.hoa.id
        )
        order.message_subscribe(self.hoa.ids)
        self.env.flush_all()
        self.env.invalidate_all()
        mine = order.with_user(portal).with_context(allowed_company_ids=[])
        for record in (mine, self.hoa.with_user(portal)):
            with self.assertRaises(AccessError):
                record.read(["vn_credit_user_id"])
        with self.assertRaises(AccessError):
            self.env["crm.vn.kpi.metric"].with_user(portal).search([])
        with self.assertRaises(AccessError):
            self.env["crm.vn.kpi.activity"].with_user(portal).search([])

    def test_two_people_sell_to_one_customer(self):
        """The customer is counted once, for the person of the last order."""
        self._order(self.hoa, self.lan, "2027-01-10 03:00:00")
        self._order(self.hoa, self.minh, "2027-01-12 03:00:00")
        self.assertEqual(self._values("buyers"), {self.minh.id: 1})
        self.assertEqual(self._values("orders"), {self.lan.id: 1, self.minh.id: 1})

    def test_contacts_buy_for_their_company(self):
        contact = self.env["res.partner"].create(
            {"name": "Anh Tú", "parent_id": self.son.id}
        )
        self._order(contact, self.minh)
        self._order(self.son, self.minh)
        self.assertEqual(self._number("buyers"), 1)
        self.assertEqual(self._number("buyers_again"), 1)
