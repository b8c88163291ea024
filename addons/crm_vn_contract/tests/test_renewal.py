from datetime import date

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import VnContractCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 03:00:00")
class TestRenewal(VnContractCommon):
    def test_renewal_follows_without_gap(self):
        old = self._make_signed(reminder_user_ids=self.minh.ids)
        new = old.action_renew()
        self.assertEqual(new.previous_id, old)
        self.assertEqual(new.start_date, date(2027, 1, 1))
        self.assertEqual(new.end_date, date(2027, 12, 31))
        self.assertEqual(new.contract_type_id, self.type_renewal)
        self.assertEqual(new.user_id, self.lan)
        self.assertEqual(new.reminder_user_ids, self.minh)
        self.assertEqual(new.meaning, "draft")
        self.assertFalse(new.signed_date)
        self.assertEqual(new.line_ids.product_id, self.product)
        self.assertEqual(new.line_ids.quantity, 2)
        self.assertEqual(new.line_ids.price_unit, 5_000_000)
        self.assertEqual(new.value, 10_000_000)
        self.assertNotEqual(new.line_ids, old.line_ids)
        self.assertEqual(new.continuity_days, 0)

    def test_renewing_twice_makes_one(self):
        old = self._make_signed()
        self.assertEqual(old.action_renew(), old.action_renew())
        self.assertEqual(old.renewal_count, 1)
        old.renewal_ids.action_cancel()
        new = old.action_renew()
        self.assertNotEqual(new.meaning, "cancelled")
        new.action_sign()
        self.assertEqual(old.action_renew(), new)
        self.assertEqual(old.renewal_count, 2)

    def test_many_renewals_at_once(self):
        old = self._make_signed() + self._make_signed()
        new = old.action_renew()
        self.assertEqual(new.previous_id, old)
        self.assertEqual(len(new), 2)
        action = old.action_open_renewal()
        self.assertEqual(action["domain"], [("id", "in", new.ids)])

    def test_what_can_not_be_renewed(self):
        draft = self._make_contract()
        endless = self._make_signed(end_date=False)
        cancelled = self._make_signed()
        cancelled.action_cancel()
        for contract in draft + endless + cancelled:
            with self.assertRaisesRegex(UserError, contract.name):
                contract.action_renew()

    def test_gap_and_overlap_are_never_silent(self):
        old = self._make_signed()
        new = old.action_renew()
        for start, days in ((date(2027, 1, 4), 3), (date(2026, 12, 30), -2)):
            new.start_date = start
            self.assertEqual(new.continuity_days, days)
            with self.assertRaisesRegex(UserError, f"{days} days"), self.cr.savepoint():
                new.action_sign()
        new.is_gap_accepted = True
        new.action_sign()
        self.assertEqual(new.meaning, "active")

    def test_renewed_counts_once_when_signed(self):
        old = self._make_signed()
        first, second = old.action_renew(), None
        self.assertTrue(old.is_due)
        self.assertEqual((old.due_count, old.renewed_count), (1, 0))
        first.action_sign()
        self.assertEqual((old.due_count, old.renewed_count), (1, 1))
        second = self._contracts().create(old._prepare_renewal())
        with self.assertRaisesRegex(UserError, first.name), self.cr.savepoint():
            second.action_sign()
        second.is_gap_accepted = True
        second.action_sign()
        self.assertEqual((old.due_count, old.renewed_count), (1, 1))
        first.action_cancel()
        self.assertEqual(old.renewed_count, 1)
        second.action_cancel()
        self.assertEqual((old.due_count, old.renewed_count), (1, 0))

    def test_renewed_in_the_month_it_ends(self):
        with freeze_time("2026-01-01 03:00:00"):
            old = self._make_signed(start_date="2026-01-01", end_date="2026-06-10")
        with freeze_time("2026-06-20 03:00:00"):
            self._run_expiry()
            new = old.action_renew()
            new.write({"end_date": "2026-06-30"})
            new.action_sign()
        domain = self._contracts()._get_due_domain("2026-06-01", "2026-06-30")
        due = self._contracts().search(domain)
        self.assertEqual(due, old + new)
        self.assertEqual(sum(due.mapped("renewed_count")), 1)

    def test_rate_by_period_opens_its_records(self):
        inside = [
            self._make_signed(start_date="2026-01-01", end_date=end)
            for end in ("2026-10-01", "2026-10-31", "2026-10-15")
        ]
        self._make_signed(end_date="2026-11-01")
        self._make_signed(end_date="2026-09-30")
        self._make_contract(end_date="2026-10-20")
        inside[0].action_renew().action_sign()
        model = self._contracts()
        [(due, renewed, rate)] = model._read_group(
            model._get_due_domain("2026-10-01", "2026-10-31"),
            [],
            ["due_count:sum", "renewed_count:sum", "renewal_rate:avg"],
        )
        self.assertEqual((due, renewed), (3, 1))
        self.assertAlmostEqual(rate, 100 / 3)
        months = {
            month.month: (count, records)
            for month, count, records in model._read_group(
                [("is_due", "=", True), ("end_date", "<", "2027-01-01")],
                ["end_date:month"],
                ["due_count:sum", "id:recordset"],
            )
        }
        self.assertEqual({m: c for m, (c, _r) in months.items()}, {9: 1, 10: 3, 11: 1})
        self.assertEqual(set(months[10][1]), set(inside))
        renewed = model.search(model._get_renewed_domain("2026-10-01", "2026-10-31"))
        self.assertEqual(renewed, inside[0])

    def test_types_that_are_not_renewed_do_not_count(self):
        self.type_new.is_renewable = False
        contract = self._make_signed()
        self.assertFalse(contract.is_due)
        self.type_new.is_renewable = True
        self.assertTrue(contract.is_due)

    def test_chain_has_no_cycle(self):
        old = self._make_signed()
        new = old.action_renew()
        with self.assertRaises(ValidationError):
            old.previous_id = new

    def test_renewed_contract_can_not_be_deleted(self):
        old = self._make_signed()
        old.action_renew()
        with self.assertRaises(UserError):
            old.unlink()

    def test_annex_moves_the_end_date_and_back(self):
        main = self._make_signed()
        action = main.action_make_annex()
        values = {
            key.removeprefix("default_"): value
            for key, value in action["context"].items()
        }
        annex = self._contracts().create(
            {**values, "end_date": "2027-03-31", "value": 3_000_000}
        )
        self.assertEqual(main.end_date, date(2026, 12, 31))
        annex.action_sign()
        self.assertEqual(main.end_date, date(2027, 3, 31))
        self.assertEqual(main.original_end_date, date(2026, 12, 31))
        self.assertEqual(main.total_value, 13_000_000)
        self.assertEqual(main.value, 10_000_000)
        self.assertFalse(annex.is_due)
        annex.action_cancel()
        self.assertEqual(main.end_date, date(2026, 12, 31))
        self.assertFalse(main.original_end_date)
        self.assertEqual(main.total_value, 10_000_000)

    def test_annex_makes_no_silent_overlap_with_a_renewal(self):
        main = self._make_signed()
        new = main.action_renew()
        new.action_sign()
        annex = self._contracts().create(
            {**main._prepare_annex(), "end_date": "2027-03-31"}
        )
        with self.assertRaisesRegex(UserError, new.name), self.cr.savepoint():
            annex.action_sign()
        annex.end_date = main.end_date
        annex.action_sign()
        other = self._contracts().create(
            {**main._prepare_annex(), "end_date": "2027-03-31"}
        )
        new.is_gap_accepted = True
        other.action_sign()
        self.assertEqual(main.end_date, date(2027, 3, 31))
        self.assertEqual(new.continuity_days, -90)

    def test_annex_brings_an_expired_contract_back(self):
        with freeze_time("2026-01-01 03:00:00"):
            main = self._make_signed(end_date="2026-06-10")
        self._run_expiry()
        self.assertEqual(main.meaning, "expired")
        annex = self._contracts().create(
            {**main._prepare_annex(), "end_date": "2026-12-10"}
        )
        annex.action_sign()
        self.assertEqual(main.meaning, "active")
        self.assertFalse(main.is_expired)

    def _make_annex(self, main, **values):
        annex = self._contracts().create({**main._prepare_annex(), **values})
        annex.action_sign()
        return annex

    def test_annexes_go_the_way_of_their_contract(self):
        ways = (self.status_closed, self.status_cancelled)
        for status in ways:
            with self.subTest(status.code):
                main = self._make_signed()
                annex = self._make_annex(main, end_date="2027-06-30", value=500)
                main.status_id = status
                self.assertEqual(annex.meaning, status.meaning)
                self.assertFalse(annex.counts_as_receivable)
                late = self._contracts().create(main._prepare_annex())
                with self.assertRaisesRegex(UserError, "is over"):
                    late.action_sign()
        main = self._make_signed()
        annex = self._make_annex(main, value=500)
        main.status_id = self.status_suspended
        self.assertEqual(annex.meaning, "suspended")
        main.status_id = self.status_active
        self.assertEqual(annex.meaning, "active")

    def test_annex_expires_with_its_contract_and_comes_back(self):
        with freeze_time("2026-01-01 03:00:00"):
            main = self._make_signed(end_date="2026-06-10")
            annex = self._make_annex(main, value=500)
        self._run_expiry()
        self.assertEqual((main.meaning, annex.meaning), ("expired", "expired"))
        self._make_annex(main, end_date="2026-12-10")
        self.assertEqual((main.meaning, annex.meaning), ("active", "active"))

    def test_annex_of_a_colleague_goes_with_the_contract(self):
        main = self._make_signed()
        annex = self._make_annex(main, value=500)
        annex.with_user(self.huong).user_id = self.minh
        main.status_id = self.status_closed
        self.assertEqual(annex.sudo().meaning, "closed")

    def test_annex_taken_back_makes_no_silent_gap(self):
        main = self._make_signed()
        annex = self._make_annex(main, end_date="2027-03-31")
        new = main.action_renew()
        self.assertEqual(new.start_date, date(2027, 4, 1))
        new.action_sign()
        with self.assertRaisesRegex(UserError, new.name), self.cr.savepoint():
            annex.action_cancel()
        with self.assertRaisesRegex(UserError, new.name), self.cr.savepoint():
            main.action_cancel()
        new.is_gap_accepted = True
        annex.action_cancel()
        self.assertEqual(main.end_date, date(2026, 12, 31))
        self.assertEqual(new.continuity_days, 90)

    def test_renewal_carries_contract_and_annexes(self):
        main = self._make_signed()
        lines = self._make_annex(
            main,
            line_ids=[
                Command.create(
                    {"product_id": self.product.id, "price_unit": 1000, "discount": 10}
                )
            ],
        )
        plain = self._make_annex(main, value=500)
        self._make_annex(main, value=70).action_cancel()
        lines.with_user(self.huong).user_id = self.minh
        new = main.action_renew()
        self.assertEqual(new.value, 10_000_000 + 900 + 500)
        self.assertEqual(new.line_ids.mapped("price_subtotal"), [10_000_000, 900, 500])
        self.assertIn(lines.sudo().name, new.line_ids[1].name)
        self.assertIn(plain.name, new.line_ids[2].name)
        self.assertIn(plain.name, new.message_ids[0].body)

    def test_renewal_of_bare_values(self):
        main = self._make_signed(line_ids=False, value=1000)
        self.assertEqual(main.action_renew().value, 1000)
        self.assertFalse(main.renewal_ids.line_ids)
        main.renewal_ids.action_cancel()
        self._make_annex(main, value=-200)
        new = main.action_renew()
        self.assertEqual(new.value, 800)
        self.assertEqual(new.line_ids.mapped("price_subtotal"), [1000, -200])

    def test_annex_rules(self):
        main = self._make_signed()
        with self.assertRaises(ValidationError):
            self._make_contract(contract_type_id=self.type_annex.id)
        with self.assertRaises(ValidationError):
            self._make_contract(main_contract_id=main.id)
        stranger = self.env["res.partner"].create({"name": "Người khác"})
        with self.assertRaises(ValidationError):
            self._make_contract(
                contract_type_id=self.type_annex.id,
                main_contract_id=main.id,
                partner_id=stranger.id,
            )
        annex = self._contracts().create(main._prepare_annex())
        annex.action_sign()
        with self.assertRaises(UserError):
            annex.action_renew()
        with self.assertRaises(UserError):
            annex.action_make_annex()
