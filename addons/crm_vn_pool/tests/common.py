from datetime import timedelta

from odoo.addons.crm_vn_base.tests.common import quiet_test_user
from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnPoolCommon(VnCustomerCommon):
    """The test organisation with a rule: 90 days without contact, warned 7 before.

    ::

        lan   owns the customers
        minh  takes
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls._salesperson("vn_lan")
        cls.minh = cls._salesperson("vn_minh")
        cls.today = cls.company._vn_today()
        cls.relationship = cls.env["crm.vn.relationship"].create(
            {"name": "Khách thử", "company_id": cls.company.id}
        )
        cls.rule = (
            cls.env["crm.vn.pool.rule"]
            .with_user(cls.manager)
            .create(
                {
                    "name": "Ba tháng",
                    "company_id": cls.company.id,
                    "relationship_ids": [(6, 0, cls.relationship.ids)],
                    "contact_days": 90,
                    "warning_days": 7,
                    "is_dry_run": False,
                }
            )
        )

    @classmethod
    def _salesperson(cls, login):
        return quiet_test_user(
            cls.env,
            login,
            groups="sales_team.group_sale_salesman,base.group_partner_manager",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            lang="en_US",
        )

    def _customer(self, days, **values):
        """Return a customer of Lan's whose last contact was so many days ago."""
        customer = self.env["res.partner"].create(
            {
                "name": f"Khách {days}",
                "is_company": True,
                "user_id": self.lan.id,
                "company_id": self.company.id,
                "vn_relationship_id": self.relationship.id,
                **values,
            }
        )
        self._contacted(customer, days)
        return customer

    def _contacted(self, customer, days):
        day = self.today - timedelta(days=days)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET vn_last_contact_date = %s,"
            " vn_contact_base_date = %s WHERE id = %s",
            [day, day, customer.id],
        )
        self.env.invalidate_all()

    def _run(self):
        with self.enter_registry_test_mode():
            self.env.ref("crm_vn_pool.ir_cron_pool").method_direct_trigger()
        self.env.invalidate_all()
