from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL

from .common import VnScoreCommon


@tagged("post_install", "-at_install")
class TestRuleRights(VnScoreCommon):
    """A scoring rule tells nobody what he may not read, and stops no document."""

    def _define(self, domain, user=None, points=7, **values):
        return (
            self.env["crm.vn.score.rule"]
            .with_user(user or self.manager)
            .create({"name": "Thử", "domain": domain, "points": points, **values})
        )

    def test_secrets_and_faults_are_refused(self):
        for domain in (
            "[('message_ids.mail_server_id.smtp_pass', '=like', 'a%')]",
            "[('user_ids.totp_secret', '!=', False)]",
            "[('user_ids', 'any', [('password', '!=', False)])]",
            "[('signup_token', '!=', False)]",
            "[('id', '>', 'abc')]",
            "[('create_date', '>', 'hôm nay')]",
        ):
            with (
                self.subTest(domain=domain),
                self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self._define(domain)

    def test_others_make_no_rules(self):
        for user in (self.user_own, self.user_all, self.employee):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._define("[]", user)

    def test_preview_is_asked_as_the_reader(self):
        """What lies behind a path is what the reader may read."""
        secret = self.Partner.create(
            {"name": "Công ty hai", "ref": "BI-MAT", "company_id": self.company_2.id}
        )
        self.env.cr.execute(
            "UPDATE res_partner SET vn_referrer_partner_id = %s WHERE id = %s",
            [secret.id, self.customer.id],
        )
        self.env.invalidate_all()
        path = "[('vn_referrer_partner_id.ref', '=', 'BI-MAT')]"
        preview = self.env["crm.vn.score.rule.preview"]
        rule = self._define(path, points=70)
        mine = preview.with_user(self.manager).create({"rule_id": rule.id})
        self.assertFalse(mine.preview["up"])
        all_of_it = preview.create({"rule_id": rule.id})
        self.assertTrue(all_of_it.preview["up"])

    def test_published_is_asked_as_the_author(self):
        secret = self.Partner.create({"name": "Giới thiệu", "ref": "BI-MAT"})
        self.customer.vn_referrer_partner_id = secret
        rule = self._define("[('vn_referrer_partner_id.ref', '=', 'BI-MAT')]")
        rule.action_publish()
        self.assertScore(self.customer, 27)
        secret.company_id = self.company_2
        self.env["crm.vn.score.engine"]._rebuild()
        self.assertScore(self.customer, 20)

    def test_customers_of_companies_where_the_author_works(self):
        """A rule for all companies gives no points in companies of others."""
        strange = self.Partner.create(
            {"name": "Khách Hai", "company_id": self.company_2.id}
        )
        rule = self._define("[]")
        rule.action_publish()
        self.assertScore(self.customer, 27)
        self.assertScore(strange, 0)
        rule.action_draft()
        rule.with_env(self.env).write({"company_id": False})
        rule.action_publish()
        self.assertScore(strange, 7)

    def test_dialogs_about_another_company(self):
        for model, values in (
            ("crm.vn.score.backtest", {"outcome": "won"}),
            (
                "crm.vn.score.threshold",
                {f"star_{number}_min": number for number in range(1, 6)},
            ),
        ):
            Wizard = self.env[model].with_user(self.manager)
            Wizard.create({**values, "company_id": self.company.id})
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                Wizard.create({**values, "company_id": self.company_2.id})

    def test_what_fails_later_is_left_out(self):
        """Documents are saved, other rules give their points, managers see why."""
        good = self._define("[]")
        broken = self._define("[('email', '!=', False)]")
        (good | broken).action_publish()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE crm_vn_score_rule SET domain = %s WHERE id = %s",
            ["[('email', '!=', False), ('id', '>', 'abc')]", broken.id],
        )
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        self.customer.write({"email": "moi@example.com"})
        self.assertScore(self.customer, 27)
        self.assertTrue(broken.condition_error)
        self.assertFalse(good.condition_error)
        self.env.cr.execute(
            'UPDATE crm_vn_score_rule SET domain = \'[("email", "!=", False)]\''
            " WHERE id = %s",
            [broken.id],
        )
        broken.invalidate_recordset()
        broken.with_user(self.manager).action_vn_check_condition()
        self.assertFalse(broken.condition_error)

    def test_a_statement_that_fails(self):
        """It isn't the making of the statement that fails, but its run."""
        rule = self._define("[('email', '!=', False)]")
        rule.action_publish()
        self.env.flush_all()
        with patch.object(
            type(rule), "_get_matches", lambda *args: SQL("(SELECT 1 / 0)")
        ):
            self.env["crm.vn.score.engine"]._refresh(self.customer.ids)
        self.assertIn("zero", rule.condition_error)
        self.env["crm.vn.score.engine"]._refresh(self.customer.ids)
        self.assertScore(self.customer, 20)
