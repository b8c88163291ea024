"""Every state of a message against every other."""

from odoo.tests import BaseCase, tagged

from ..tools import states

#: states by how far a message has come; those of one line are as far as each other
LADDER = (
    ("queued", "held"),
    ("sending",),
    ("unknown",),
    ("accepted",),
    ("sent",),
    ("cancelled", "refused"),
    ("failed",),
    ("delivered",),
    ("read",),
)


@tagged("post_install", "-at_install")
class TestPlainStates(BaseCase):
    def test_a_message_only_climbs(self):
        steps = {state: step for step, group in enumerate(LADDER) for state in group}
        self.assertEqual(set(states.RANKS), set(steps))
        for current, here in steps.items():
            for told, there in steps.items():
                wanted = told if there > here else current
                self.assertEqual(states.advance(current, told), wanted, (current, told))

    def test_words_that_nobody_knows_change_nothing(self):
        for current in (*states.RANKS, "received"):
            self.assertEqual(states.advance(current, "lost"), current)
        for told in states.RANKS:
            self.assertEqual(states.advance("received", told), "received")

    def test_what_is_over_and_what_has_left(self):
        self.assertEqual(
            set(states.OVER), {"cancelled", "refused", "failed", "delivered", "read"}
        )
        self.assertEqual(set(states.LEFT), {"accepted", "sent", "delivered", "read"})
