from odoo.exceptions import UserError
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

    def test_terms_are_locked_by_the_signature(self):
        """What was agreed is changed by an annex, whoever asks."""
        contract = (
            self.env["crm.vn.contract"]
            .with_user(self.user_own)
            .create(
                {
                    "partner_id": self.customer_company.id,
                    "start_date": "2026-01-01",
                    "end_date": "2026-12-31",
                    "user_id": self.user_own.id,
                    "note": "<p>Bảo hành 12 tháng</p>",
                }
            )
        )
        contract.note = "<p>Bảo hành 24 tháng</p>"
        contract.action_sign()
        for user in (self.user_own, self.manager, self.env.user):
            signed = contract.with_user(user)
            with self.assertRaisesRegex(UserError, "annex"):
                signed.note = "<p>Không bảo hành</p>"
            with self.assertRaises(UserError):
                signed.with_context(_vn_engine=True).write({"note": False})
        self.assertIn("24 tháng", str(contract.note))

    def test_what_a_line_sums_up(self):
        contract = (
            self.env["crm.vn.contract"]
            .with_user(self.user_own)
            .create({"partner_id": self.customer_company.id})
        )
        values = {"contract_id": contract.id, "name": "Phần mềm", "price_unit": 100}
        self.assert_protected(
            self.env["crm.vn.contract.line"].with_user(self.user_own).create(values),
            {"price_subtotal": 9, "company_id": self.company_2.id},
            create=values,
        )
