from odoo.addons.crm_vn_base.tests.common import quiet_test_user
from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnHandoverCommon(VnCustomerCommon):
    """The test organisation, with a salesperson who leaves.

    ::

        team "Kinh doanh"   leader: manager
        ├── tuan   leaves: two customers, a lead, an activity
        ├── mai    takes over
        └── hai    takes over
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tuan = cls._salesperson("vn_tuan")
        cls.mai = cls._salesperson("vn_mai")
        cls.hai = cls._salesperson("vn_hai")
        cls.team = cls.env["crm.team"].create(
            {
                "name": "Kinh doanh",
                "user_id": cls.manager.id,
                "company_id": cls.company.id,
                "member_ids": [(6, 0, (cls.tuan | cls.mai | cls.hai).ids)],
            }
        )
        cls.hanoi = cls.env.ref("base.state_vn_VN-HN")
        cls.danang = cls.env.ref("base.state_vn_VN-DN")
        cls.first, cls.second = cls.env["res.partner"].create(
            [
                {
                    "name": f"Công ty {state.name}",
                    "is_company": True,
                    "user_id": cls.tuan.id,
                    "state_id": state.id,
                    "country_id": state.country_id.id,
                }
                for state in (cls.hanoi, cls.danang)
            ]
        )
        cls.lead = cls.env["crm.lead"].create(
            {
                "name": "Bàn ghế",
                "type": "opportunity",
                "partner_id": cls.second.id,
                "user_id": cls.tuan.id,
                "team_id": cls.team.id,
                "company_id": cls.company.id,
            }
        )
        cls.call = cls.first.activity_schedule(
            "mail.mail_activity_data_call", user_id=cls.tuan.id
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

    def _handover(self, method="turns", people=None, **values):
        people = self.mai | self.hai if people is None else people
        return (
            self.env["crm.vn.handover"]
            .with_user(self.manager)
            .create(
                {
                    "user_id": self.tuan.id,
                    "method": method,
                    "target_ids": [(0, 0, {"user_id": user.id}) for user in people],
                    **values,
                }
            )
        )
