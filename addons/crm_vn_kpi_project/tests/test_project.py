from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.crm_vn_contact_log.tests.registry_common import VnRegistryCommon
from odoo.addons.crm_vn_kpi.tests.common import FEBRUARY, JANUARY

from .common import VnKpiProjectCommon


@tagged("post_install", "-at_install")
class TestProjectReport(VnKpiProjectCommon):
    def _block(self, user):
        report = self._report(user)
        blocks = {block["name"]: block for block in report["blocks"]}
        return report, blocks.get("project")

    def test_activities_by_project(self):
        self._activity(self.task, self.lan)
        self._activity(self.hoa, self.lan)
        report, block = self._block(self.huong)
        rows = {row["name"]: row["cells"] for row in block["table"]["rows"]}
        cell = rows[self.project.name]["activities_done"]
        self.assertEqual(cell["value"], 1)
        self._check_drill(report, cell, self.huong)
        self.assertGreater(rows["No project"]["activities_done"]["value"], 0)

    def test_hidden_projects_are_not_named(self):
        self._activity(self.task, self.lan)
        self.project.privacy_visibility = "followers"
        _report, block = self._block(self.huong)
        names = [row["name"] for row in block["table"]["rows"]]
        self.assertNotIn(self.project.name, names)
        self.assertIn("A project you may not see", names)

    def test_without_projects_no_block(self):
        groups = self.env.ref("project.group_project_user")
        groups.user_ids -= self.lan
        _report, block = self._block(self.lan)
        self.assertFalse(block)

    def test_tasks_done(self):
        metric = self._metric("project_tasks")
        with freeze_time("2027-01-20 03:00:00"):
            self.task.state = "1_done"
            self.env.flush_all()
        self.assertEqual(metric._vn_values(*JANUARY), {self.lan.id: 1})
        with freeze_time("2027-02-02 03:00:00"):
            self.task.user_ids = self.minh
            self.env.flush_all()
            self.assertEqual(metric._vn_values(*JANUARY), {self.lan.id: 1})
            self.task.state = "01_in_progress"
            self.env.flush_all()
            self.assertEqual(metric._vn_values(*JANUARY), {})
            self.task.state = "1_done"
            self.env.flush_all()
        self.assertEqual(metric._vn_values(*FEBRUARY), {self.minh.id: 1})

    def test_nobody_writes_who_did_it(self):
        for values in (
            {"vn_credit_user_id": self.minh.id},
            {"vn_done_at": "2027-01-05 03:00:00"},
        ):
            with self.assertRaises(AccessError):
                self.task.with_user(self.minh).write(values)

    def test_done_by_nobody_s_hand(self):
        """A task of nobody is of the colleague who marks it, never of a customer."""
        metric = self._metric("project_tasks")
        self.task.user_ids = False
        with freeze_time("2027-01-20 03:00:00"):
            self.task.with_user(self.minh).state = "1_done"
            self.env.flush_all()
        self.assertEqual(metric._vn_values(*JANUARY), {self.minh.id: 1})

    def test_tasks_from_before_the_installation(self):
        other = self.task.copy({"user_ids": [(6, 0, self.minh.ids)]})
        tasks = self.task | other
        tasks.state = "1_done"
        self.env.flush_all()
        # Odoo has no other moment for it
        tasks.date_last_stage_update = tasks[0].vn_done_at
        self._check_fill(
            "credit_project_task", tasks, ["vn_done_at", "vn_credit_user_id"]
        )


@tagged("post_install", "-at_install")
class TestProjectRegistry(VnRegistryCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.ref("project.group_project_user").user_ids += cls.user_own

    def test_documents(self):
        self.check_every_document_is_registered()
        self.check_what_is_planned_and_done_counts_alike()

    def test_a_task_is_another_customers(self):
        first, second = self.make_customer("Một"), self.make_customer("Hai")
        task = self.env["project.task"].create(
            {
                "name": "Lắp máy lạnh",
                "project_id": self.env["project.project"].create({"name": "Lắp"}).id,
                "partner_id": first.id,
                "user_ids": [Command.set(self.user_own.ids)],
            }
        )
        done = self.plan(task)
        done.with_user(self.user_own).action_feedback()
        self.env.invalidate_all()
        self.assertEqual(first.vn_last_contact_res_id, done.id)
        task.with_user(self.user_own).partner_id = second
        self.env.invalidate_all()
        self.assertFalse(first.vn_last_contact_date)
        self.assertEqual(second.vn_last_contact_res_id, done.id)

    def test_merge_of_every_model(self):
        self.check_merge_of_every_model()
