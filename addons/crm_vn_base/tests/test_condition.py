from odoo.tests import tagged

from .common import VnBaseCommon


@tagged("post_install", "-at_install")
class TestCondition(VnBaseCommon):
    def fault(self, model, condition):
        conditions = self.env["crm.vn.condition.mixin"].with_user(self.employee)
        return conditions._vn_condition_fault(model, condition)

    def test_what_can_be_asked(self):
        for condition in (
            "[]",
            "[('name', 'ilike', 'Phát')]",
            "['|', ('parent_id.name', '=', 'A'), ('country_id.code', '=', 'VN')]",
        ):
            with self.subTest(condition):
                self.assertFalse(self.fault("res.partner", condition))

    def test_what_gives_something_away_or_cannot_be_run(self):
        for model, condition in (
            ("res.users", "[('login', '=', 'admin')]"),
            ("res.partner", "[('user_ids.password', '=like', 'a%')]"),
            ("res.partner", "[('no_such_field', '=', 1)]"),
            ("res.partner", "[('name', '=', __import__('os'))]"),
            ("res.partner", "[('name', 'no operator', 1)]"),
            ("res.partner", "(" * 2000),
        ):
            with self.subTest(condition=condition[:40]):
                self.assertTrue(self.fault(model, condition))
