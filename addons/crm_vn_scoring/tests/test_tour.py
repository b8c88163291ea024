from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestTour(VnScoreCommon, VnTourCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead.user_id = cls.manager
        cls.do(cls.lead, user_id=cls.manager.id)
        cls.env.flush_all()

    def test_customer(self):
        """A salesperson sees where the stars come from, and what is missing."""
        self.run_tour_everywhere(
            f"/odoo/res.partner/{self.customer.id}",
            "crm_vn_scoring_customer",
            login=self.manager.login,
        )

    def test_threshold(self):
        """A manager looks at other thresholds, and lets them hold."""

        def before(size, lang):
            self.company.vn_star_3_min = 60
            self.env.flush_all()
            self.assertEqual(self.customer.vn_star, "2")

        self.run_tour_everywhere(
            "/odoo/action-crm_vn_scoring.crm_vn_score_threshold_action",
            "crm_vn_scoring_threshold",
            login=self.manager.login,
            before=before,
        )
        self.assertEqual(self.company.vn_star_3_min, 33)
        self.assertEqual(self.customer.vn_star, "3")
