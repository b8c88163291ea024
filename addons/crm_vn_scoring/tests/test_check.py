from odoo.tests import tagged

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestCheck(VnScoreCommon):
    def check(self, size=20_000):
        check = self.env["crm.vn.score.check"].create({})
        while check.state == "running":
            check._check_batch(size)
        return check

    def test_repairs_and_reports(self):
        self.do(self.customer)
        self.do(self.lone_lead)
        self.env.flush_all()
        right = self.ledger()
        check = self.check()
        self.assertFalse(
            check.added_count
            + check.changed_count
            + check.ended_count
            + check.score_count
        )
        self.assertTrue(check.customer_count)
        self.env.cr.execute(
            """DELETE FROM crm_vn_score_line WHERE partner_id = %s AND kind = 'group';
            UPDATE crm_vn_score_line SET points = 99 WHERE partner_id = %s;
            INSERT INTO crm_vn_score_line
                (partner_id, kind, res_model, res_id, points, date, active)
            VALUES (%s, 'activity', 'mail.activity', 2000000000, 7, now(), TRUE);
            UPDATE res_partner SET vn_score = 5, vn_star = '5' WHERE id = %s""",
            [self.customer.id] * 4,
        )
        self.env.invalidate_all()
        check = self.check(size=3)
        self.assertEqual(
            (check.added_count, check.changed_count, check.ended_count), (1, 1, 1)
        )
        self.assertEqual(check.score_count, 1)
        self.assertEqual(self.ledger(), right)
        self.assertScore(self.customer, 35, 2)
        self.assertFalse(self.check().score_count)

    def test_cron(self):
        self.do(self.customer)
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_partner SET vn_score = 5")
        self.env.invalidate_all()
        cron = self.env.ref("crm_vn_scoring.ir_cron_check")
        for _number in range(2):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.assertScore(self.customer, 35, 2)
        checks = self.env["crm.vn.score.check"].search([], limit=2)
        self.assertEqual(checks.mapped("state"), ["done", "done"])
        self.assertEqual(checks[0].score_count, 0)
        self.assertGreater(checks[1].score_count, 0)
