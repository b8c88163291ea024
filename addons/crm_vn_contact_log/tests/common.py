from datetime import timedelta

from odoo.addons.crm_vn_base.tests.common import quiet_test_user
from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnContactCommon(VnCustomerCommon):
    """Customers, activities and comments dated back, beside the organisation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.vn_contact_limit_days = 30
        cls.env["crm.vn.relationship"].search([]).contact_limit_days = 0
        cls.call_type = cls.env.ref("mail.mail_activity_data_call")
        cls.today = cls.company._vn_today()

    @classmethod
    def make_customer(cls, name="Nhà thuốc An Khang", days=0, owner=None, **values):
        """Return a customer last contacted *days* ago."""
        partner = cls.Partner.create(
            {
                "name": name,
                "user_id": (owner or cls.user_own).id,
                "vn_relationship_id": cls.relationship_customer.id,
                **values,
            }
        )
        if days:
            partner._vn_touch(
                "meeting", cls.today - timedelta(days=days), user=cls.user_own
            )
        return partner

    @classmethod
    def plan(cls, record, days=0, user=None, kind=None, **values):
        """Return an activity due in *days* on *record*."""
        return (
            cls.env["mail.activity"]
            .with_context(mail_activity_quick_update=True)
            .create(
                {
                    "res_model_id": cls.env["ir.model"]._get_id(record._name),
                    "res_id": record.id,
                    "activity_type_id": (kind or cls.call_type).id,
                    "user_id": (user or cls.user_own).id,
                    "date_deadline": cls.today + timedelta(days=days),
                    "summary": "Gọi hỏi thăm",
                    **values,
                }
            )
        )

    def comment(self, customer, user, body="Khách hỏi giá", **values):
        """Return what the web client posts when *user* comments."""
        return self.as_user(customer, user).message_post(
            body=body, message_type="comment", **values
        )

    def is_forgotten(self, partner, user=None):
        Partner = self.as_user(self.env["res.partner"], user)
        found = Partner.search(
            [("id", "=", partner.id), ("vn_is_forgotten", "=", True)]
        )
        self.assertEqual(
            bool(found), partner.with_user(Partner.env.user).vn_is_forgotten
        )
        return bool(found)

    @classmethod
    def make_employee(cls, login, **values):
        return quiet_test_user(
            cls.env, login=login, groups="base.group_user", lang="en_US", **values
        )
