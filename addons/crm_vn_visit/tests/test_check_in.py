from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VnVisitCommon

#: metres of one degree of latitude
DEGREE_M = 6371000 * 3.141592653589793 / 180


@tagged("post_install", "-at_install")
class TestCheckIn(VnVisitCommon):
    """Checking in on a bad line, near and far."""

    def setUp(self):
        super().setUp()
        self.visit = self.Visit.with_user(self.user_own).create(
            {"partner_id": self.shops[0].id}
        )
        self.visit.sudo().route_id = self.route

    def check_in(self, metres, accuracy=10, uuid="uuid-1234"):
        return self.visit._vn_check_in(21.0 + metres / DEGREE_M, 105.8, accuracy, uuid)

    def test_distances(self):
        for metres, state in ((0, "verified"), (199, "verified"), (201, "far")):
            values = self.visit._prepare_check_in(21.0 + metres / DEGREE_M, 105.8, 10)
            self.assertEqual(values["place_state"], state, metres)
            self.assertAlmostEqual(values["distance_m"], metres, delta=1)

    def test_no_position_is_no_error(self):
        for values in (
            self.visit._prepare_check_in(False, False, 0),
            self.visit._prepare_check_in(21.0, 105.8, 5000),
            self.visit._prepare_check_in(900.0, 105.8, 5),
        ):
            self.assertEqual(values, {"place_state": "unknown"})

    def test_sent_five_times_counts_once(self):
        self.assertTrue(self.check_in(5))
        moment = self.visit.check_in_date
        for _time in range(4):
            self.assertFalse(self.check_in(900))
        self.assertFalse(self.check_in(900, uuid="other-tab-1"))
        self.assertEqual(self.visit.check_in_date, moment)
        self.assertEqual(
            (self.visit.state, self.visit.place_state), ("done", "verified")
        )

    def test_a_visit_is_a_contact(self):
        self.check_in(5)
        self.assertEqual(self.shops[0].vn_last_contact_date, self.company._vn_today())
        self.assertEqual(self.shops[0].vn_last_contact_kind, "visit")

    def test_far_away(self):
        self.route.policy = "block"
        with self.assertRaisesRegex(UserError, "5000 m"):
            self.check_in(5000)
        self.assertEqual(self.visit.state, "planned")
        self.route.policy = "warn"
        self.assertTrue(self.check_in(5000))
        self.assertEqual(self.visit.place_state, "far")

    def test_who_is_warned(self):
        """The phone is told where the route warns, which is so without a route."""
        visits = self.Visit.with_user(self.user_own)
        far = 21.0 + 5000 / DEGREE_M
        for policy, place, is_warned in (
            ("warn", far, True),
            ("warn", 21.0, False),
            ("allow", far, False),
            (False, far, True),
        ):
            visit = visits.create({"partner_id": self.shops[0].id})
            if policy:
                self.route.policy = policy
                visit.sudo().route_id = self.route
            uuid = f"uuid-{visit.id:08}"
            answer = visits.check_in(visit.id, place, 105.8, 10, uuid)
            with self.subTest(policy=policy, place=place):
                self.assertEqual(bool(answer["warning"]), is_warned)
                self.assertEqual(visit.state, "done")
        self.assertIn("5000 m", answer["warning"])

    def test_the_phones_door(self):
        visits = self.Visit.with_user(self.user_own)
        answer = visits.check_in(self.visit.id, 21.0, 105.8, 10, "uuid-5678")
        self.assertEqual(answer["place"], "verified")
        for wrong in ("", "x", "' OR 1=1", None):
            with self.assertRaises(UserError):
                visits.check_in(self.visit.id, 21.0, 105.8, 10, wrong)
        with self.assertRaises(UserError):
            visits.check_in(2**31 - 1, 21.0, 105.8, 10, "uuid-5678")
        for visit in ([self.visit.id], "1", None, {}):
            with self.assertRaises(UserError):
                visits.check_in(visit, 21.0, 105.8, 10, "uuid-5678")
        for place in ("north", [21.0], {"a": 1}):
            with self.assertRaises(UserError):
                visits.check_in(self.visit.id, place, 105.8, 10, "uuid-5678")
        colleague = self.user_own.copy({"login": "vn_colleague"})
        with self.assertRaises(AccessError):
            self.Visit.with_user(colleague).check_in(
                self.visit.id, 21.0, 105.8, 10, "uuid-9999"
            )

    def test_out_after_in(self):
        with self.assertRaises(UserError):
            self.visit.action_check_out()
        self.check_in(5)
        begun = fields.Datetime.now() - timedelta(minutes=25)
        self.visit.sudo()._vn_as_engine().check_in_date = begun
        self.visit.action_check_out()
        self.assertAlmostEqual(self.visit.duration, 25, delta=1)

    def test_forgotten_check_outs_are_marked(self):
        self.check_in(5)
        # planned for yesterday, and still there
        self.visit.sudo().date = self.company._vn_today() - timedelta(days=1)
        self.Visit._cron_close_forgotten()
        self.assertFalse(self.visit.is_closed_late or self.visit.check_out_date)
        day = self.company._vn_today() - timedelta(days=1)
        begun = self.company._vn_moment(day, 9)
        self.visit.sudo()._vn_as_engine().check_in_date = begun
        self.Visit._cron_close_forgotten()
        self.assertTrue(self.visit.is_closed_late)
        end = self.company._vn_moment(day + timedelta(days=1)) - timedelta(seconds=1)
        self.assertEqual((self.visit.check_out_date, self.visit.duration), (end, 0))
        # what the phone could not send yesterday
        self.visit._vn_check_out(begun + timedelta(minutes=40))
        self.assertEqual(self.visit.duration, 40)
        self.assertFalse(self.visit.is_closed_late)
        self.visit._vn_check_out()
        self.assertEqual(self.visit.duration, 40)

    def test_positions_are_forgotten(self):
        self.check_in(5)
        self.Visit._cron_forget_positions()
        self.assertTrue(self.visit.check_in_latitude)
        long_ago = fields.Datetime.now() - timedelta(days=200)
        self.visit.sudo()._vn_as_engine().check_in_date = long_ago
        self.Visit._cron_forget_positions()
        self.assertFalse(self.visit.check_in_latitude)
        self.assertEqual(self.visit.place_state, "verified")

    def test_positions_are_forgotten_at_request(self):
        self.check_in(5)
        colleague = self.user_own.copy({"login": "vn_colleague"})
        for user in (colleague, self.user_all):
            with self.assertRaises(AccessError):
                self.visit.with_user(user).action_forget_positions()
        self.visit.action_forget_positions()
        self.assertFalse(self.visit.check_in_latitude or self.visit.check_in_accuracy)
        self.assertEqual(self.visit.place_state, "verified")

    def test_who_is_erased_is_counted_without_a_word(self):
        self.check_in(5)
        self.visit.note = "Chị Ánh hẹn thứ Hai, số 0912 000 111"
        self.add(self.shops[0])
        self.shops[0]._vn_erase()
        self.assertEqual(self.visit.state, "done")
        self.assertFalse(self.visit.note or self.visit.check_in_latitude)
        self.assertFalse(self.route.line_ids)

    def test_a_contact_that_stays(self):
        """The nightly repair of last contacts knows visits."""
        self.check_in(5)
        self.env.flush_all()
        facts = self.env["res.partner"]._vn_contact_facts()
        found = [
            row
            for fact in facts
            for row in self.env.execute_query(fact)
            if row[5] == "crm.vn.visit"
        ]
        self.assertIn(self.shops[0].id, [row[0] for row in found])
        self.assertIn("visit", self.env["res.partner"]._vn_customer_events())

    def test_the_moment_of_what_comes_late(self):
        ago = fields.Datetime.now() - timedelta(hours=2)
        self.visit._vn_check_in(21.0, 105.8, 10, "uuid-late", ago)
        self.visit._vn_check_out(ago + timedelta(minutes=30))
        self.assertEqual((self.visit.check_in_date, self.visit.duration), (ago, 30))
        self.visit._vn_check_out()
        self.assertEqual(self.visit.duration, 30)

    def test_taking_the_place(self):
        self.check_in(100)
        self.visit.action_take_place()
        self.assertAlmostEqual(
            self.shops[0].partner_latitude, 21.0 + 100 / DEGREE_M, places=5
        )

    def test_the_notice_is_read_once(self):
        users = self.env["res.users"].with_user(self.user_own)
        self.assertFalse(users.vn_has_position_notice())
        users.vn_accept_position_notice()
        self.assertTrue(users.vn_has_position_notice())
        self.assertFalse(self.user_all.vn_position_notice_date)
