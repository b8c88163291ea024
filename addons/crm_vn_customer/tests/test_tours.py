from odoo.tests import tagged

from .common import VnCustomerCommon, VnTourCase


@tagged("post_install", "-at_install")
class TestTours(VnCustomerCommon, VnTourCase):
    def test_customers(self):
        """Kanban with every relationship, "+", one-click change, the tab."""

        def forget(size, lang):
            self.env["res.partner"].search(
                [("name", "=", "Khách hàng mới toanh")]
            ).unlink()

        def check():
            customer = self.env["res.partner"].search(
                [("name", "=", "Khách hàng mới toanh")]
            )
            self.assertTrue(customer.ref)
            self.assertTrue(customer.vn_is_collaborator)
            self.assertNotEqual(customer.vn_relationship_id, self.relationship_new)

        self.run_tour_everywhere(
            "/odoo/vn-customers?view_type=kanban",
            "crm_vn_customer_customers",
            "vn_user_all",
            before=forget,
            after=check,
        )

    def test_group_by(self):
        self.run_tour_everywhere(
            "/odoo/vn-customers",
            "crm_vn_customer_group_by",
            "vn_user_all",
            langs=["vi_VN"],
        )

    def test_shares(self):
        action = self.env.ref("crm_vn_customer.res_partner_relationship_report_action")
        self.run_tour_everywhere(
            f"/odoo/action-{action.id}",
            "crm_vn_customer_shares",
            "vn_user_all",
            langs=["vi_VN"],
        )

    def test_convert(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "Cần báo giá",
                "type": "lead",
                "contact_name": "Phạm Thu Hà",
                "user_id": self.user_all.id,
                "vn_group_ids": [(6, 0, self.group_retail.ids)],
            }
        )

        def again(size, lang):
            lead.write({"type": "lead", "partner_id": False})
            lead.contact_name = "Phạm Thu Hà"

        def check():
            self.assertEqual(lead.type, "opportunity")
            self.assertEqual(lead.partner_id.name, "Phạm Thu Hà")
            self.assertEqual(lead.partner_id.vn_group_ids, self.group_retail)

        self.run_tour_everywhere(
            f"/odoo/crm.lead/{lead.id}",
            "crm_vn_customer_convert",
            "vn_user_all",
            before=again,
            after=check,
            langs=["en_US"],
        )
