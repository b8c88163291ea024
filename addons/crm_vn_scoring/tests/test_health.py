from odoo.tests import tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestHealth(VnScoreCommon):
    def test_scores_are_compared_with_what_their_lines_add_up_to(self):
        """One that plain SQL changed is found, and left for the repair."""
        self.do(self.customer)
        self.env.flush_all()
        self.env.cr.precommit.run()
        # a sample of a company with many customers may miss it
        self.env.cr.execute(
            "UPDATE res_partner SET vn_score = 0 WHERE id <> %s", [self.customer.id]
        )
        self.env.invalidate_all()
        check = self.env["crm.vn.health"]._vn_check_score
        self.assertEqual(check(), (1, self.customer.browse()))
        self.env.cr.execute(
            "UPDATE res_partner SET vn_score = 999 WHERE id = %s", [self.customer.id]
        )
        self.env.invalidate_all()
        self.assertEqual(check(), (1, self.customer))
        self.assertEqual(self.customer.vn_score, 999)
