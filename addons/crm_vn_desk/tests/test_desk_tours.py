from datetime import timedelta

from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_contact_log.tests.common import VnContactCommon
from odoo.addons.crm_vn_customer.tests.common import VnTourCase


@tagged("post_install", "-at_install")
class TestDeskTours(VnContactCommon, VnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = new_test_user(
            cls.env,
            login="vn_desk_tour",
            groups="sales_team.group_sale_salesman,base.group_partner_manager",
            tz="Asia/Ho_Chi_Minh",
        )

    def fill(self, *_where):
        """What the tour does can't be done twice: give it a new customer."""
        old = self.env["res.partner"].search([("user_id", "=", self.salesperson.id)])
        old.activity_ids.unlink()
        old.user_id = False
        self.env["crm.vn.unread"].search([]).sudo().unlink()
        customer = self.make_customer(
            "Nhà thuốc An Khang", owner=self.salesperson, phone="0903 123 456"
        )
        self.make_customer("Siêu thị Phú Quý", days=45, owner=self.salesperson)
        self.plan(customer, days=-2, user=self.salesperson)
        self.plan(customer, days=0, user=self.salesperson)
        customer.message_subscribe(self.manager.partner_id.ids)
        self.comment(customer, self.manager, "Khách hỏi giá sỉ")
        self.comment(customer, self.manager, "Nhờ Lan gọi lại")

    def test_desk(self):
        self.run_tour_everywhere(
            "/odoo/customer-desk",
            "crm_vn_desk",
            "vn_desk_tour",
            before=self.fill,
        )

    def test_home(self):
        self.run_tour_everywhere(
            "/odoo", "crm_vn_desk_home", "vn_desk_tour", before=self.fill
        )
        planned = self.env["mail.activity"].search(
            [("user_id", "=", self.salesperson.id)], order="id desc", limit=1
        )
        self.assertEqual(planned.date_deadline, self.today + timedelta(days=1))

    def test_empty_desk(self):
        self.run_tour_everywhere(
            "/odoo/customer-desk",
            "crm_vn_desk_empty",
            "vn_desk_tour",
            sizes=["360x640"],
            langs=["vi_VN"],
        )

    def test_quick_actions_on_the_phone(self):
        self.fill()
        customer = self.env["res.partner"].search(
            [("user_id", "=", self.salesperson.id)], limit=1
        )
        customer.email = "ankhang@example.com"
        self.run_tour_everywhere(
            f"/odoo/res.partner/{customer.id}",
            "crm_vn_desk_quick_actions",
            "vn_desk_tour",
            sizes=["360x640"],
            langs=["vi_VN"],
        )
        self.assertEqual(customer.vn_last_contact_date, self.today)
        self.assertAlmostEqual(customer.partner_latitude, 10.7769, places=4)
        self.assertIn(
            "cua-hang.png", customer.message_ids.attachment_ids.mapped("name")
        )
