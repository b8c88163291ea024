"""A stateful machine: whatever people do, what is stored is what happened."""

import random
import sys

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from odoo.tests import tagged
from odoo.tools import mute_logger

from .machine_common import LARGE, SEED, MachineCommon
from .machine_customers import WholeLife

EXAMPLES, STEPS = (400, 50) if LARGE else (20, 25)


@tagged("post_install", "-at_install")
class TestMachine(MachineCommon):
    @mute_logger("odoo.models.unlink", "odoo.addons.base.partner.merge")
    def test_lives(self):
        """The same lives each time; `CRM_VN_MACHINE=large` looks further.

        A failure prints the steps that lead to it, and `CRM_VN_MACHINE_SEED` the lives
        of a larger run once more.
        """
        number = SEED or (random.randrange(1, 10**6) if LARGE else 14)
        sys.stdout.write(f"CRM_VN_MACHINE_SEED={number}\n")
        life = seed(number)(type("Life", (WholeLife,), {"case": self}))
        run_state_machine_as_test(
            life,
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                # the seed says which lives: no file is needed to see a failure again
                database=None,
                # fewer steps would take minutes to find
                phases=[Phase.generate],
                deadline=None,
                report_multiple_bugs=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
