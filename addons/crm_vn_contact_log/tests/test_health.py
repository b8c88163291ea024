from odoo.tests import tagged

from .common import VnContactCommon


@tagged("post_install", "-at_install")
class TestHealth(VnContactCommon):
    def test_a_contact_that_was_not_told_is_found(self):
        """One that plain SQL took away is found, and left for the repair."""
        customer = self.make_customer()
        self.plan(customer)._action_done()
        self.env.flush_all()
        # a sample of a company with many customers may miss it
        self.env.cr.execute(
            "UPDATE res_partner SET vn_relationship_id = NULL WHERE id <> %s",
            [customer.id],
        )
        check = self.env["crm.vn.health"]._vn_check_contact
        self.assertEqual(check(), (1, self.Partner.browse()))
        self.env.cr.execute(
            "UPDATE res_partner SET vn_last_contact_date = '2026-01-05',"
            " vn_contact_base_date = '2026-01-05' WHERE id = %s",
            [customer.id],
        )
        self.env.invalidate_all()
        self.assertEqual(check(), (1, customer))
        self.assertEqual(str(customer.vn_last_contact_date), "2026-01-05")
