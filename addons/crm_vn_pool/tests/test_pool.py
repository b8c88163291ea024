from datetime import datetime, time, timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import VnPoolCommon


@tagged("post_install", "-at_install")
class TestPool(VnPoolCommon):
    def _later(self, days):
        moment = datetime.combine(self.today, time(5)) + timedelta(days=days)
        return freeze_time(moment)

    def test_warned_then_pooled_once(self):
        due, fresh = self._customer(90), self._customer(30)
        contact = self.env["res.partner"].create(
            {"name": "Chị Hoa", "parent_id": due.id, "user_id": self.lan.id}
        )
        before = self.env["mail.message"].search([], order="id DESC", limit=1).id
        for _again in range(2):
            self._run()
            self.assertEqual(due.user_id, self.lan)
            self.assertEqual(due.vn_pool_rule_id, self.rule)
            self.assertFalse(fresh.vn_pool_rule_id)
        told = self.env["mail.message"].search(
            [("id", ">", before), ("message_type", "=", "user_notification")]
        )
        self.assertEqual(told.notified_partner_ids, self.lan.partner_id)
        self.assertIn(due.name, told.body)
        with self._later(6):
            self._run()
            self.assertEqual(due.user_id, self.lan)
        with self._later(7):
            for _again in range(2):
                self._run()
                self.assertFalse(due.user_id | contact.user_id)
                self.assertEqual(due.vn_former_user_id, self.lan)
                self.assertEqual(fresh.user_id, self.lan)
        move = self.env["crm.vn.pool.move"].search([("partner_id", "=", due.id)])
        self.assertEqual((move.kind, move.from_user_id), ("pooled", self.lan))

    def test_a_rule_that_rested_warns_again(self):
        due = self._customer(90)
        for values in ({"is_dry_run": True}, {"active": False}):
            with self.subTest(values=values):
                self._run()
                self.assertEqual(due.vn_pool_rule_id, self.rule)
                self.rule.write(values)
                self.env.invalidate_all()
                self.assertFalse(due.vn_pool_rule_id or due.vn_pool_warned_date)
                self.rule.write({"is_dry_run": False, "active": True})
        with self._later(30):
            self._run()
            self.assertEqual(due.user_id, self.lan, "warned, not taken at once")
            self.assertEqual(due.vn_pool_warned_date, self.company._vn_today())

    def test_a_rule_that_fails_stops_no_other(self):
        self.rule.warning_days = 0
        group = self.env["crm.vn.relationship"].create({"name": "Khách khác"})
        other = self.rule.copy(
            {
                "name": "Khác",
                "relationship_ids": [(6, 0, group.ids)],
                "is_dry_run": False,
                "sequence": self.rule.sequence + 1,
            }
        )
        customers = {
            self.rule: self._customer(95),
            other: self._customer(96, vn_relationship_id=group.id),
        }
        self.check_cron_failure(
            "crm_vn_pool.ir_cron_pool",
            "_work_off",
            self.rule,
            other,
            lambda rule: not customers[rule].user_id,
        )

    def test_exactly_so_many_days_is_not_late(self):
        self.rule.warning_days = 0
        exactly, later = self._customer(90), self._customer(91)
        self._run()
        self.assertEqual((exactly.user_id, later.user_id.id), (self.lan, False))

    def test_contact_takes_the_warning_back(self):
        customer = self._customer(95)
        self._run()
        self._contacted(customer, 0)
        self._run()
        self.assertFalse(customer.vn_pool_rule_id)
        with self._later(8):
            self._run()
        self.assertEqual(customer.user_id, self.lan)

    def test_never_while_something_is_planned(self):
        self.rule.warning_days = 0
        planned, put_off = self._customer(200), self._customer(201)
        planned.activity_schedule(
            "mail.mail_activity_data_call",
            date_deadline=self.today + timedelta(days=3),
            user_id=self.lan.id,
        )
        put_off.vn_snooze_date = self.today + timedelta(days=3)
        self._run()
        self.assertEqual((planned | put_off).user_id, self.lan)

    def test_made_for_a_colleague(self):
        """Who makes a customer for a colleague needs no right to write it then."""
        self.env["ir.rule"].create(
            {
                "name": "Their own customers only",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": "['|', ('user_id', '=', False), "
                "('user_id', '=', user.id)]",
                "perm_create": False,
            }
        )
        customer = (
            self.env["res.partner"]
            .with_user(self.minh)
            .with_context(mail_create_nosubscribe=True)
            .create({"name": "Anh Tư", "user_id": self.lan.id})
        )
        self.assertEqual(customer.sudo().vn_owner_date, self.today)
        self.assertFalse(customer.has_access("write"))

    def test_new_owner_who_does_nothing(self):
        self.rule.write({"contact_days": 0, "owner_days": 30, "warning_days": 0})
        customer = self._customer(400)
        self.assertEqual(customer.vn_owner_date, self.today)
        with self._later(30):
            self._run()
            self.assertEqual(customer.user_id, self.lan)
        busy = self._customer(-1)
        with self._later(31):
            self._run()
        self.assertFalse(customer.user_id)
        self.assertEqual(busy.user_id, self.lan)

    def test_dry_run_is_what_happens(self):
        self.rule.write({"warning_days": 0, "is_dry_run": True})
        due = self._customer(91) | self._customer(120)
        self._customer(10)
        self._run()
        self.assertEqual(due.user_id, self.lan)
        self.assertEqual(self.rule.due_count, 2)
        Partner = self.env["res.partner"].with_user(self.manager)
        shown = Partner.search(self.rule.action_view_due()["domain"])
        self.assertEqual(shown, due)
        self.rule.is_dry_run = False
        self._run()
        pooled = self.env["res.partner"].search(
            [("vn_pool_date", "!=", False), ("id", "in", due.ids)]
        )
        self.assertEqual(pooled, due)

    def test_customers_of_companies_where_one_works(self):
        """A rule for all companies is for those of the person who saved it."""
        others = self.env["crm.vn.pool.rule"].search([("id", "!=", self.rule.id)])
        others.active = False
        strangers = self._customer(
            120,
            company_id=self.company_2.id,
            vn_relationship_id=self.relationship_customer.id,
        )
        strangers.user_id = self.user_2
        own = self._customer(120)
        self._contacted(strangers, 120)
        self.rule.with_user(self.manager).write(
            {"company_id": False, "warning_days": 0, "relationship_ids": False}
        )
        self._run()
        self.assertFalse(own.user_id)
        self.assertEqual(strangers.user_id, self.user_2)
        admin = self.env.ref("base.user_admin")
        admin.company_ids = self.company
        self.rule.with_user(admin).write({"name": "Mọi công ty"})
        self._run()
        self.assertFalse(strangers.user_id)

    def _pooled(self, count):
        self.rule.warning_days = 0
        customers = self.env["res.partner"]
        for number in range(count):
            customers |= self._customer(100 + number)
        self._run()
        return customers.with_user(self.minh)

    def test_take(self):
        customers = self._pooled(3)
        self.company.vn_pool_daily_cap = 2
        customers[:2].action_vn_take_from_pool()
        self.assertEqual(customers[:2].sudo().user_id, self.minh)
        self.assertFalse(customers[0].sudo().vn_pool_date)
        self.assertEqual(customers[0].sudo().vn_former_user_id, self.lan)
        self.assertEqual(customers[0].sudo().vn_owner_date, self.today)
        with self.assertRaisesRegex(UserError, "2 customers a day"):
            customers[2].action_vn_take_from_pool()
        with self.assertRaisesRegex(UserError, "quicker"):
            customers[0].with_user(self.lan).action_vn_take_from_pool()
        with self._later(1):
            customers[2].action_vn_take_from_pool()
        moves = self.env["crm.vn.pool.move"].with_user(self.minh)
        moves = moves.search([("partner_id", "in", customers.ids)])
        self.assertEqual(moves.mapped("kind").count("taken"), 3)

    def test_only_salespeople_take(self):
        customer = self._pooled(1)
        with self.assertRaises(UserError):
            customer.with_user(self.employee).action_vn_take_from_pool()
        own = self._customer(1)
        with self.assertRaisesRegex(UserError, "quicker"):
            own.with_user(self.minh).action_vn_take_from_pool()

    def test_given_to_somebody_it_leaves_the_pool(self):
        customer = self._pooled(1).sudo()
        customer.user_id = self.minh
        self.assertFalse(customer.vn_pool_date)

    def test_rules_make_sense(self):
        for values in ({"contact_days": 0}, {"contact_days": 5}):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                self.rule.write(values)
