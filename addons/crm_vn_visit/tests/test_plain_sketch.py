"""The drawing of a day, without the ORM."""

from odoo.tests import BaseCase, tagged

from ..tools import sketch


@tagged("post_install", "-at_install")
class TestPlainSketch(BaseCase):
    def test_north_is_above_and_east_on_the_right(self):
        places = [(21.0, 105.8), (21.2, 105.8), (21.1, 105.9)]
        first, second, third = sketch.draw(places)["points"]
        self.assertEqual((first["x"], first["y"]), (8.0, 92.0))
        self.assertEqual((second["x"], second["y"]), (8.0, 8.0))
        self.assertAlmostEqual(third["y"], 50.0)
        # 0.1 degrees there are as long as 0.0933 of latitude
        self.assertAlmostEqual(third["x"], 8 + 84 * 0.0933 / 0.2, delta=0.1)

    def test_wider_than_high(self):
        points = sketch.draw([(21.0, 105.8), (21.0, 106.0)], side=200, margin=10)
        self.assertEqual(points["path"], "10,190 190,190")

    def test_all_in_one_place_and_nowhere(self):
        found = sketch.draw([(21.0, 105.8)] * 2)
        self.assertEqual(found["points"], [{"x": 50.0, "y": 50.0}] * 2)
        self.assertEqual(found["path"], "50,50 50,50")
        self.assertEqual(sketch.draw([]), {"points": [], "path": ""})
