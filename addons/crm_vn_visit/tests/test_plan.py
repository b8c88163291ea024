from datetime import date, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.cursors import VnCursorsCase

from .common import VnVisitCommon

FEBRUARY = date(2027, 2, 1), date(2027, 2, 28)


@tagged("post_install", "-at_install")
@freeze_time("2027-01-15 03:00:00")
class TestPlan(VnVisitCommon):
    """Visits plan themselves, once."""

    def days(self):
        return [visit.date.day for visit in self.visits()]

    def test_codes_over_february(self):
        for frequency, days in (
            ("1.3", [15]),
            ("2.1", [1, 15]),
            ("4", [1, 8, 15, 22]),
            ("8", [1, 4, 8, 11, 15, 18, 22, 25]),
        ):
            self.route.line_ids.unlink()
            self.visits().unlink()
            self.add(self.shops[0], frequency=frequency)
            self.route._vn_generate_visits(*FEBRUARY)
            self.assertEqual(self.days(), days, frequency)

    def test_tet_moves_to_the_next_working_day(self):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Tết Đinh Mùi",
                "date_from": "2027-02-04 17:00:00",
                "date_to": "2027-02-10 16:59:59",
                "calendar_id": self.company.resource_calendar_id.id,
                "company_id": self.company.id,
            }
        )
        self.add(self.shops[0])
        self.route._vn_generate_visits(*FEBRUARY)
        self.assertEqual(self.days(), [1, 11, 15, 22])

    def leave(self, first, last, **values):
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Nghỉ",
                "date_from": f"2027-02-{first - 1:02} 17:00:00",
                "date_to": f"2027-02-{last:02} 16:59:59",
                **values,
            }
        )

    def resource(self):
        return self.env["resource.resource"].create(
            {"name": "Tuấn", "user_id": self.user_own.id}
        )

    def test_days_off_that_come_later(self):
        """What is planned moves off a holiday, and off the person's leave."""
        self.add(*self.shops[:2])
        self.route._vn_generate_visits(*FEBRUARY)
        done = self.visits().filtered(lambda visit: visit.date.day == 8)[0]
        done._vn_check_in(21.0, 105.8, 10, "uuid-0008")
        self.leave(8, 9, company_id=self.company.id)
        self.leave(15, 15, resource_id=self.resource().id)
        for _time in range(2):
            self.assertFalse(self.route._vn_generate_visits(*FEBRUARY))
            self.assertEqual(self.days(), [1, 1, 8, 10, 16, 16, 22, 22])
        self.assertEqual(done.date.day, 8)

    def test_visited_that_day_anyway(self):
        self.add(self.shops[0])
        self.add(self.shops[0], weekday="1")
        self.route._vn_generate_visits(*FEBRUARY)
        self.leave(8, 8, company_id=self.company.id)
        for _time in range(2):
            self.assertFalse(self.route._vn_generate_visits(*FEBRUARY))
            self.assertEqual(self.days(), [1, 2, 9, 15, 16, 22, 23])

    def test_a_day_chosen_by_hand_stays(self):
        self.add(self.shops[0])
        self.route._vn_generate_visits(*FEBRUARY)
        self.visits()[0].date = "2027-02-06"
        self.route._vn_generate_visits(*FEBRUARY)
        self.assertEqual(self.days(), [6, 8, 15, 22])

    def test_who_finds_no_day_is_counted(self):
        self.route.max_per_day = 1
        self.leave(2, 28, resource_id=self.resource().id)
        self.add(*self.shops[:3])
        wizard = self.env["crm.vn.visit.generate"].create(
            {
                "route_ids": self.route.ids,
                "date_from": "2027-02-01",
                "date_to": "2027-02-07",
            }
        )
        action = wizard.action_generate()
        self.assertIn("2 visits", action["params"]["message"])
        self.assertEqual((len(self.visits()), self.route.unplaced_count), (1, 2))
        self.route.max_per_day = 0
        self.assertEqual(wizard.action_generate()["res_model"], "crm.vn.visit")
        self.assertEqual((len(self.visits()), self.route.unplaced_count), (3, 0))

    def test_once(self):
        self.add(*self.shops[:3])
        first = self.route._vn_generate_visits(*FEBRUARY)
        self.assertEqual(len(first), 12)
        self.assertFalse(self.route._vn_generate_visits(*FEBRUARY))
        self.assertEqual(len(self.visits()), 12)
        self.assertTrue(all(first.mapped("is_planned")))

    def test_merged_customers_are_visited_once_a_day(self):
        kept, gone = self.shops[:2]
        self.add(kept, gone)
        self.route._vn_generate_visits(*FEBRUARY)
        values = {"date": date(2027, 2, 3), "user_id": self.user_own.id}
        for shop in (kept, kept, gone):
            self.Visit.create({"partner_id": shop.id, **values})
        started = self.Visit.search(
            [("partner_id", "=", gone.id), ("date", "=", date(2027, 2, 8))]
        )
        started._vn_as_engine().check_in_date = "2027-02-08 02:00:00"
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (kept | gone).ids, kept, extra_checks=False
        )
        self.assertEqual(self.days(), [1, 8, 15, 22])
        self.assertIn(started, self.visits())
        visits = self.Visit.search([("partner_id", "=", kept.id)])
        self.assertEqual(len(visits), 6, "two by hand on one day are two")
        self.assertFalse(self.route._vn_generate_visits(*FEBRUARY))

    def test_again_after_changes(self):
        self.add(*self.shops[:2])
        self.route._vn_generate_visits(*FEBRUARY)
        done = self.visits()[0]
        done._vn_check_in(21.0, 105.8, 10, "uuid-0001")
        self.route.line_ids[0].frequency = "1.2"
        self.route._vn_generate_visits(*FEBRUARY)
        shop = self.route.line_ids[0].partner_id
        own = self.visits().filtered(lambda visit: visit.partner_id == shop)
        kept = [visit.date.day for visit in own - done]
        self.assertEqual(kept, [8])
        self.assertEqual(done.exists().state, "done")

    def test_a_limit_and_who_is_first(self):
        self.route.max_per_day = 2
        self.add(*self.shops[:5])
        seen = self.Visit.create(
            {
                "partner_id": self.shops[0].id,
                "user_id": self.user_own.id,
                "date": "2027-01-14",
            }
        )
        seen._vn_check_in(False, False, 0, "uuid-0002")
        self.route._vn_generate_visits(date(2027, 2, 1), date(2027, 2, 7))
        per_day = self.visits().grouped("date")
        self.assertEqual(
            [(day.day, len(visits)) for day, visits in sorted(per_day.items())],
            [(1, 2), (2, 2), (3, 1)],
        )
        self.assertEqual(per_day[date(2027, 2, 3)].partner_id, self.shops[0])

    def test_two_days_count_two(self):
        self.add(self.shops[0])
        self.add(self.shops[0], weekday="3")
        self.assertEqual(len(self.route._vn_generate_visits(*FEBRUARY)), 8)

    def test_who_wants_no_visit(self):
        self.add(*self.shops[:2])
        self.shops[0].vn_do_not_contact = True
        self.add(self.shops[2])
        self.shops[2].sudo()._vn_as_engine().vn_processing_restricted = True
        self.route._vn_generate_visits(*FEBRUARY)
        self.assertEqual(self.visits().partner_id, self.shops[1])

    def test_a_route_is_handed_over(self):
        self.add(self.shops[0])
        self.route._vn_generate_visits(*FEBRUARY)
        first = self.visits()[0]
        first._vn_check_in(21.0, 105.8, 10, "uuid-0003")
        self.route.user_id = self.user_all
        self.assertEqual(first.user_id, self.user_own)
        self.assertEqual((self.visits() - first).user_id, self.user_all)

    def test_routes_and_single_visits_are_work_to_be_handed_over(self):
        self.add(*self.shops[:2])
        self.route._vn_generate_visits(*FEBRUARY)
        single, done = self.Visit.create(
            [
                {"partner_id": shop.id, "user_id": self.user_own.id}
                for shop in self.shops[2:4]
            ]
        )
        done._vn_check_in(21.0, 105.8, 10, "uuid-0004")
        work = self.user_own._vn_open_work(self.company)
        self.assertEqual(work["crm.vn.visit.route"], self.route)
        self.assertEqual(work["crm.vn.visit"], single)
        customers = self.route._vn_work_customers() | single._vn_work_customers()
        self.assertEqual(
            customers, {self.route.id: self.shops[0], single.id: self.shops[2]}
        )
        for records in (self.route, single):
            records.sudo()._vn_give_to(self.user_all)
        self.assertEqual((self.visits() | single).user_id, self.user_all)
        self.assertEqual(done.user_id, self.user_own)
        self.assertFalse(self.user_own._vn_open_work(self.company)["crm.vn.visit"])

    def test_skipped_ones_come_back(self):
        self.add(self.shops[0])
        self.route._vn_generate_visits(*FEBRUARY)
        visit = self.visits()[0].with_user(self.user_own)
        with self.assertRaises(UserError):
            visit._vn_skip(" ")
        again = visit._vn_skip("Cửa hàng đóng cửa")
        self.assertEqual(
            (visit.state, visit.skip_reason), ("skipped", "Cửa hàng đóng cửa")
        )
        self.assertEqual(again.date, date(2027, 2, 2))
        self.assertTrue(again.is_planned)
        with self.assertRaises(UserError):
            visit._vn_skip("Lần nữa")
        self.assertFalse(self.route._vn_generate_visits(*FEBRUARY))

    def test_where_skipped_ones_come_back(self):
        """Not on leave, not on a full day, and not beside a visit planned anyway."""
        self.leave(2, 2, resource_id=self.resource().id)
        self.route.max_per_day = 1
        self.add(self.shops[0])
        self.add(self.shops[1], weekday="2")
        self.add(self.shops[0], weekday="4")
        self.route._vn_generate_visits(date(2027, 2, 1), date(2027, 2, 7))
        first, _wednesday, friday = self.visits()
        again = first._vn_skip("Đóng cửa")
        self.assertEqual(again.date.day, 4)
        self.assertEqual(again._vn_skip("Vẫn đóng cửa"), friday)
        self.assertEqual(len(self.visits()), 4)

    def test_periods_that_make_no_sense(self):
        with self.assertRaises(UserError):
            self.route._vn_generate_visits(*reversed(FEBRUARY))
        with self.assertRaises(UserError):
            self.route._vn_generate_visits(date(2027, 1, 1), date(9999, 1, 1))

    def test_own_routes_only(self):
        self.add(self.shops[0])
        self.route._vn_generate_visits(*FEBRUARY)
        colleague = self.user_own.copy({"login": "vn_colleague"})
        for user in (colleague, self.user_2, self.employee):
            with self.assertRaises(AccessError):
                self.visits().with_user(user).read(["date"])
        self.assertTrue(self.visits().with_user(self.user_all).read(["date"]))

    def test_states_are_no_ones_to_write(self):
        visits = self.Visit.with_user(self.user_own)
        values = {"partner_id": self.shops[0].id}
        self.env.flush_all()
        for forged in ({"is_planned": True}, {"state": "done"}, {"place_state": "far"}):
            with self.assertRaises(UserError):
                visits.create({**values, **forged})
            context = {f"default_{name}": value for name, value in forged.items()}
            with self.assertRaises(UserError):
                visits.with_context(**context).create(values)
        visit = visits.create(values)
        self.assertEqual((visit.state, visit.is_planned), ("planned", False))
        for forged in (
            {"state": "done"},
            {"skip_reason": "Mưa"},
            {"check_in_date": "2027-01-04 03:00:00"},
            {"place_state": "verified", "distance_m": 5},
            {"route_id": self.route.id},
        ):
            with self.assertRaises(UserError):
                visit.write(forged)

    def test_a_visit_tells_nothing_of_a_hidden_customer(self):
        """Its phone and address are the customer's: only who may read him links him."""
        self.shops[0].company_id = self.company_2
        self.shops[0].phone = "0903 000 111"
        visits = self.Visit.with_user(self.user_own)
        with self.assertRaises(AccessError):
            visits.create({"partner_id": self.shops[0].id})
        with self.assertRaises(AccessError):
            visits.with_context(default_partner_id=self.shops[0].id).create({})
        visit = visits.create({"partner_id": self.shops[1].id})
        with self.assertRaises(AccessError):
            visit.partner_id = self.shops[0]
        with self.assertRaises(AccessError):
            self.route.with_user(self.user_own).line_ids = [
                fields.Command.create({"partner_id": self.shops[0].id})
            ]

    def test_customers_of_an_area_and_chosen_ones(self):
        area = self.env["crm.vn.area"].create({"name": "Vùng bắc"})
        self.shops[:2].vn_area_id = area
        self.shops[2].write({"vn_area_id": area.id, "user_id": self.user_all.id})
        Add = self.env["crm.vn.visit.add"].with_user(self.user_own)
        add = Add.with_context(
            active_model="res.partner", active_ids=self.shops[3].ids
        ).create({"route_id": self.route.id, "area_id": area.id, "weekday": "2"})
        self.assertEqual(add.partner_ids, self.shops[3])
        add.action_add()
        self.assertEqual(self.route.line_ids.partner_id, self.shops[:2] | self.shops[3])
        self.assertEqual(set(self.route.line_ids.mapped("weekday")), {"2"})
        with self.assertRaises(UserError):
            add.action_add()

    def test_a_person_who_is_away(self):
        resource = self.env["resource.resource"].create(
            {
                "name": "Tuấn",
                "user_id": self.user_own.id,
                "calendar_id": self.company.resource_calendar_id.id,
            }
        )
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Nghỉ phép",
                "date_from": "2027-02-07 17:00:00",
                "date_to": "2027-02-09 16:59:59",
                "resource_id": resource.id,
            }
        )
        self.add(self.shops[0])
        self.route._vn_generate_visits(*FEBRUARY)
        self.assertEqual(self.days(), [1, 10, 15, 22])

    def test_what_a_customer_is_worth(self):
        """Who is worth more is more in need, and is visited as often as it says."""
        need = {"frequency": "weeks", "weeks": 6, "weight": 3.0}
        shops = self.shops
        self.patch(
            self.env.registry["res.partner"],
            "_vn_visit_needs",
            lambda partners: {one: need for one in partners if one == shops[1]},
        )
        lines = self.env["crm.vn.visit.route.line"].create(
            [{"route_id": self.route.id, "partner_id": shop.id} for shop in shops[:2]]
        )
        self.assertEqual(lines.mapped("frequency"), ["4", "weeks"])
        self.assertEqual(lines[1].weeks, 6)
        needs = lines._get_needs()
        self.assertEqual(needs[lines[1]], 3 * needs[lines[0]])

    def test_the_next_visit(self):
        visit = self.Visit.create(
            {"partner_id": self.shops[0].id, "user_id": self.user_own.id}
        )
        context = visit.action_next_visit()["context"]
        self.assertEqual(context["default_partner_id"], self.shops[0].id)
        self.assertEqual(context["default_date"] - visit.date, timedelta(days=7))

    def test_the_cron_plans_two_weeks(self):
        self.add(self.shops[0])
        with self.enter_registry_test_mode():
            self.env.ref("crm_vn_visit.ir_cron_generate").method_direct_trigger()
        self.assertEqual([day.date.day for day in self.visits()], [18, 25])


@tagged("post_install", "-at_install")
class TestPlanTogether(VnCursorsCase):
    """Two planners at once make each visit once."""

    def test_each_visit_once(self):
        with self.committed() as env:
            partner = env["res.partner"].create({"name": "Cửa hàng chung"})
            route = env["crm.vn.visit.route"].create(
                {
                    "name": "Tuyến chung",
                    "line_ids": [fields.Command.create({"partner_id": partner.id})],
                }
            )
            ids = partner.id, route.id

        def plan(env):
            start = date(2027, 3, 1)
            route = env["crm.vn.visit.route"].browse(ids[1])
            route._vn_generate_visits(start, start + timedelta(days=27))

        try:
            self.together(plan, plan)
            with self.committed() as env:
                visits = env["crm.vn.visit"].search([("route_id", "=", ids[1])])
                self.assertEqual(len(visits), 4)
        finally:
            with self.committed() as env:
                env["crm.vn.visit"].search([("route_id", "=", ids[1])]).unlink()
                env["crm.vn.visit.route"].browse(ids[1]).unlink()
                env["res.partner"].browse(ids[0]).unlink()
