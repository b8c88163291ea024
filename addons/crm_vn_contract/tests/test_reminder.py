from odoo import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .common import VnContractCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 03:00:00")
class TestReminder(VnContractCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.lan + cls.minh).notification_type = "inbox"

    def _remind_on(self, day):
        """Run the cron at 09:00 in Viet Nam of *day*; return the new notices."""
        before = self.env["mail.message"].search([], order="id desc", limit=1)
        with freeze_time(f"{day} 02:00:00"):
            self._run_reminders()
        return self.env["mail.message"].search(
            [("model", "=", "crm.vn.contract"), ("id", ">", before.id)]
        )

    def _sent(self, contract):
        return sorted(contract.sudo().reminder_ids.mapped("days"), reverse=True)

    def test_ladder_on_its_days(self):
        contract = self._make_signed()
        self.assertFalse(self._remind_on("2026-10-31"))
        self.assertEqual(len(self._remind_on("2026-11-01")), 1)
        self.assertEqual(self._sent(contract), [60])
        self.assertFalse(self._remind_on("2026-11-01"))
        self.assertFalse(self._remind_on("2026-11-30"))
        self.assertEqual(len(self._remind_on("2026-12-01")), 1)
        self.assertEqual(len(self._remind_on("2026-12-24")), 1)
        self.assertEqual(self._sent(contract), [60, 30, 7])
        self.assertFalse(self._remind_on("2026-12-31"))

    def test_skipped_days_are_caught_up_once(self):
        contract = self._make_signed()
        # the exact days are 1 November, 1 and 24 December
        for day, sent in (
            ("2026-11-04", [60]),
            ("2026-12-04", [60, 30]),
            ("2026-12-27", [60, 30, 7]),
        ):
            self.assertEqual(len(self._remind_on(day)), 1, day)
            self.assertEqual(self._sent(contract), sent)
            self.assertFalse(self._remind_on(day))

    def test_wider_ladder_sends_nothing_twice(self):
        contract = self._make_signed()
        self.assertEqual(len(self._remind_on("2026-12-04")), 1)
        self.assertEqual(self._sent(contract), [60, 30])
        self.type_new.reminder_step_ids = [Command.create({"days": 90})]
        self.assertFalse(self._remind_on("2026-12-05"))
        self.assertEqual(len(self._remind_on("2026-12-24")), 1)
        self.assertEqual(self._sent(contract), [60, 30, 7])
        self.assertFalse(self._contracts().sudo()._repair_reminder_dates() & contract)

    def test_late_reminder_says_what_a_step_of_that_day_would(self):
        contract = self._make_signed()
        self.assertEqual(len(self._remind_on("2026-12-06")), 1)
        self.type_new.reminder_step_ids = [
            Command.clear(),
            *(Command.create({"days": days}) for days in (90, 25, 24)),
        ]
        # 25 days before was said by the step of 30 that went out late
        self.assertEqual(str(contract.reminder_date), "2026-12-07")
        self.assertFalse(self._contracts().sudo()._repair_reminder_dates() & contract)
        self.assertFalse(self._remind_on("2026-12-06"))
        self.assertEqual(len(self._remind_on("2026-12-07")), 1)
        self.assertEqual(self._sent(contract), [60, 30, 24])
        self.assertFalse(contract.reminder_date)

    def test_one_reminder_a_day(self):
        main = self._make_signed()
        self.assertEqual(len(self._remind_on("2026-12-24")), 1)
        annex = self._contracts().create(
            {**main._prepare_annex(), "end_date": "2027-01-15"}
        )
        annex.action_sign()
        self.assertFalse(self._remind_on("2026-12-24"))
        self.assertEqual(len(self._remind_on("2026-12-25")), 1)
        self.assertFalse(self._remind_on("2026-12-26"))
        self.assertEqual(self._sent(main), [60, 60, 30, 30, 7])

    def test_three_days_down_lose_no_step(self):
        self.type_new.reminder_step_ids = [
            Command.clear(),
            *(Command.create({"days": days}) for days in (9, 8, 7)),
        ]
        contract = self._make_signed()
        notices = self._remind_on("2026-12-25")
        self.assertEqual(self._sent(contract), [9, 8, 7])
        self.assertEqual(len(notices), 1)

    def test_same_for_form_import_and_api(self):
        values = {
            "partner_id": self.customer.id,
            "start_date": "2026-01-01",
            "end_date": "2026-12-31",
            "status_id": self.status_active.id,
        }
        api_made = self._contracts().create(values)
        result = self._contracts().load(
            ["name", "partner_id", "start_date", "end_date", "status_id", "user_id"],
            [
                [
                    "HD-I1",
                    self.customer.name,
                    "2026-01-01",
                    "2026-12-31",
                    "Active",
                    self.lan.name,
                ]
            ],
        )
        self.assertFalse(result["messages"])
        imported = self._contracts().browse(result["ids"])
        formed = self._make_signed()
        self._remind_on("2026-12-02")
        for contract in api_made + imported + formed:
            self.assertEqual(self._sent(contract), [60, 30])

    def test_owner_and_listed_people_are_told(self):
        contract = self._make_signed(reminder_user_ids=self.minh.ids)
        notice = self._remind_on("2026-11-01")
        self.assertEqual(notice.notified_partner_ids, (self.lan + self.minh).partner_id)
        self.assertIn(contract.name, notice.subject)
        self.assertIn("60", notice.subject)
        self.assertEqual(notice.model, "crm.vn.contract")
        self.assertEqual(contract.with_user(self.minh).name, contract.name)
        self.assertIn("vn_minh", contract.reminder_plan)

    def test_each_in_their_language(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.minh.lang = "vi_VN"
        self._make_signed(reminder_user_ids=self.minh.ids)
        notices = self._remind_on("2026-11-01")
        self.assertEqual(len(notices), 2)
        vietnamese = notices.filtered(
            lambda n: n.notified_partner_ids == self.minh.partner_id
        )
        self.assertIn("Hợp đồng", vietnamese.subject)

    def test_owner_who_left_is_replaced(self):
        contract = self._make_signed(self.minh)
        team = self.env["crm.team"].create(
            {"name": "Đội 1", "company_id": self.company.id, "user_id": self.huong.id}
        )
        team.member_ids = self.minh
        self.assertEqual(contract._get_reminder_users(), self.minh)
        self.minh.action_archive()
        self.assertEqual(contract._get_reminder_users(), self.huong)
        team.user_id = False
        self.assertFalse(contract._get_reminder_users())
        self.company.vn_deputy_user_id = self.lan
        self.assertEqual(contract._get_reminder_users(), self.lan)
        renewal = contract.with_user(self.huong).action_renew()
        self.assertEqual(renewal.user_id, self.lan)

    def test_nobody_outside_is_reminded(self):
        outside = new_test_user(
            self.env,
            "vn_portal",
            groups="base.group_portal",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        contract = self._make_signed(reminder_user_ids=[(6, 0, outside.ids)])
        self.assertEqual(contract._get_reminder_users(), self.lan)
        contract.sudo().write({"user_id": outside.id})
        self.assertFalse(contract._get_reminder_users())

    def test_nobody_to_remind_waits_for_an_owner(self):
        contract = self._make_signed(self.huong, user_id=False)
        self.assertFalse(self._remind_on("2026-11-01"))
        self.assertIn("Nobody", contract.reminder_plan)
        contract.user_id = self.lan
        self.assertEqual(len(self._remind_on("2026-11-05")), 1)

    def test_who_gets_none(self):
        self._make_contract()
        self._make_signed().action_cancel()
        self._make_signed(end_date="2027-12-31")
        renewed = self._make_signed()
        renewed.action_renew().action_sign()
        archived = self._make_signed()
        archived.action_archive()
        self.assertFalse(self._remind_on("2026-12-25"))

    def test_another_end_date_starts_anew(self):
        main = self._make_signed()
        self._remind_on("2026-12-25")
        annex = self._contracts().create(
            {**main._prepare_annex(), "end_date": "2027-03-31"}
        )
        annex.action_sign()
        self.assertFalse(self._remind_on("2026-12-26"))
        self.assertEqual(len(self._remind_on("2027-01-30")), 1)
        self.assertEqual(self._sent(main), [60, 60, 30, 7])

    def test_day_of_the_next_reminder(self):
        contract = self._make_signed()
        self.assertEqual(str(contract.reminder_date), "2026-11-01")
        self._remind_on("2026-12-03")
        self.assertEqual(str(contract.reminder_date), "2026-12-24")
        self.type_new.reminder_step_ids = [Command.create({"days": 3})]
        self._remind_on("2026-12-24")
        self.assertEqual(str(contract.reminder_date), "2026-12-28")
        self._remind_on("2026-12-28")
        self.assertFalse(contract.reminder_date)
        contract.sudo().reminder_ids.filtered(lambda sent: sent.days < 10).unlink()
        self.assertEqual(str(contract.reminder_date), "2026-12-24")
        contract.action_renew().action_sign()
        self.assertFalse(contract.reminder_date)

    def test_days_of_the_next_reminders_are_repaired(self):
        draft = self._make_contract()
        endless = self._make_signed(end_date=False)
        reminded = self._make_signed()
        self._remind_on("2026-11-05")
        cancelled = self._make_signed()
        cancelled.action_cancel()
        later = self._make_signed(end_date="2027-12-31")
        contracts = draft + endless + reminded + cancelled + later
        days = contracts.mapped("reminder_date")
        self.assertEqual(
            list(map(str, days)),
            ["False", "False", "2026-12-01", "False", "2027-11-01"],
        )
        self.assertFalse(self._contracts()._repair_reminder_dates() & contracts)
        self.env.cr.execute(
            """
            UPDATE crm_vn_contract SET reminder_date =
                   CASE WHEN reminder_date IS NULL THEN date '2026-01-01' END
             WHERE id = ANY(%s)
            """,
            [contracts.ids],
        )
        self.env.invalidate_all()
        self.assertEqual(
            self._contracts().sudo()._repair_reminder_dates() & contracts.sudo(),
            contracts,
        )
        self.assertEqual(contracts.mapped("reminder_date"), days)

    def test_failure_of_one_leaves_the_others(self):
        bad = self._make_signed()
        good = self._make_signed()
        send = type(good)._send_reminder

        def fail(contracts):
            send(contracts)
            if bad.id in contracts.ids:
                raise ValueError("no")

        self.patch(type(good), "_send_reminder", fail)
        self._remind_on("2026-11-01")
        self.assertEqual((self._sent(bad), self._sent(good)), ([], [60]))
        failure = self._failures(bad | good)
        self.assertEqual((failure.res_id, failure.reason), (bad.id, "no"))
        self.assertEqual(failure.record_name, bad.display_name)
        self.patch(type(good), "_send_reminder", send)
        self._remind_on("2026-11-02")
        self.assertEqual((self._sent(bad), self._sent(good)), ([60], [60]))
        self.assertFalse(self._failures(bad))

    def test_many_are_noted_in_one_statement(self):
        contracts = self._make_signed()
        for _time in range(5):
            contracts |= self._make_signed()
        noted = []
        create = type(contracts.reminder_ids).create

        def remember(reminders, values):
            noted.append(len(values))
            return create(reminders, values)

        self.patch(type(contracts.reminder_ids), "create", remember)
        self.assertEqual(len(self._remind_on("2026-11-01")), 6)
        self.assertEqual(noted, [6])

    def test_reminders_can_not_be_written_by_people(self):
        contract = self._make_signed()
        with self.assertRaisesRegex(Exception, "not allowed"):
            self.env["crm.vn.contract.reminder"].with_user(self.huong).create(
                {
                    "contract_id": contract.id,
                    "end_date": "2026-12-31",
                    "days": 60,
                    "sent_date": "2026-01-01",
                }
            )
