from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import VnOccasionCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-01-20 03:00:00")
class TestOccasion(VnOccasionCommon):
    # === Occasions ===
    def test_solar_birthday(self):
        self.assertEqual(self._born(25, 1), [("2027-01-25", "birthday", 0)])
        self.assertEqual(
            self._born(25, 1, vn_birth_year=1990), [("2027-01-25", "birthday", 37)]
        )
        self.assertEqual(self._born(1, 6), [], "more than sixty days ahead")

    def test_lunar_birthday(self):
        lunar = self._born(15, 1, vn_birth_is_lunar=True, vn_birth_year=1985)
        self.assertEqual(lunar, [("2027-02-20", "birthday", 42)])
        occasion = self.Occasion.search([("partner_id", "=", self.mai.id)])
        self.assertEqual(occasion.lunar_date, "15/1 (lunar)")
        # 2027 has no leap month: the plain one counts
        leap = self._born(15, 1, vn_birth_is_leap=True)
        self.assertEqual([day for day, _kind, _years in leap], ["2027-02-20"])

    def test_founding_day(self):
        self.customer.vn_founding_date = "2017-02-01"
        self.assertEqual(
            self._dates_of(self.customer), [("2027-02-01", "founding", 10)]
        )
        self.customer.vn_founding_date = "2027-02-01"
        self.assertEqual(self._dates_of(self.customer), [], "not on the day itself")

    def test_contract_anniversary(self):
        contract = self.env["crm.vn.contract"].create(
            {
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "user_id": self.lan.id,
                "start_date": "2025-02-10",
                "end_date": "2028-02-09",
            }
        )
        contract.action_sign()
        contract.status_id = self.env["crm.vn.contract.status"].search(
            [("meaning", "=", "active")], limit=1
        )
        self.Occasion._cron_refresh()
        self.assertEqual(self._dates_of(self.customer), [("2027-02-10", "contract", 2)])

    def test_care_is_named_in_the_language_of_the_owner(self):
        """Whoever looks for occasions: the scheduled action speaks English."""
        self.env["res.lang"]._activate_lang("vi_VN")
        self.customer.user_id = self.lan
        self.lan.lang = "vi_VN"
        self._greeting()
        self._born(25, 1)
        care = self.env["crm.vn.care.enrollment"].search(
            [("res_model", "=", "crm.vn.occasion")]
        )
        self.assertEqual(care.source_name, "Sinh nhật: Chị Mai, 25/01/2027")

    def test_what_can_not_be(self):
        for values in (
            {"vn_birth_day": 30, "vn_birth_month": 2},
            {"vn_birth_day": 3, "vn_birth_month": 13},
            {"vn_birth_day": 3, "vn_birth_month": 3, "vn_birth_is_leap": True},
            {"vn_birth_day": 3, "vn_birth_month": 3, "vn_birth_year": 85},
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.mai.write(values)

    def test_who_wants_no_contact(self):
        self._born(25, 1)
        for values in ({"vn_do_not_contact": True}, {"active": False}):
            back = {name: not value for name, value in values.items()}
            with self.subTest(values=values):
                self.customer.write(values)
                self.assertEqual(self._dates_of(self.mai), [])
                self.customer.write(back)
                self.assertEqual(len(self._dates_of(self.mai)), 1)

    def test_the_second_run_changes_nothing(self):
        self._born(25, 1)
        self.Occasion._cron_refresh()
        before = self.Occasion.search([]).ids
        self.assertFalse(self.Occasion._vn_refresh())
        self.assertEqual(self.Occasion.search([]).ids, before)
        with freeze_time("2028-01-20 03:00:00"):
            self.Occasion._cron_refresh()
            days = [day for day, _kind, _years in self._dates_of(self.mai)]
            self.assertEqual(days, ["2027-01-25", "2028-01-25"])

    def test_a_day_taken_away_leaves_nothing(self):
        self._born(25, 1)
        with freeze_time("2027-02-01 03:00:00"):
            self.assertEqual(self._born(25, 2)[0], ("2027-01-25", "birthday", 0))
            self.assertEqual(len(self._dates_of(self.mai)), 2, "what was, was")
            self.assertEqual(self._born(0, 0), [], "nor does the past tell of it")

    def test_a_birthday_is_personal(self):
        fields = self.mai._vn_personal_fields()
        birth = {"vn_birth_day", "vn_birth_month", "vn_birth_year"}
        self.assertLessEqual(birth, fields)
        for name in birth:
            self.assertEqual(self.mai._fields[name].groups, "base.group_user")

    def test_merge_keeps_one(self):
        self._born(25, 1)
        other = self.env["res.partner"].create(
            {
                "name": "Chị Mai 2",
                "parent_id": self.customer.id,
                "vn_birth_day": 25,
                "vn_birth_month": 1,
            }
        )
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (other | self.mai).ids, self.mai
        )
        self.assertEqual(len(self._dates_of(self.mai)), 1)

    def test_merge_mixes_no_birthdays(self):
        """Neither the moon with the sun, nor a year with the day of somebody else."""
        sun = {"vn_birth_day": 31, "vn_birth_month": 5}
        moon = {
            "vn_birth_day": 30,
            "vn_birth_month": 2,
            "vn_birth_is_lunar": True,
            "vn_birth_is_leap": True,
            "vn_birth_year": 1985,
        }
        year = {**sun, "vn_birth_year": 1990}
        for kept, others, expected in (
            (sun, [moon], sun),
            (moon, [sun], moon),
            ({}, [moon], moon),
            (sun, [moon, year], year),
        ):
            with self.subTest(kept=kept, others=others):
                people = self.env["res.partner"].create(
                    [{"name": "Chị Mai", **values} for values in (kept, *others)]
                )
                self.merge_into(people[0], people[1:])
                found = {name: people[0][name] for name in moon if people[0][name]}
                self.assertEqual(found, expected)

    # === Care and desk ===
    def test_starts_care_each_year_once(self):
        plan = self._greeting(vn_occasion_kind="birthday")
        self._born(25, 1)
        self.customer.vn_founding_date = "2017-02-01"
        self.Occasion._cron_refresh()
        enrollment = self.env["crm.vn.care.enrollment"].search(
            [("plan_id", "=", plan.id)]
        )
        self.assertEqual(enrollment.partner_id, self.mai)
        self.assertEqual(str(enrollment.line_ids.date), "2027-01-25")
        self.assertEqual(enrollment.line_ids.user_id, self.lan)
        # another day: the line of the old one stops
        self._born(26, 1)
        running = plan.sudo().vn_enrollment_ids.filtered(lambda e: e.state == "running")
        self.assertEqual(str(running.line_ids.date), "2027-01-26")
        self.assertEqual(
            len(plan.sudo().vn_enrollment_ids.line_ids.activity_id.exists()), 1
        )

    def test_desk_counts_what_it_opens(self):
        self._born(25, 1)
        desk = self.env["crm.vn.desk"].with_user(self.lan).with_company(self.company)
        block = desk.get_desk()["occasions"]
        self.assertEqual(block["count"], 1)
        found = desk.env["crm.vn.occasion"].search(block["domain"])
        self.assertEqual(found.partner_id, self.mai)
        self.assertEqual(block["rows"][0]["partner_id"], self.mai.id)
        minh = desk.with_user(self.minh)
        self.assertNotIn("occasions", minh.get_desk())

    def test_desk_of_many_tells_the_number(self):
        self._born(25, 1)
        desk = self.env["crm.vn.desk"].with_user(self.huong)
        block = desk.with_company(self.company).get_desk("user", self.lan.id)
        self.assertEqual(len(block["occasions"]["rows"]), 1)
        block = desk.with_company(self.company).get_desk("all")["occasions"]
        self.assertEqual((block["count"], block["rows"]), (1, []))

    def test_written_by_the_system_alone(self):
        self._born(25, 1)
        occasion = self.Occasion.search([("partner_id", "=", self.mai.id)])
        for user in (self.lan, self.huong):
            with self.assertRaises(AccessError):
                occasion.with_user(user).date = "2027-01-01"
