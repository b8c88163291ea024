from datetime import date, datetime, timedelta

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_kpi.tests.common import JANUARY, VnKpiCommon

NEW_YEAR = JANUARY[0]
EVE = date(2026, 12, 31)
DECEMBER = (date(2026, 12, 1), EVE)


@tagged("post_install", "-at_install")
class TestOneDay(VnKpiCommon):
    """Early on New Year's Day, every addon says that it is New Year's Day.

    The company is in Vietnam; its working hours stand in UTC or Europe/Brussels.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.call = cls.env.ref("mail.mail_activity_data_call")
        cls.call.vn_result_points = 7
        cls.tier = cls.env["crm.vn.tier"].create(
            {
                "name": "Bạc của ngày",
                "company_id": cls.company.id,
                "sequence": 1,
                "entry_threshold": 1_000_000,
                "keep_threshold": 1_000_000,
            }
        )
        cls.plan = cls.env["mail.activity.plan"].create(
            {
                "name": "Chăm sóc của ngày",
                "res_model": "res.partner",
                "company_id": False,
                "vn_is_care_schedule": True,
                "template_ids": [
                    Command.create(
                        {
                            "activity_type_id": cls.call.id,
                            "summary": "Hỏi thăm",
                            "delay_count": 4,
                            "delay_unit": "days",
                            "delay_from": "after_plan_date",
                            "responsible_type": "vn_customer_owner",
                        }
                    )
                ],
            }
        )

    def count(self, code, period):
        return self._number(code, period)

    def do(self, day=None):
        """Do a call with Hoa, now or entered later for another *day*."""
        activity = self._activity(self.hoa, self.lan, done=False)
        activity.with_user(self.lan).action_feedback()
        if day:
            activity.date_done = day
        self.env.flush_all()
        return activity

    def contract(self, end):
        contract = (
            self.env["crm.vn.contract"]
            .with_user(self.lan)
            .with_company(self.company)
            .create(
                {
                    "partner_id": self.hoa.id,
                    "start_date": date(2026, 1, 1),
                    "end_date": end,
                }
            )
        )
        contract.action_sign()
        return contract

    def test_every_addon_agrees(self):
        def check():
            before = [self.count(code, JANUARY) for code in ("calls_done", "orders")]
            order = self._order(self.hoa, self.lan, moment=None, amount=5_000_000)
            order.action_confirm()
            call = self.do()
            days = {
                "activity": call.date_done,
                "credit": self.company._vn_day(call.vn_done_at),
                "last contact": self.hoa.vn_last_contact_date,
                "last order": self.hoa.vn_last_order_date,
                "tier": self.env["crm.vn.tier.move"]
                .search([("partner_id", "=", self.hoa.id)], limit=1)
                .date,
                "care": self.plan.with_user(self.lan)
                .with_company(self.company)
                ._vn_enroll(order)
                .base_date,
                "score": max(
                    line["date"]
                    for line in self.hoa._vn_score_lines()
                    if line["kind"] == "activity"
                ),
            }
            self.assertEqual(set(map(str, days.values())), {str(NEW_YEAR)}, days)
            self.assertEqual(self.contract(EVE).meaning, "expired")
            last = self.contract(NEW_YEAR)
            self.assertEqual((last.meaning, last.days_left), ("active", 0))
            after = [self.count(code, JANUARY) for code in ("calls_done", "orders")]
            self.assertEqual(after, [number + 1 for number in before])

        self._on_new_year_mornings(self.company, check)

    def test_what_is_entered_later_lies_at_noon_of_its_day(self):
        """The hook of KPI knows a day only: noon is on it, wherever one looks."""

        def check():
            december = self.count("calls_done", DECEMBER)
            january = self.count("calls_done", JANUARY)
            call = self.do(EVE)
            self.assertEqual(call.vn_done_at, datetime(2026, 12, 31, 5))
            self.assertEqual(self.company._vn_day(call.vn_done_at), EVE)
            self.assertEqual(self.hoa.vn_last_contact_date, EVE)
            [line] = [
                line
                for line in self.hoa._vn_score_lines()
                if line["kind"] == "activity"
            ]
            self.assertEqual(str(line["date"]), str(EVE))
            self.assertEqual(self.count("calls_done", DECEMBER), december + 1)
            self.assertEqual(self.count("calls_done", JANUARY), january)
            # written again on the day itself, it is that day's
            call.date_done = NEW_YEAR
            self.env.flush_all()
            now = self.company._vn_day(call.vn_done_at)
            self.assertEqual((now, self.hoa.vn_last_contact_date), (NEW_YEAR,) * 2)
            self.assertEqual(self.count("calls_done", JANUARY), january + 1)
            call.date_done = EVE - timedelta(days=1)
            self.env.flush_all()
            self.assertEqual(call.vn_done_at, datetime(2026, 12, 30, 5))

        self._on_new_year_mornings(self.company, check)
