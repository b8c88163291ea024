from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo import api
from odoo.exceptions import ValidationError
from odoo.modules.registry import Registry
from odoo.tests import TransactionCase, freeze_time, tagged

from odoo.addons.crm_vn_contract.tools.terms import (
    continuity_days,
    due_steps,
    renewed_term,
)

from .common import VnContractCommon


@tagged("post_install", "-at_install")
class TestExpiry(VnContractCommon):
    @freeze_time("2026-10-15 03:00:00")
    def test_last_day_belongs_to_the_contract(self):
        on_31st = self._make_signed(end_date="2026-10-31")
        on_1st = self._make_signed(end_date="2026-11-01")
        # 16:59 UTC on the 31st is 23:59 in Viet Nam
        with freeze_time("2026-10-31 16:59:00"):
            self._run_expiry()
            self.assertEqual((on_31st.meaning, on_1st.meaning), ("active", "active"))
            self.assertFalse(on_31st.is_expired)
        with freeze_time("2026-10-31 17:00:00"):
            self.env.invalidate_all()
            self.assertTrue(on_31st.is_expired)
            self._run_expiry()
            self.assertEqual((on_31st.meaning, on_1st.meaning), ("expired", "active"))
        with freeze_time("2026-11-01 17:00:00"):
            self._run_expiry()
            self.assertEqual(on_1st.meaning, "expired")
            months = self._contracts()._read_group(
                [("is_expired", "=", True)], ["end_date:month"], ["id:recordset"]
            )
        self.assertEqual(
            {month.month: contracts for month, contracts in months},
            {10: on_31st, 11: on_1st},
        )

    @freeze_time("2026-10-15 03:00:00")
    def test_expired_before_the_cron_and_in_searches(self):
        ended = self._make_signed(end_date="2026-10-20")
        running = self._make_signed(end_date="2026-12-31")
        endless = self._make_signed(end_date=False)
        draft = self._make_contract(end_date="2026-10-20")
        with freeze_time("2026-11-20 03:00:00"):
            self.env.invalidate_all()
            model = self._contracts()
            mine = ("id", "in", (ended + running + endless + draft).ids)
            self.assertEqual(ended.meaning, "active")
            self.assertEqual(model.search([mine, ("is_expired", "=", True)]), ended)
            others = model.search([mine, ("is_expired", "=", False)])
            self.assertEqual(others, running + endless + draft)
            self.assertEqual(ended.days_left, -31)

    @freeze_time("2026-10-15 03:00:00")
    def test_status_can_not_disagree_with_the_dates(self):
        running = self._make_signed()
        self.status_active.next_status_ids = False
        with self.assertRaisesRegex(ValidationError, "before its end date"):
            running.status_id = self.status_expired
        ended = self._make_contract(
            start_date="2025-01-01",
            end_date="2025-12-31",
            status_id=self.status_active.id,
        )
        self.assertEqual(ended.meaning, "expired")
        self.assertEqual(ended.signed_date, date(2025, 1, 1))
        self.status_expired.next_status_ids = False
        with self.assertRaisesRegex(ValidationError, "ended on"):
            ended.status_id = self.status_active
        with self.assertRaises(ValidationError):
            self._make_contract(status_id=self.status_expired.id)

    @freeze_time("2026-10-15 03:00:00")
    def test_expiry_is_announced_and_tracked_once(self):
        contract = self._make_signed(end_date="2026-10-20")
        calls = []
        self.patch(
            type(contract),
            "_vn_contract_status_changed",
            lambda contracts, old, new: calls.append((contracts.ids, old, new)),
        )
        with freeze_time("2026-10-25 03:00:00"):
            self._run_expiry()
            self._run_expiry()
        self.assertEqual(calls, [(contract.ids, "active", "expired")])

    @freeze_time("2026-10-15 03:00:00")
    def test_one_bad_contract_stops_nobody(self):
        good = self._make_signed(end_date="2026-10-20")
        bad = self._make_signed(end_date="2026-10-20")
        bad_id = bad.id

        def fail(contracts, old, new):
            if bad_id in contracts.ids:
                raise ValueError("no")

        self.patch(type(good), "_vn_contract_status_changed", fail)
        with freeze_time("2026-10-25 03:00:00"):
            self._run_expiry()
        self.assertEqual((good.meaning, bad.meaning), ("expired", "active"))
        self.assertEqual(self._failures(bad).mapped("reason"), ["no"])
        self.assertFalse(self._failures(good))


