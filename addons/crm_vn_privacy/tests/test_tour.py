from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnConsentCommon


@tagged("post_install", "-at_install")
class TestTour(VnConsentCommon, VnTourCase):
    """A request from entry to report, on a computer and on a phone."""

    def test_from_entry_to_report(self):
        requests = self.env["crm.vn.privacy.request"]
        action = self.env.ref("crm_vn_privacy.crm_vn_privacy_request_action")
        action.context = repr(
            {"default_partner_id": self.person.id, "default_kind": "access"}
        )
        known = requests.search([])

        def after():
            nonlocal known
            request = requests.search([]) - known
            known |= request
            self.assertEqual((request.kind, request.state), ("access", "done"))
            self.assertEqual(request.user_id, self.officer)
            files = self.env["ir.attachment"].search(
                [("res_model", "=", request._name), ("res_id", "=", request.id)]
            )
            self.assertEqual(len(files), 2)

        self.run_tour_everywhere(
            "/odoo/action-crm_vn_privacy.crm_vn_privacy_request_action",
            "crm_vn_privacy_tour",
            self.officer.login,
            after=after,
        )
