from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from odoo.addons.crm_vn_visit.tests.common import VnVisitCommon


@tagged("post_install", "-at_install")
# ten o'clock in the morning of a Friday in Vietnam
@freeze_time("2027-01-15 03:00:00")
class TestAppointments(VnVisitCommon):
    """Customers of a route who are expected at an hour."""

    def setUp(self):
        super().setUp()
        self.route.start_latitude, self.route.start_longitude = 20.99, 105.8
        self.visits = self.as_user(self.Visit)

    def line(self, shop):
        return self.route.line_ids.filtered(lambda line: line.partner_id == shop)

    def test_the_order_keeps_to_them(self):
        """From the south to the north, but the last one expects them first."""
        self.add(*self.shops[:4])
        before, after = self.route._vn_order_stops()[self.route.id]
        self.assertEqual(before, after)
        self.line(self.shops[3]).write({"window_from": 8, "window_to": 8.5})
        shorter, longer = self.route._vn_order_stops()[self.route.id]
        self.assertAlmostEqual(shorter, after)
        self.assertGreater(longer, shorter)
        lines = self.route.line_ids.sorted("sequence")
        self.assertEqual(lines.partner_id.ids, self.shops[3::-1].ids)
        # and back, without it
        self.line(self.shops[3]).write({"window_from": 0, "window_to": 0})
        again = self.route._vn_order_stops()[self.route.id][1]
        self.assertAlmostEqual(again, after)

    def test_visits_have_those_of_their_line_or_their_own(self):
        self.add(*self.shops[:3])
        self.line(self.shops[2]).write({"window_from": 8, "window_to": 8.5})
        monday = self.company._vn_today() + timedelta(days=3)
        self.route._vn_generate_visits(monday, monday)
        first, __, third = self.as_user(self.visits.search([("date", "=", monday)]))
        self.assertEqual((first.appointment, third.appointment), ("", "08:00–08:30"))
        self.route._order_days()
        found = self.visits.search([("date", "=", monday)], order="sequence")
        self.assertEqual(found.partner_id.ids, self.shops[2::-1].ids)
        # one day it is another one
        first.write({"window_from": 8, "window_to": 8.25})
        third.write({"window_from": 14, "window_to": 15.5})
        self.assertEqual(third.appointment, "14:00–15:30")
        self.route._order_days()
        found = self.visits.search([("date", "=", monday)], order="sequence")
        self.assertEqual(found.partner_id.ids, self.shops[:3].ids)

    def test_who_has_no_position_comes_last_all_the_same(self):
        self.add(self.customer_person, *self.shops[:2])
        self.line(self.customer_person).write({"window_from": 8, "window_to": 9})
        self.line(self.shops[1]).write({"window_from": 8, "window_to": 8.25})
        self.route._vn_order_stops()
        lines = self.route.line_ids.sorted("sequence")
        self.assertEqual(
            lines.partner_id.ids,
            [self.shops[1].id, self.shops[0].id, self.customer_person.id],
        )

    def test_today_waits_and_tells_who_would_be_late(self):
        for number, hours in enumerate(((10, 11), (13, 14), (0, 0), (13.5, 13.75))):
            self.visits.create(
                {
                    "partner_id": self.shops[number].id,
                    "sequence": number,
                    "window_from": hours[0],
                    "window_to": hours[1],
                }
            )
        stops = self.visits.get_today()["stops"]
        # twenty minutes at each, some on the way
        self.assertEqual(
            [(stop.get("appointment"), stop["arrival"][:2]) for stop in stops],
            [
                ("10:00–11:00", "10"),
                ("13:00–14:00", "13"),
                (None, "13"),
                ("13:30–13:45", "13"),
            ],
        )
        self.assertEqual(stops[1]["arrival"], "13:00")
        self.assertEqual(
            [stop.get("late") for stop in stops], [False, False, None, True]
        )

    def test_hours_that_make_sense(self):
        visit = self.visits.create({"partner_id": self.shops[0].id})
        for hours in ((9, 8), (9, 9), (23, 25), (-1, 3), (9, 0)):
            with self.assertRaisesRegex(ValidationError, "between 0:00 and 24:00"):
                visit.write(dict(zip(("window_from", "window_to"), hours, strict=True)))
        with Form(visit) as form:
            form.window_from = 9.5
        self.assertEqual(visit.appointment, "09:30–10:30")
