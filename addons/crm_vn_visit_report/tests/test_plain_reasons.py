"""Why customers were not visited, without the ORM."""

from odoo.tests import BaseCase, tagged

from ..tools import reasons


@tagged("post_install", "-at_install")
class TestPlainReasons(BaseCase):
    def reason(self, *visits, on_route=True, refusing=False):
        found = reasons.sort_out(
            [1] if on_route else [],
            [(1, state, day) for state, day in visits],
            [1] if refusing else [],
            today=5,
        )
        [reason] = [name for name, customers in found.items() if customers]
        self.assertEqual(found[reason], {1})
        return reason

    def test_the_first_that_fits(self):
        for visits, wanted in (
            ((), "unplanned"),
            ((("done", 1),), "visited"),
            ((("done", 9), ("skipped", 1), ("planned", 2)), "visited"),
            ((("skipped", 1), ("planned", 2), ("planned", 9)), "skipped"),
            ((("planned", 4), ("planned", 9)), "missed"),
            ((("planned", 5),), "ahead"),
            ((("planned", 6),), "ahead"),
        ):
            self.assertEqual(self.reason(*visits), wanted, visits)

    def test_who_wishes_none(self):
        self.assertEqual(self.reason(refusing=True), "refused")
        self.assertEqual(self.reason(("planned", 6), refusing=True), "ahead")

    def test_visited_without_a_route(self):
        self.assertEqual(self.reason(("done", 1), on_route=False), "visited")

    def test_nobody(self):
        found = reasons.sort_out([], [], [7], today=5)
        self.assertEqual(found, {name: set() for name in reasons.REASONS})