@tagged("post_install", "-at_install")
class TestTwoCursors(TransactionCase):
    """Two crons at the same time, on two real connections."""

    def setUp(self):
        super().setUp()
        self.registry_ = Registry(self.env.cr.dbname)
        with self.registry_.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            end = env.company._vn_today() + timedelta(days=20)
            partner = env["res.partner"].create({"name": "Hai con trỏ"})
            contract = env["crm.vn.contract"].create(
                {
                    "partner_id": partner.id,
                    "user_id": env.ref("base.user_admin").id,
                    "start_date": end - timedelta(days=300),
                    "end_date": end,
                    "status_id": env.ref(
                        "crm_vn_contract.crm_vn_contract_status_active"
                    ).id,
                }
            )
            self.ids = contract.id, partner.id
        self.addCleanup(self._remove)

    def _remove(self):
        with self.registry_.cursor() as cr:
            cr.execute(
                "DELETE FROM mail_message"
                " WHERE model = 'crm.vn.contract' AND res_id = %s",
                self.ids[:1],
            )
            cr.execute("DELETE FROM crm_vn_contract WHERE id = %s", self.ids[:1])
            cr.execute("DELETE FROM res_partner WHERE id = %s", self.ids[1:])

    def _count(self):
        with self.registry_.cursor() as cr:
            cr.execute(
                "SELECT count(*) FROM crm_vn_contract_reminder WHERE contract_id = %s",
                self.ids[:1],
            )
            return cr.fetchone()[0]

    def test_two_crons_at_once_send_one(self):
        contract_id = self.ids[0]
        with self.registry_.cursor() as first, self.registry_.cursor() as second:
            crons = [
                api.Environment(cr, api.SUPERUSER_ID, {})["crm.vn.contract"]
                for cr in (first, second)
            ]
            # both see the contract as one to remind of
            for contracts in crons:
                contracts.env.cr.execute("SELECT count(*) FROM crm_vn_contract")
            found = crons[0]._find_to_remind(contract_id - 1, 1)
            self.assertEqual(found, [contract_id])
            crons[0].browse(found)._send_reminder()
            # the other one does not wait for the first, nor sends a second notice
            self.assertNotIn(contract_id, crons[1]._find_to_remind(contract_id - 1, 1))
            first.commit()
            second.rollback()
            self.assertNotIn(contract_id, crons[1]._find_to_remind(contract_id - 1, 1))
            second.rollback()
        self.assertEqual(self._count(), 2)

    def test_expiry_skips_what_another_cron_holds(self):
        with self.registry_.cursor() as first, self.registry_.cursor() as second:
            for cr in (first, second):
                cr.execute("SELECT 1")
            first.execute(
                "UPDATE crm_vn_contract SET end_date = '2020-12-31',"
                " start_date = '2020-01-01' WHERE id = %s",
                self.ids[:1],
            )
            first.commit()
            second.rollback()
            crons = [
                api.Environment(cr, api.SUPERUSER_ID, {})["crm.vn.contract"]
                for cr in (first, second)
            ]
            self.assertIn(self.ids[0], crons[0]._find_expired(0, 500))
            self.assertNotIn(self.ids[0], crons[1]._find_expired(0, 500))
            first.rollback()
            second.rollback()


@tagged("post_install", "-at_install")
class TestArithmetic(TransactionCase):
    days = st.dates(date(2000, 1, 1), date(2090, 12, 31))

    @settings(max_examples=200, deadline=None)
    @given(start=days, length=st.integers(0, 4000))
    def test_renewed_terms_follow_each_other(self, start, length):
        end = start + timedelta(days=length)
        new_start, new_end = renewed_term(start, end)
        self.assertEqual(continuity_days(end, new_start), 0)
        self.assertGreaterEqual(new_end, new_start)
        # months have 28 to 31 days; the length in months is kept
        self.assertLessEqual(abs((new_end - new_start).days - length), 4)

    @settings(max_examples=200, deadline=None)
    @given(
        ladder=st.sets(st.integers(0, 120), max_size=6),
        runs=st.lists(st.integers(0, 130), max_size=12),
    )
    def test_every_step_goes_out_once_if_a_run_comes(self, ladder, runs):
        end = date(2026, 12, 31)
        sent = []
        for left in sorted(runs, reverse=True):
            sent += due_steps(ladder, end, end - timedelta(days=left), sent)
        self.assertEqual(len(sent), len(set(sent)))
        last = min(runs, default=131)
        self.assertEqual(set(sent), {step for step in ladder if step >= last})
