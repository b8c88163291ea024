import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tests.common import VnCompanyCase

LOGGER = "odoo.addons.crm_vn_health.models.crm_vn_health_check"


@tagged("post_install", "-at_install")
class TestHealth(VnCompanyCase):
    """What is wrong stands on the page, and opens what it counts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_staff("vn_health")
        cls.admin = new_test_user(cls.env, "vn_health_admin", "base.group_system")
        cls.health = cls.env["crm.vn.health"].with_user(cls.admin)
        cls.checks = cls.env["crm.vn.health.check"]
        # nothing runs them in a database of tests
        cls.env["ir.cron"].search([]).write(
            {"nextcall": fields.Datetime.now() + timedelta(days=1), "failure_count": 0}
        )
        cls.env.cr.execute("DELETE FROM crm_vn_cron_failure")
        cls.env.cr.execute("DELETE FROM crm_vn_cron_run")
        cls.customers = cls.env["res.partner"].create(
            [{"name": f"Khách {number}", "color": 3} for number in range(4)]
        )

    def row(self, code, section=None):
        """Return the row of the page with *code*."""
        (row,) = [
            row
            for row in self.health._vn_rows()
            if row["code"] == code and section in (None, row["section"])
        ]
        return row

    def add_check(self, function, code="color"):
        """Have the checks be one of a function of these tests."""
        self.patch(
            self.env.registry["crm.vn.health"],
            "_vn_checks",
            lambda model: {code: ("Màu", lambda: function(model))},
        )

    def compare_colors(self, health):
        """Compare the colour of these customers with the one they were made with."""
        return health._vn_compare(
            "res.partner",
            ["color"],
            lambda partners: partners.write({"color": 3}),
            where=SQL("t.id = ANY(%s)", self.customers.ids),
        )

    def test_what_is_stored_is_compared_on_a_sample(self):
        self.add_check(self.compare_colors)
        self.assertEqual(self.row("color")["state"], "warning", "never checked")
        self.checks._cron_check()
        row = self.row("color")
        self.assertEqual((row["state"], row["value"]), ("ok", "0 of 4 differ"))
        wrong = self.customers[2]
        wrong.color = 5
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertLogs(LOGGER, "WARNING") as log:
            self.checks._cron_check()
        # ids and no names
        self.assertIn(str(wrong.ids), log.output[0])
        self.assertNotIn("Khách", log.output[0])
        row = self.row("color")
        self.assertEqual((row["state"], row["value"]), ("fault", "1 of 4 differ"))
        self.assertEqual(row["domain"], [("id", "in", wrong.ids)])
        self.assertEqual(wrong.color, 5, "a check changes nothing")
        wrong.color = 3
        self.checks._cron_check()
        self.assertEqual(self.row("color")["state"], "ok")
        self.assertEqual(self.checks.search_count([]), 1)

    def test_after_a_restore(self):
        """All checks, as lines with ids and no names; one that fails is one."""
        self.add_check(self.compare_colors)
        health = self.health.sudo()
        self.assertEqual(health._vn_recount("2026-11-26"), [])
        wrong = self.customers[1]
        wrong.color = 5
        line = f"color: 1 of 4 res.partner, as {wrong.id}"
        self.assertEqual(health._vn_recount("2026-11-26"), [line])
        self.assertEqual(wrong.color, 5)
        days = []

        def fail(model):
            days.append(str(model._vn_get_day(self.env.company)))
            return 1 / 0

        self.add_check(fail)
        (line,) = health._vn_recount("2026-11-26")
        self.assertEqual(line, "color: ZeroDivisionError: division by zero")
        self.assertEqual(days, ["2026-11-26"])

    def test_a_sample_is_no_larger_than_asked(self):
        compared, wrong = self.health.sudo()._vn_compare(
            "res.partner",
            ["color"],
            lambda partners: partners.write({"color": 9}),
            where=SQL("t.id = ANY(%s)", self.customers.ids),
            sample=2,
        )
        self.assertEqual((compared, len(wrong)), (2, 2))
        self.assertEqual(set(self.customers.mapped("color")), {3})

    def test_nothing_to_compare_refreshes_nobody(self):
        def refresh(partners):
            self.fail("a refresh of nobody is one of all in many a method")

        found = self.health.sudo()._vn_compare(
            "res.partner", ["color"], refresh, where=SQL("FALSE")
        )
        self.assertEqual(found, (0, self.env["res.partner"]))

    def test_a_check_that_fails_says_why_and_stops_no_other(self):
        def fail(model):
            model.env.cr.execute("SELECT 1 / 0")

        checks = {
            "one": ("Một", lambda: fail(self.health)),
            "two": ("Hai", lambda: (7, self.customers.browse())),
        }
        self.patch(
            self.env.registry["crm.vn.health"], "_vn_checks", lambda model: checks
        )
        with self.assertLogs(LOGGER, "WARNING"):
            self.checks._cron_check()
        self.assertEqual(self.row("one")["state"], "fault")
        self.assertIn("division by zero", self.row("one")["detail"])
        self.assertEqual(self.row("two")["value"], "0 of 7 differ")
        del checks["one"]
        self.checks._cron_check()
        self.assertEqual(self.checks.search([]).mapped("code"), ["two"])

    def test_old_answers_are_no_answers(self):
        self.add_check(self.compare_colors)
        self.checks._cron_check()
        self.env.cr.execute(
            "UPDATE crm_vn_health_check SET date = date - interval '3 days'"
        )
        self.env.invalidate_all()
        self.assertEqual(self.row("color")["state"], "warning")

    def test_queues(self):
        """How many wait, since when; an hour is looked at, a day is a fault."""
        self.env["mail.mail"].search([]).unlink()
        self.assertEqual(self.row("mail")["value"], "0")
        mail = self.env["mail.mail"].create({"subject": "Chào", "state": "outgoing"})
        mail.flush_recordset()
        for hours, state in ((0, "ok"), (2, "warning"), (30, "fault")):
            self.env.cr.execute(
                "UPDATE mail_mail SET create_date = now() at time zone 'utc'"
                " - %s * interval '1 hour' WHERE id = %s",
                [hours, mail.id],
            )
            self.env.invalidate_all()
            row = self.row("mail")
            self.assertEqual((row["value"], row["state"]), ("1", state))
        self.assertEqual(self.row("mail_failed")["state"], "ok")
        mail.state = "exception"
        self.assertEqual(self.row("mail")["state"], "ok")
        row = self.row("mail_failed")
        self.assertEqual((row["value"], row["state"]), ("1", "warning"))
        found = self.env[row["res_model"]].search(row["domain"])
        self.assertEqual(found, mail)

    def test_scheduled_actions(self):
        code = "crm_vn_base.ir_cron_repair_indexes"
        cron = self.env.ref(code)
        cron.lastcall = False
        self.assertEqual(self.row(code)["value"], "never ran")
        runs, now = self.env["crm.vn.cron.run"], fields.Datetime.now()
        runs._vn_note(cron.id, now, 12.5, "done", False)
        row = self.row(code)
        self.assertEqual((row["state"], row["value"]), ("ok", "done"))
        self.assertEqual((row["date"], row["seconds"]), (now, 12.5))
        failures = self.env["crm.vn.cron.failure"]
        failures._vn_note(cron, self.customers[0], {self.customers[0].id: "Thiếu"})
        row = self.row(code)
        self.assertEqual(row["state"], "warning")
        self.assertEqual(row["res_model"], "crm.vn.cron.failure")
        runs._vn_note(cron.id, now, 1, "failed", "Hết chỗ")
        row = self.row(code)
        self.assertEqual((row["state"], row["detail"]), ("fault", "Hết chỗ"))
        cron.nextcall = now - timedelta(hours=2)
        self.assertEqual(self.row(code)["value"], "late: nothing runs it")
        cron.active = False
        self.assertNotIn(code, [row["code"] for row in self.health._vn_rows()])

    def test_search_and_missing_indexes(self):
        self.assertEqual(self.row("unaccent", "search")["state"], "ok")
        self.assertEqual(self.row("indexes", "search")["value"], "0")
        self.env.cr.execute("DROP INDEX crm_vn_cron_failure_record_uniq")
        row = self.row("indexes", "search")
        self.assertEqual((row["value"], row["state"]), ("1", "warning"))
        self.assertEqual(row["detail"], "crm_vn_cron_failure_record_uniq")
        lines = self.env["crm.vn.health.line"].with_user(self.admin)
        action = lines.action_repair()
        self.assertEqual(action["res_model"], "crm.vn.health.line")
        self.assertEqual(self.row("indexes", "search")["value"], "0")

    def test_an_index_that_can_not_be_made_is_said(self):
        self.env.cr.execute("DROP INDEX crm_vn_health_check_code_uniq")
        for __ in range(2):
            self.env.cr.execute("INSERT INTO crm_vn_health_check (code) VALUES ('x')")
        lines = self.env["crm.vn.health.line"].with_user(self.admin)
        message = lines.action_repair()["params"]["message"]
        self.assertIn("crm_vn_health_check_code_uniq", message)
        self.assertIn("unique", message)

    def test_versions(self):
        self.assertRegex(self.row("odoo")["value"], r"^19\.0")
        self.assertRegex(self.row("postgresql")["value"], r"^\d+\.\d+")
        self.assertEqual(self.row("addons")["value"], "0")
        module = self.env["ir.module.module"]._get("crm_vn_base")
        module.latest_version = "19.0.0.9.0"
        row = self.row("addons")
        self.assertEqual((row["state"], row["detail"]), ("warning", "crm_vn_base"))

    def test_the_page(self):
        """Each row opens what it counts; a second opening is as things are then."""
        action = self.health.action_vn_open()
        lines = self.env[action["res_model"]].with_user(self.admin)
        found = lines.search(action["domain"])
        sections = dict(lines._fields["section"].selection)
        self.assertEqual(set(found.mapped("section")) - set(sections), set())
        self.assertEqual(len(found), len(self.health._vn_rows()))
        for line in found.filtered("domain"):
            opened = line.action_open()
            self.env[opened["res_model"]].search(opened["domain"])
            self.assertEqual(opened["domain"], json.loads(line.domain))
        again = found.action_check()
        self.assertNotEqual(again["domain"], action["domain"])
        self.assertTrue(self.env[again["res_model"]].search(again["domain"]))

    def test_a_queue_that_is_counted_up_to_a_moment(self):
        mail = self.env["mail.mail"].create({"subject": "Chào"})
        domain = [("id", "=", mail.id), ("create_date", "<=", fields.Datetime.now())]
        queue = {"until": ("Tới giờ", "mail.mail", domain, "create_date")}
        self.patch(
            self.env.registry["crm.vn.health"], "_vn_queues", lambda model: queue
        )
        lines = self.env["crm.vn.health.line"].with_user(self.admin)
        line = lines.search(self.health.action_vn_open()["domain"]).filtered(
            lambda line: line.name == "Tới giờ"
        )
        found = self.env["mail.mail"].search(line.action_open()["domain"])
        self.assertEqual((line.value, found), ("1", mail))

    def test_the_menu_is_there(self):
        """Odoo hides it when its action is of a model that nobody reads."""
        menus = self.env["ir.ui.menu"]
        menu = self.env.ref("crm_vn_health.crm_vn_health_menu")
        self.assertIn(menu.id, menus.with_user(self.admin)._visible_menu_ids())
        self.assertNotIn(menu.id, menus.with_user(self.huong)._visible_menu_ids())
        action = menu.action.with_user(self.admin).run()
        self.assertEqual(action["res_model"], "crm.vn.health.line")

    def test_others_see_nothing(self):
        line = self.env["crm.vn.health.line"].search(
            self.health.action_vn_open()["domain"], limit=1
        )
        for user in (self.huong, self.lan):
            mine = line.with_user(user)
            for call in (
                self.health.with_user(user).action_vn_open,
                lambda mine=mine: mine.read(["value"]),
                mine.action_open,
                mine.action_check,
                mine.action_repair,
                mine.action_new_token,
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_fills_after_an_installation(self):
        fill = self.env["crm.vn.fill"].create(
            {"code": "gone", "first_id": 1, "next_id": 26, "last_id": 100}
        )
        row = self.row("fill_gone")
        self.assertEqual((row["state"], row["value"]), ("ok", "25\N{NO-BREAK SPACE}%"))
        self.env.cr.execute(
            "UPDATE crm_vn_fill SET write_date = write_date - interval '2 hours'"
            " WHERE id = %s",
            [fill.id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.row("fill_gone")["state"], "warning")
