from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase


@tagged("post_install", "-at_install")
class TestContractProtected(VnProtectedCase):
    def test_what_signing_and_annexes_set(self):
        values = {
            "partner_id": self.customer_company.id,
            "start_date": "2026-01-01",
            "end_date": "2026-12-31",
            "user_id": self.user_own.id,
        }
        contracts = self.env["crm.vn.contract"].with_user(self.user_own)
        self.assert_protected(
            contracts.create(values),
            {
                "is_signed": True,
                "is_end_moved": True,
                "original_end_date": "2026-01-01",
                "status_date": "2026-01-01 03:00:00",
                "status_user_id": self.manager.id,
                "meaning": "active",
                "value_company": 9,
                "is_renewed": True,
                "reminder_date": "2020-01-01",
            },
            create=values,
        )
