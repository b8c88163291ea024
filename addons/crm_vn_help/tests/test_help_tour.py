from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase


@tagged("post_install", "-at_install")
class TestHelpTour(VnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = new_test_user(
            cls.env,
            login="vn_help_tour",
            groups="sales_team.group_sale_salesman",
            email="lan@congty.example.vn",
        )
        cls.env.company.vn_support_email = "hotro@congty.example.vn"

    def test_help(self):
        self.run_tour_everywhere(
            "/odoo/vn-customers",
            "crm_vn_help",
            "vn_help_tour",
            langs=["vi_VN"],
        )
        requests = self.env["crm.vn.help.request"].search(
            [("user_id", "=", self.salesperson.id)]
        )
        self.assertEqual(len(requests), 2)
        self.assertEqual(set(requests.mapped("sent_to")), {"hotro@congty.example.vn"})
