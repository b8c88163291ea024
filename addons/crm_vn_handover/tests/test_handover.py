from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models import crm_vn_handover
from .common import VnHandoverCommon


@tagged("post_install", "-at_install")
class TestHandover(VnHandoverCommon):
    def _owners(self):
        self.env.invalidate_all()
        records = (self.first, self.call, self.second, self.lead)
        return [record.user_id for record in records]

    def test_all_to_one(self):
        handover = self._handover("person", self.mai)
        handover.action_start()
        self.assertEqual(handover.state, "done")
        self.assertEqual(self._owners(), [self.mai] * 4)
        self.assertIn(self.mai.partner_id, self.first.message_partner_ids)
        self.assertEqual(set(handover.row_ids.mapped("state")), {"done"})
        self.assertEqual(handover.done_count, handover.row_count)

    def test_in_turn_and_all_of_a_customer_to_one(self):
        self._handover().action_start()
        self.assertEqual(self._owners(), [self.mai, self.mai, self.hai, self.hai])

    def test_by_province(self):
        handover = self._handover("area", self.mai)
        handover.target_ids.state_ids = self.hanoi
        handover.action_start()
        self.assertEqual(self._owners(), [self.mai, self.mai, self.tuan, self.tuan])
        self.assertEqual(handover.left_count, 2)
        self.tuan.action_archive()
        action = self.env.ref("crm_vn_handover.res_partner_action_left_behind")
        left = self.env["res.partner"].with_user(self.manager)
        domain = [("user_id", "!=", False), ("user_id.active", "=", False)]
        self.assertEqual(action.domain, str(domain))
        self.assertIn(self.second, left.search(domain))
        self.assertNotIn(self.first, left.search(domain))

    def test_the_plan_writes_nothing_and_is_what_happens(self):
        handover = self._handover()
        handover.action_plan()
        plan = {(row.res_model, row.res_id): row.to_user_id for row in handover.row_ids}
        self.assertEqual(self._owners(), [self.tuan] * 4)
        self.assertIn(self.mai.name, handover.summary)
        handover.action_start()
        found = {
            (row.res_model, row.res_id): row.to_user_id for row in handover.row_ids
        }
        self.assertEqual(found, plan)
        for (model, res_id), user in plan.items():
            self.assertEqual(self.env[model].browse(res_id).user_id, user)

    def test_kinds_are_named_in_the_readers_language(self):
        """A plan may be older than the words of a language."""
        handover = self._handover()
        handover.action_plan()
        self.env["res.lang"]._activate_lang("vi_VN")
        model = self.env["ir.model"]._get("res.partner")
        model.with_context(lang="vi_VN").name = "Người quen"
        handover = handover.with_user(self.manager).with_context(lang="vi_VN")
        rows = handover.row_ids.filtered(lambda row: row.res_model == "res.partner")
        self.assertEqual(set(rows.mapped("kind")), {"Người quen"})
        self.assertIn("Người quen: ", handover.summary)
        groups = rows.formatted_read_group(
            [("id", "in", rows.ids)], ["model_id"], ["__count"]
        )
        self.assertEqual([group["model_id"][1] for group in groups], ["Người quen"])

    def test_in_the_background_and_once(self):
        with (
            patch.object(crm_vn_handover, "AT_ONCE", 1),
            patch.object(crm_vn_handover, "BATCH", 2),
        ):
            handover = self._handover()
            handover.action_start()
            self.assertEqual(handover.state, "running")
            self.assertEqual(self._owners(), [self.tuan] * 4)
            self.second.user_id = self.user_all
            for _again in range(2):
                with self.enter_registry_test_mode():
                    self.env.ref(
                        "crm_vn_handover.ir_cron_handover"
                    ).method_direct_trigger()
        self.assertEqual(handover.state, "done")
        self.assertEqual(self._owners(), [self.mai, self.mai, self.user_all, self.hai])
        gone = handover.row_ids.filtered(lambda row: row.state == "gone")
        self.assertEqual(gone.mapped("res_id"), self.second.ids)

    def test_teams_of_leads_are_looked_up_once(self):
        """As Odoo would choose them, at the cost of one lead of each kind."""
        other = self.env["crm.team"].create(
            {"name": "Dự án", "company_id": self.company.id, "member_ids": self.mai}
        )
        south = self.env["crm.team"].create(
            {"name": "Miền Nam", "company_id": self.company.id}
        )
        values = {"partner_id": self.first.id, "user_id": self.tuan.id}
        leads = self.env["crm.lead"].create(
            [
                {"name": f"{kind} {team.name} {n}", "type": kind, **values}
                | {"team_id": team.id, "company_id": self.company.id}
                for kind in ("lead", "opportunity")
                for team in (other, south)
                for n in range(3)
            ]
        )
        with self.env.cr.savepoint() as savepoint:
            leads.user_id = self.mai
            expected = {lead: lead.team_id for lead in leads}
            savepoint.rollback()
        self.env.invalidate_all(flush=False)
        Team = type(self.env["crm.team"])
        origin, asked = Team._get_default_team_id, []

        def look(team, user_id=False, domain=False):
            asked.append(domain)
            return origin(team, user_id=user_id, domain=domain)

        with patch.object(Team, "_get_default_team_id", look):
            leads.sudo()._vn_give_to(self.mai)
            self.env.flush_all()
        self.assertEqual(leads.user_id, self.mai)
        self.assertEqual({lead: lead.team_id for lead in leads}, expected)
        # four kinds of them, three of each
        self.assertLessEqual(len(asked), 4)

    def test_the_log_is_written_together(self):
        """What became of the records of a batch is one statement for each kind."""
        handover = self._handover("person", self.mai)
        handover.sudo()._insert_rows([("res.partner", self.first, self.mai.id)] * 250)
        rows = handover.row_ids.sudo()
        self.assertEqual(len(rows), 250)
        with self.assertQueryCount(1):
            rows._set_state("gone")
        self.assertEqual(set(rows.mapped("state")), {"gone"})
        self.assertEqual(handover.done_count, 0)

    def test_what_followed_its_customer_is_handed_over(self):
        handover = self._handover("person", self.mai)
        handover.action_plan()
        self.call.user_id = self.mai
        self.lead.user_id = self.hai
        while handover._run_batch(500):
            pass
        states = {
            (row.res_model, row.res_id): row.state for row in handover.row_ids.sudo()
        }
        self.assertEqual(states["mail.activity", self.call.id], "done")
        self.assertEqual(states["crm.lead", self.lead.id], "gone")
        self.assertEqual(self.lead.user_id, self.hai)

    def test_a_record_that_fails_stops_nobody_elses(self):
        Lead = type(self.env["crm.lead"])
        with patch.object(Lead, "_vn_give_to", side_effect=UserError("Không được")):
            handover = self._handover()
            handover.action_start()
        failed = handover.row_ids.filtered(lambda row: row.state == "failed")
        self.assertEqual(failed.mapped("res_model"), ["crm.lead"])
        self.assertIn("Không được", failed.reason)
        self.assertEqual(self.second.user_id, self.hai)

    def test_who_can_not_take_over(self):
        self.hai.action_archive()
        portal = self.env.ref("base.public_user")
        for people in (self.hai, portal, self.tuan, self.env["res.users"]):
            with self.assertRaises(UserError):
                self._handover("person", people).action_start()
        self.assertEqual(self._owners(), [self.tuan] * 4)

    def test_offered_when_archived(self):
        action = self.tuan.with_user(self.admin_user()).action_archive()
        self.assertEqual(action["res_model"], "crm.vn.handover")
        self.assertEqual(action["context"]["default_user_id"], self.tuan.id)
        # Odoo deletes the activities of who is archived: these are kept
        self.assertTrue(self.call.exists())
        self.assertFalse(self.call.user_id)
        handover = self.env["crm.vn.handover"].with_user(self.manager)
        handover = handover.browse(action["res_id"])
        self.assertEqual(handover.target_ids.user_id, self.mai | self.hai)
        handover.method = "person"
        handover.target_ids = [(5, 0), (0, 0, {"user_id": self.mai.id})]
        handover.action_start()
        self.assertEqual(self._owners(), [self.mai] * 4)
        self.tuan.action_unarchive()
        again = self.tuan.with_user(self.admin_user()).action_archive()
        self.assertNotIsInstance(again, dict)

    def admin_user(self):
        return self.env.ref("base.user_admin")

    def test_what_is_left_is_on_the_managers_desk(self):
        self.tuan.with_user(self.admin_user()).action_archive()
        desk = self.env["crm.vn.desk"].with_user(self.manager)
        rows = {row["model"]: row for row in desk.get_desk("home")["leftovers"]["rows"]}
        for row in rows.values():
            found = desk.env[row["model"]].search_count(row["domain"])
            self.assertEqual(found, row["count"])
        for record in (self.first, self.call, self.lead):
            domain = rows[record._name]["domain"]
            self.assertIn(record, self.env[record._name].search(domain))
        self.assertNotIn("leftovers", desk.with_user(self.mai).get_desk("home"))
        handover = self._handover("person", self.mai)
        handover.action_start()
        left = self.manager._vn_leftover_domains()["res.partner"]
        self.assertNotIn(self.first, self.env["res.partner"].search(left))

    def test_salespeople_may_not(self):
        for user in (self.user_own, self.user_all):
            with self.assertRaises(AccessError):
                self._handover().with_user(user).action_start()


