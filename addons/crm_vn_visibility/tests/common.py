from odoo.addons.crm_vn_base.tests.common import quiet_test_user
from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VisibilityCommon(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        export = cls.env.ref("base.group_allow_export")

        def salesperson(login):
            return quiet_test_user(
                cls.env,
                login,
                "sales_team.group_sale_salesman,base.group_partner_manager",
                lang="en_US",
                company_id=cls.company.id,
                company_ids=[(6, 0, cls.company.ids)],
            )

        cls.follower = salesperson("vn_follower")
        cls.other = salesperson("vn_other")
        cls.portal = quiet_test_user(cls.env, "vn_portal", "base.group_portal")
        cls.roles = {
            "owner": cls.user_own,
            "follower": cls.follower,
            "other_salesperson": cls.other,
            "manager": cls.manager,
            "other_company": cls.user_2,
            "portal": cls.portal,
            "public": cls.env.ref("base.public_user"),
        }
        for user in cls.roles.values():
            if not user.share:
                user.group_ids += export
        cls.customer = cls.customer_company
        cls.customer.company_id = cls.company
        cls.customer_contact.company_id = cls.company
        cls.customer.message_subscribe(cls.follower.partner_id.ids)
        cls.attachment = cls.env["ir.attachment"].create(
            {
                "name": "Bảng giá",
                "raw": b"1",
                "res_model": "res.partner",
                "res_id": cls.customer.id,
            }
        )

    @classmethod
    def _limit(cls, limited=True):
        settings = cls.env["res.config.settings"].create(
            {"group_vn_own_customers": limited}
        )
        settings.set_values()
