from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.crm_vn_customer.tests.test_protected import VnProtectedCase


@tagged("post_install", "-at_install")
class TestScoreProtected(VnProtectedCase):
    def test_score_and_stars(self):
        lead = self.env["crm.lead"].create({"name": "Cơ hội"})
        for record in (self.customer_company, lead):
            self.assert_protected(
                record, {"vn_score": 1000, "vn_star": "5"}, create={"name": "Mới"}
            )

    def test_the_ledger(self):
        line = {
            "partner_id": self.customer_company.id,
            "kind": "activity",
            "res_model": "res.partner",
            "res_id": self.customer_company.id,
            "points": 100,
            "date": "2026-01-01",
        }
        for user in self.everybody():
            with self.assertRaises(AccessError):
                self.rpc(user, "crm.vn.score.line", "create", [line])
        self.group_corporate.score_points = 20
        self.env.flush_all()
        live = self.env["crm.vn.score.line"].search(
            [("partner_id", "=", self.customer_company.id)], limit=1
        )
        self.assertTrue(live)
        for user in self.everybody():
            for call in (("write", live.ids, {"points": 9}), ("unlink", live.ids)):
                with self.assertRaises(AccessError):
                    self.rpc(user, "crm.vn.score.line", *call, _vn_engine=True)

    def test_a_rule_is_published_by_its_button(self):
        rules = self.env["crm.vn.score.rule"].with_user(self.manager)
        rule = rules.create({"name": "Quy tắc", "points": 5})
        self.assert_protected(
            rule,
            {"state": "published"},
            users=[self.manager, self.admin, self.superuser],
            create={"name": "Quy tắc", "points": 5},
        )
        rule.action_publish()
        self.assertEqual(rule.state, "published")

    def test_administrators_make_users(self):
        users = self.env["res.users"].with_user(self.admin)
        made = users.create({"name": "Nguyễn Thị Mới", "login": "moi@example.com"})
        self.assertTrue(made.copy({"login": "moi2@example.com"}).partner_id)
        with self.assertRaises(AccessError):
            users.create({"name": "Giả", "login": "gia@example.com", "vn_score": 9})
