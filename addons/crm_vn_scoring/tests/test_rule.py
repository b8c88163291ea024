from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.crm_vn_scoring.tools.score import capped, faded

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestRule(VnScoreCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Rule = cls.env["crm.vn.score.rule"].with_user(cls.manager)
        cls.won = cls.env.ref("crm.stage_lead4")

    def condition(self, domain, points=10, **values):
        return self.Rule.create(
            {"name": "Có email", "domain": domain, "points": points, **values}
        )

    def win(self, days, partner=None):
        lead = self.env["crm.lead"].create(
            {
                "name": "Thắng",
                "partner_id": (partner or self.contact).id,
                "stage_id": self.won.id,
            }
        )
        self.env.flush_all()
        lead.date_closed = fields.Datetime.now() - timedelta(days=days)
        return lead

    def test_condition(self):
        rule = self.condition("[('email', 'ilike', '@daiphat.example.com')]")
        self.assertScore(self.customer, 20, 1)
        rule.action_publish()
        self.assertScore(self.customer, 30, 2)
        self.customer.email = "info@example.com"
        self.assertScore(self.customer, 20, 1)
        self.customer.email = "ke.toan@daiphat.example.com"
        self.assertScore(self.customer, 30, 2)
        rule.action_draft()
        self.assertScore(self.customer, 20, 1)
        rule.action_publish()
        self.assertScore(self.customer, 30, 2)
        rule.unlink()
        self.assertScore(self.customer, 20, 1)

    def test_published_is_locked(self):
        rule = self.condition("[]")
        rule.action_publish()
        with self.assertRaisesRegex(UserError, "Set it back to draft"):
            rule.points = 50
        with self.assertRaises(UserError):
            rule.state = "draft"
        rule.name = "Tên khác"
        rule.active = False
        self.assertScore(self.customer, 20, 1)
        rule.active = True
        self.assertScore(self.customer, 30, 2)

    def test_wrong_conditions(self):
        for domain in ("[('no_such_field', '=', 1)]", "not a domain", "[(1,)]"):
            with self.assertRaises(ValidationError):
                self.condition(domain)
        with self.assertRaises(ValidationError):
            self.condition("[]", points=0)
        with self.assertRaises(ValidationError):
            self.Rule.create({"name": "Sự kiện", "kind": "event", "points": 5})

    def test_event(self):
        rule = self.Rule.create(
            {"name": "Thắng", "kind": "event", "event": "won", "points": 8}
        )
        self.win(3)
        rule.action_publish()
        self.assertScore(self.customer, 28, 1)
        lead = self.win(0)
        self.assertScore(self.customer, 36, 2)
        lead.stage_id = self.env.ref("crm.stage_lead1")
        self.assertScore(self.customer, 28, 1)
        lead.unlink()
        self.assertScore(self.customer, 28, 1)

    def test_message(self):
        rule = self.Rule.create(
            {"name": "Thư đến", "kind": "event", "event": "message", "points": 4}
        )
        rule.action_publish()
        message = self.customer.message_post(
            body="Tôi cần báo giá", author_id=self.contact.id, message_type="email"
        )
        self.assertScore(self.customer, 24, 1)
        self.customer.message_post(body="Đã gửi", message_type="comment")
        self.assertScore(self.customer, 24, 1)
        message.unlink()
        self.assertScore(self.customer, 20, 1)

    def test_window_decay_and_cap_equal_the_arithmetic(self):
        ages = (0, 1, 29, 30, 31, 44, 45, 60, 89, 90, 91, 200)
        for age in ages:
            self.win(age)
        for points, half_life, window, cap in (
            (15, 0, 0, 0),
            (15, 30, 0, 0),
            (15, 0, 90, 0),
            (15, 30, 90, 0),
            (15, 30, 90, 40),
            (-15, 45, 0, 33),
            (100, 7, 60, 150),
        ):
            rule = self.Rule.create(
                {
                    "name": "Thắng",
                    "kind": "event",
                    "event": "won",
                    "points": points,
                    "half_life_days": half_life,
                    "window_days": window,
                    "cap": cap,
                }
            )
            rule.action_publish()
            for past in (0, 30):
                worth = [
                    faded(points, age - past, half_life, window)
                    for age in ages
                    if age >= past
                ]
                expected = sum(capped(worth, cap))
                if not past:
                    self.assertScore(self.customer, 20 + expected)
                day = self.env.company._vn_today() - timedelta(days=past)
                lines = self.customer._vn_score_lines(as_of=day)
                self.assertEqual(
                    sum(line["points"] for line in lines if line["kind"] == "rule"),
                    expected,
                    (points, half_life, window, cap, past),
                )
            rule.action_draft()
            self.assertScore(self.customer, 20)

    def test_preview_equals_the_result(self):
        rule = self.condition("[('email', '!=', False)]", points=15)
        domain = self.env["res.partner"]._vn_is_customer_domain()
        preview = (
            self.env["crm.vn.score.rule.preview"]
            .with_user(self.manager)
            .create({"rule_id": rule.id})
        )
        data = preview.preview
        self.assertIn(self.customer.id, [row["id"] for row in data["up"]])
        self.assertScore(self.customer, 20, 1)
        preview.action_publish()
        self.assertEqual(rule.state, "published")
        groups = (
            self.env["res.partner"]
            .with_user(self.manager)
            ._read_group(domain, ["vn_star"], ["__count"])
        )
        after = {**dict.fromkeys(range(6), 0), **{int(s or 0): n for s, n in groups}}
        self.assertEqual({row["star"]: row["new"] for row in data["stars"]}, after)
        for row in data["up"]:
            partner = self.env["res.partner"].browse(row["id"])
            self.assertEqual(
                (partner.vn_score, int(partner.vn_star)),
                (row["new_score"], row["new_star"]),
            )

    def test_company(self):
        other = self.Partner.create(
            {"name": "Khách Hai", "company_id": self.company_2.id}
        )
        rule = self.condition("[]", company_id=self.company.id)
        rule.action_publish()
        self.assertScore(self.customer, 30, 2)
        self.assertScore(other, 0, 0)