@tagged("post_install", "-at_install")
class TestHandoverOfCompanies(VnHandoverCommon):
    """Who leaves worked in two companies: each hands over its own work only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tuan.company_ids += cls.company_2
        cls.manager_2 = cls._make_user(
            "vn_manager_2", "sales_team.group_sale_manager", cls.company_2
        )
        cls.lan = cls._make_user(
            "vn_lan", "sales_team.group_sale_salesman", cls.company_2
        )
        cls.theirs = cls.env["res.partner"].create(
            {
                "name": "Khách của công ty Hai",
                "user_id": cls.tuan.id,
                "company_id": cls.company_2.id,
            }
        )
        cls.their_lead = cls.env["crm.lead"].create(
            {
                "name": "Tủ bếp công ty Hai",
                "type": "opportunity",
                # a customer of both companies
                "partner_id": cls.first.id,
                "user_id": cls.tuan.id,
                "team_id": False,
                "company_id": cls.company_2.id,
            }
        )
        cls.their_calls = cls.env["mail.activity"].browse(
            [
                record.activity_schedule(
                    "mail.mail_activity_data_call", user_id=cls.tuan.id
                ).id
                for record in (cls.theirs, cls.their_lead)
            ]
        )

    def _of_two(self):
        return self.theirs, self.their_lead, *self.their_calls

    def _owners(self, records):
        self.env.invalidate_all()
        return [record.user_id for record in records]

    def test_each_company_hands_over_its_own(self):
        handover = self._handover("person", self.mai)
        handover.action_plan()
        names = " ".join(handover.sudo().row_ids.mapped("res_name"))
        self.assertNotIn("công ty Hai", names)
        handover.action_start()
        self.assertEqual(self._owners(self._of_two()), [self.tuan] * 4)
        ours = self._owners((self.first, self.call, self.second, self.lead))
        self.assertEqual(ours, [self.mai] * 4)
        handover = self.env["crm.vn.handover"].with_user(self.manager_2)
        handover = handover.create(
            {"user_id": self.tuan.id, "target_ids": [(0, 0, {"user_id": self.lan.id})]}
        )
        handover.action_start()
        self.assertEqual(self._owners(self._of_two()), [self.lan] * 4)
        rows = self.env["crm.vn.handover.row"]
        for user, mine, strange in (
            (self.manager, self.company, self.company_2),
            (self.manager_2, self.company_2, self.company),
        ):
            seen = rows.with_user(user).search([]).sudo()
            self.assertTrue(seen)
            self.assertLessEqual(seen.company_id, mine)
            theirs = rows.search([("company_id", "=", strange.id)])
            self.assertTrue(theirs)
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                theirs.with_user(user).read(["res_name"])

    def test_what_is_kept_waits_for_its_company(self):
        self.tuan.with_user(self.env.ref("base.user_admin")).action_archive()
        self.assertEqual(self._owners(self.their_calls), [self.env["res.users"]] * 2)
        handovers = self.env["crm.vn.handover"]
        mine = handovers.with_user(self.manager)._get_begun(self.tuan)
        mine.write(
            {
                "method": "person",
                "target_ids": [(5, 0), (0, 0, {"user_id": self.mai.id})],
            }
        )
        mine.action_plan()
        self.assertLessEqual(mine.row_ids.company_id, self.company)
        mine.action_start()
        self.assertEqual(mine.state, "done")
        self.assertEqual(self._owners(self.their_calls), [self.env["res.users"]] * 2)
        theirs = handovers.with_user(self.manager_2)._get_begun(self.tuan)
        self.assertNotEqual(theirs.id, mine.id)
        self.assertEqual(set(theirs.row_ids.mapped("res_id")), {*self.their_calls.ids})
        theirs.target_ids = [(5, 0), (0, 0, {"user_id": self.lan.id})]
        theirs.action_start()
        self.assertEqual(self._owners(self._of_two()), [self.lan] * 4)
        self.assertEqual(self._owners([self.call]), [self.mai])
