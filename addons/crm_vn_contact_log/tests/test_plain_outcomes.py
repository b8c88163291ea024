"""What came out of a call, and when the next step is."""

from odoo.tests import BaseCase, tagged

from ..tools import outcomes


@tagged("post_install", "-at_install")
class TestPlainOutcomes(BaseCase):
    def test_days_to_the_next_step(self):
        wanted = {
            "answered": 0,
            "no_answer": 1,
            "call_back": 3,
            "wrong_number": 1,
            "refused": 30,
        }
        found = {outcome: outcomes.next_days(outcome) for outcome in wanted}
        self.assertEqual(found, wanted)
        self.assertEqual(outcomes.next_days("other"), 0)
        self.assertEqual(outcomes.next_days("refused", 0), 0)
        self.assertEqual(outcomes.next_days("refused", 2), 2)

    def test_whom_one_spoke_to(self):
        reached = {
            outcome for outcome in outcomes.NEXT_DAYS if outcomes.is_contact(outcome)
        }
        self.assertEqual(reached, {"answered", "call_back", "refused"})
