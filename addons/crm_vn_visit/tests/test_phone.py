import base64
import io
from datetime import timedelta

from freezegun import freeze_time
from PIL import Image

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.crm_vn_visit_phone import PHOTO_BYTES
from .common import VnVisitCommon


def picture(width=2000, height=1500, kind="JPEG"):
    """Return a noisy picture with a position in it, as a phone takes it."""
    image = Image.effect_noise((width, height), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "Phone of Hung"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 30.0)
    stream = io.BytesIO()
    image.save(stream, kind, exif=exif, quality=95)
    return base64.b64encode(stream.getvalue())


@tagged("post_install", "-at_install")
@freeze_time("2027-01-15 03:00:00")
class TestPhone(VnVisitCommon):
    """What phones send, late and more than once."""

    def setUp(self):
        super().setUp()
        self.visits = self.Visit.with_user(self.user_own)
        self.visit = self.visits.create({"partner_id": self.shops[0].id})

    def test_the_moment_is_that_of_the_button(self):
        self.visits.check_in(self.visit.id, 21.0, 105.8, 10, "uuid-1234", 3600)
        ago = fields.Datetime.now() - self.visit.check_in_date
        self.assertAlmostEqual(ago.total_seconds(), 3600, delta=60)
        self.visits.check_out(self.visit.id, 1800)
        self.assertAlmostEqual(self.visit.duration, 30, delta=1)
        # a second time, or from another tab, changes nothing
        out = self.visit.check_out_date
        self.visits.check_out(self.visit.id, 5)
        self.assertEqual(self.visit.check_out_date, out)

    def test_a_clock_that_is_wrong(self):
        for age, seconds in ((-500, 0), (None, 0), (10**9, 72 * 3600)):
            visit = self.visits.create({"partner_id": self.shops[1].id})
            uuid = f"uuid-{visit.id:06}"
            visit.check_in(visit.id, 21.0, 105.8, 10, uuid, age)
            ago = fields.Datetime.now() - visit.check_in_date
            self.assertAlmostEqual(ago.total_seconds(), seconds, delta=60)
            # out before in: a visit of no length
            visit.check_out(visit.id, 72 * 3600)
            self.assertGreaterEqual(visit.duration, 0)
        with self.assertRaises(UserError):
            visit.check_in(visit.id, 21.0, 105.8, 10, "uuid-9999", "late")

    def test_notes(self):
        send = self.visits.send_note
        self.assertEqual(send(self.visit.id, "Thiếu hàng", ""), {"conflict": False})
        self.assertEqual(self.visit.note, "Thiếu hàng")
        for _time in range(5):
            send(self.visit.id, "Thiếu hàng", "")
        self.assertEqual(self.visit.note, "Thiếu hàng")
        send(self.visit.id, "Thiếu hàng, đặt thứ Hai", "Thiếu hàng")
        self.assertEqual(self.visit.note, "Thiếu hàng, đặt thứ Hai")
        # the leader wrote meanwhile
        self.visit.sudo().note = "Nhớ hỏi công nợ"
        found = send(self.visit.id, "Khách hẹn mai", "Thiếu hàng, đặt thứ Hai")
        self.assertEqual(found, {"conflict": True})
        for text in ("Nhớ hỏi công nợ", "Khách hẹn mai"):
            self.assertIn(text, self.visit.note)
        kept = self.visit.note
        found = send(self.visit.id, "Khách hẹn mai", "Thiếu hàng, đặt thứ Hai")
        self.assertEqual((found, self.visit.note), ({"conflict": False}, kept))
        with self.assertRaises(UserError):
            send(self.visit.id, ["x"], "")

    def test_outcomes(self):
        """The last word counts, however often it comes."""
        send = self.visits.send_outcome
        for outcome in ("later", "order", "order"):
            self.assertTrue(send(self.visit.id, outcome))
        self.assertEqual(self.visit.outcome, "order")
        send(self.visit.id, "")
        self.assertFalse(self.visit.outcome)
        for wrong in ("gold", ["order"], None, 5):
            with self.assertRaises(UserError):
                send(self.visit.id, wrong)
        stop = self.visits.get_today()
        self.assertIn(("order", "Ordered"), [tuple(one) for one in stop["outcomes"]])
        send(self.visit.id, "absent")
        self.assertEqual(self.visits.get_today()["stops"][0]["outcome"], "absent")

    def test_where_one_checks_out(self):
        self.visits.check_in(self.visit.id, 21.0, 105.8, 10, "uuid-1234")
        for wrong in ("north", [21.0]):
            with self.assertRaises(UserError):
                self.visits.check_out(self.visit.id, 0, wrong, 105.8, 10)
        # 0.01 degrees are 1.11 km
        self.visits.check_out(self.visit.id, 0, 21.01, 105.8, 12)
        self.assertAlmostEqual(self.visit.check_out_latitude, 21.01)
        self.assertEqual(self.visit.check_out_accuracy, 12)
        self.assertAlmostEqual(self.visit.check_out_distance_m, 1112, delta=1)
        self.assertEqual(self.visit.place_state, "verified")
        # it is as personal as the other one
        self.visit.action_forget_positions()
        self.assertFalse(
            self.visit.check_out_latitude
            or self.visit.check_out_longitude
            or self.visit.check_out_accuracy
        )

    def test_without_a_position_one_checks_out_as_well(self):
        for place in ((), (False, False, 0), (21.0, 105.8, 5000), (900.0, 105.8, 5)):
            visit = self.visits.create({"partner_id": self.shops[1].id})
            visit.check_in(visit.id, False, False, 0, f"uuid-{visit.id:06}")
            visit.check_out(visit.id, 0, *place)
            self.assertTrue(visit.check_out_date)
            self.assertFalse(visit.check_out_latitude or visit.check_out_distance_m)

    def test_old_positions_of_both_kinds_are_forgotten(self):
        self.visits.check_in(self.visit.id, False, False, 0, "uuid-1234", 72 * 3600)
        self.visits.check_out(self.visit.id, 72 * 3600, 21.0, 105.8, 10)
        self.assertTrue(self.visit.check_out_latitude)
        self.Visit._cron_forget_positions()
        self.assertTrue(self.visit.check_out_latitude)
        with freeze_time("2028-01-15 03:00:00"):
            self.Visit._cron_forget_positions()
        self.assertFalse(self.visit.check_out_latitude)

    def test_photos_are_small_and_say_nothing(self):
        source = picture()
        self.assertIn(b"Phone of Hung", base64.b64decode(source))
        for write in (
            lambda: self.visit.write({"photo": source}),
            lambda: self.visits.send_photo(
                self.visit.id, picture(900, 600).decode()[: PHOTO_BYTES * 2]
            ),
        ):
            write()
            photo = base64.b64decode(self.visit.photo)
            self.assertLessEqual(len(photo), PHOTO_BYTES)
            self.assertNotIn(b"Phone of Hung", photo)
            self.assertFalse(Image.open(io.BytesIO(photo)).getexif())
        for wrong in ("", "no picture", 5, "x" * (PHOTO_BYTES * 2 + 1)):
            with self.assertRaises(UserError):
                self.visits.send_photo(self.visit.id, wrong)

    def test_of_ones_own_visits_only(self):
        colleague = self.user_own.copy({"login": "vn_colleague"})
        visits = self.Visit.with_user(colleague)
        for call in (
            lambda: visits.check_out(self.visit.id),
            lambda: visits.send_note(self.visit.id, "x"),
            lambda: visits.send_photo(self.visit.id, picture(20, 20).decode()),
        ):
            with self.assertRaises(AccessError):
                call()
        self.assertFalse(visits.get_today()["stops"])
        for wrong in (True, "1", [self.visit.id], 2**31 - 1):
            with self.assertRaises(UserError):
                self.visits.check_out(wrong)

    def test_today(self):
        self.add(*self.shops[:3])
        self.route.start_latitude, self.route.start_longitude = 20.99, 105.8
        for number, shop in enumerate(self.shops[1:3]):
            self.visits.create({"partner_id": shop.id, "sequence": 20 + number})
        self.customer_person.user_id = self.user_own
        self.visits.create({"partner_id": self.customer_person.id, "sequence": 30})
        self.visits.create(
            {
                "partner_id": self.shops[4].id,
                "date": self.company._vn_today() + timedelta(days=1),
            }
        )
        self.visit.sudo().write({"route_id": self.route.id})
        today = self.visits.get_today()
        self.assertEqual(len(today["stops"]), 4)
        first, second, third, last = today["stops"]
        self.assertEqual(first["id"], self.visit.id)
        # 0.01 degrees are 1.11 km, roads are longer
        for stop in (first, second, third):
            self.assertAlmostEqual(stop["km"], 1.4, delta=0.05)
        # it is ten o'clock: some minutes on the way, and twenty at each
        self.assertEqual((first["arrival"], second["arrival"]), ("10:03", "10:26"))
        self.assertEqual((last["km"], last["arrival"]), (None, ""))
        self.assertAlmostEqual(today["km"], 4.3, delta=0.1)
        self.assertEqual(len(today["sketch"]["points"]), 3)
        self.assertEqual(today["sketch"]["ids"][0], self.visit.id)
        self.assertIn("waypoints=21.0,105.8", today["map_url"])
        # back to where the day began
        self.route.end_latitude, self.route.end_longitude = 20.99, 105.8
        back = self.visits.get_today()
        self.assertAlmostEqual(back["km"] - today["km"], 4.3, delta=0.1)
        self.assertIn("destination=20.99,105.8", back["map_url"])
        self.visit._vn_check_in(21.0, 105.8, 10, "uuid-5678")
        self.assertEqual(self.visits.get_today()["stops"][0]["state"], "done")
