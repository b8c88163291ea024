import itertools
from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnCareCommon


@tagged("post_install", "-at_install")
class TestCareTour(VnTourCase, VnCareCommon):
    def test_contract_signed_care_done_contract_cancelled(self):
        """A contract starts its care; one call is done; cancelling stops the rest."""
        self.plan.sudo().vn_trigger = "contract_active"
        today = self.env.company._vn_today()
        contracts = []

        for size, lang in itertools.product(self.tour_sizes, self.tour_langs):
            contract = self._make_contract(
                start_date=today, end_date=today + timedelta(days=364)
            )
            self.run_tour_everywhere(
                f"/odoo/vn-contracts/{contract.id}",
                "crm_vn_care_schedule_tour",
                login=self.lan.login,
                sizes=[size],
                langs=[lang],
                timeout=120,
            )
            contracts.append(contract)
        for contract in contracts:
            enrollment = self.env["crm.vn.care.enrollment"]._vn_for_sources(contract)
            self.assertEqual(len(enrollment), 1)
            states = enrollment.line_ids.sorted("date").mapped("state")
            self.assertEqual(states, ["done", "stopped", "stopped"])
