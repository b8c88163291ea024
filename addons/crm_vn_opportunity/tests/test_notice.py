from odoo.tests import freeze_time, tagged

from .common import VnOpportunityCommon, utc


@tagged("post_install", "-at_install")
class TestNotice(VnOpportunityCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Notice = cls.env["crm.vn.lead.notice"]
        # what else there is in the database isn't late
        cls.env["crm.lead"].search([]).active = False

    def _leads_at(self, n, moment, **values):
        with freeze_time(utc(moment)):
            return self._create_leads(n, user_id=self.hoa.id, **values)

    def _run_cron(self, moment):
        with freeze_time(utc(moment)), self.enter_registry_test_mode():
            self.env.ref(
                "crm_vn_opportunity.ir_cron_overdue_notices"
            ).method_direct_trigger()

    def _told(self, user, since=0):
        """Return the subjects of the messages that *user* got."""
        messages = self.env["mail.message"].search(
            [
                ("partner_ids", "in", user.partner_id.ids),
                ("message_type", "=", "user_notification"),
                ("id", ">", since),
            ],
            order="id",
        )
        return messages.mapped("subject")

    def _last_message(self):
        return self.env["mail.message"].search([], order="id desc", limit=1).id

    def test_owner_then_leader_each_once(self):
        lead = self._leads_at(1, "2026-03-05 08:00")
        since = self._last_message()
        self._run_cron("2026-03-05 11:50")
        self.assertFalse(lead.vn_notice_ids)
        self._run_cron("2026-03-05 12:15")
        self.assertEqual(lead.vn_notice_ids.mapped("kind"), ["owner"])
        self.assertEqual(self._told(self.hoa, since), ["Overdue: Cơ hội 0"])
        self.assertEqual(self._told(self.manager, since), [])
        # the same again, then late
        self._run_cron("2026-03-05 12:15")
        self._run_cron("2026-03-06 09:00")
        self._run_cron("2026-03-06 09:15")
        self.assertEqual(sorted(lead.vn_notice_ids.mapped("kind")), ["leader", "owner"])
        self.assertEqual(self._told(self.hoa, since), ["Overdue: Cơ hội 0"])
        self.assertEqual(
            self._told(self.manager, since),
            ["Overdue in your team: Cơ hội 0 (Lê Thị Hoa)"],
        )

    def test_a_lead_that_fails_stops_no_other(self):
        leads = self._leads_at(2, "2026-03-05 08:00")
        with freeze_time(utc("2026-03-05 12:15")):
            self.check_cron_failure(
                "crm_vn_opportunity.ir_cron_overdue_notices",
                "_vn_tell_overdue",
                leads[0],
                leads[1],
                lambda lead: lead.vn_notice_ids,
            )
        self.assertEqual(leads.vn_notice_ids.mapped("kind"), ["owner", "owner"])

    def test_late_cron_tells_both_once(self):
        lead = self._leads_at(1, "2026-03-05 08:00")
        since = self._last_message()
        self._run_cron("2026-03-20 10:00")
        self._run_cron("2026-03-20 10:15")
        self.assertEqual(len(lead.vn_notice_ids), 2)
        self.assertEqual(len(self._told(self.hoa, since)), 1)
        self.assertEqual(len(self._told(self.manager, since)), 1)

    def test_unique_key(self):
        """What another process recorded before isn't ours to tell."""
        lead = self._leads_at(1, "2026-03-05 08:00")
        row = (lead.id, self.hoa.id, "owner", lead.vn_dispatch_date)
        self.assertEqual(len(self.Notice._claim([row])), 1)
        self.assertEqual(self.Notice._claim([row]), [])
        new = (lead.id, self.minh.id, "new", None)
        self.assertEqual(len(self.Notice._claim([new, new])), 1)
        self.assertEqual(self.Notice._claim([new]), [])

    def test_new_owner_is_told_anew(self):
        lead = self._leads_at(1, "2026-03-05 08:00")
        self._run_cron("2026-03-05 13:00")
        with freeze_time(utc("2026-03-05 14:00")):
            lead.user_id = self.minh
        since = self._last_message()
        self._run_cron("2026-03-06 11:00")
        self.assertEqual(self._told(self.minh, since), ["Overdue: Cơ hội 0"])
        self.assertEqual(self._told(self.hoa, since), [])

    def test_never_at_night_nor_on_days_off(self):
        lead = self._leads_at(1, "2026-03-06 13:00")
        for moment in (
            "2026-03-06 18:00",
            "2026-03-06 23:00",
            "2026-03-07 10:00",
            "2026-03-09 07:15",
        ):
            self._run_cron(moment)
            self.assertFalse(lead.vn_notice_ids, moment)
        self._run_cron("2026-03-09 07:30")
        self.assertEqual(lead.vn_notice_ids.mapped("kind"), ["owner"])

    def test_not_on_a_holiday(self):
        lead = self._leads_at(1, "2026-02-12 08:00")
        self._add_holiday("2026-02-13", "2026-02-22", "Tết Nguyên Đán")
        self._run_cron("2026-02-16 10:00")
        self.assertFalse(lead.vn_notice_ids)
        self._run_cron("2026-02-23 10:00")
        self.assertTrue(lead.vn_notice_ids)

    def test_never_for_won_lost_archived_handled_paused(self):
        leads = self._leads_at(5, "2026-03-05 08:00")
        with freeze_time(utc("2026-03-05 09:00")):
            leads[0].action_set_won()
            leads[1].action_set_lost()
            leads[2].active = False
            leads[3].with_user(self.hoa).message_post(
                body="Đã gọi", message_type="comment"
            )
            leads[4].action_vn_pause()
        self._run_cron("2026-03-06 16:00")
        self.assertFalse(leads.vn_notice_ids)

    def test_one_summary_instead_of_fifty(self):
        self._leads_at(50, "2026-03-05 08:00")
        since = self._last_message()
        self._run_cron("2026-03-05 13:00")
        self.assertEqual(self._told(self.hoa, since), ["50 overdue opportunities"])

    def test_three_are_told_one_by_one(self):
        self._leads_at(3, "2026-03-05 08:00")
        since = self._last_message()
        self._run_cron("2026-03-05 13:00")
        self.assertEqual(len(self._told(self.hoa, since)), 3)

    def test_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.hoa.lang = "vi_VN"
        self.env["ir.module.module"]._load_module_terms(
            ["crm_vn_opportunity"], ["vi_VN"], overwrite=True
        )
        self._leads_at(1, "2026-03-05 08:00")
        since = self._last_message()
        self._run_cron("2026-03-05 13:00")
        self.assertEqual(self._told(self.hoa, since), ["Quá hạn: Cơ hội 0"])

    def test_leader_who_owns_it_is_told_once(self):
        self.team.user_id = self.hoa
        lead = self._leads_at(1, "2026-03-05 08:00")
        self._run_cron("2026-03-09 10:00")
        self.assertEqual(lead.vn_notice_ids.mapped("kind"), ["owner"])

    def test_back_to_the_pool(self):
        self.team.vn_escalation_mode = "pool"
        rule = self._create_rule("Tất cả", [self.hoa, self.minh])
        lead = self._leads_at(1, "2026-03-05 08:00")
        self._run_cron("2026-03-05 13:00")
        self.assertEqual(lead.user_id, self.hoa)
        self._run_cron("2026-03-05 17:30")
        self.assertEqual(lead.user_id, self.minh)
        self.assertEqual(lead.vn_assignment_rule_id, rule)
        bodies = " ".join(lead.message_ids.mapped("body"))
        self.assertIn("Not handled in time by Lê Thị Hoa", bodies)
        # Minh has the time that Hoa had
        self.assertEqual(lead.vn_dispatch_date, utc("2026-03-05 17:30"))
        self._run_cron("2026-03-05 17:45")
        self.assertEqual(lead.user_id, self.minh)

    def test_back_to_the_pool_without_a_rule(self):
        self.team.vn_escalation_mode = "pool"
        lead = self._leads_at(1, "2026-03-05 08:00")
        self._run_cron("2026-03-05 17:30")
        self.assertFalse(lead.user_id)
        self.assertFalse(lead.vn_handling_deadline)

    def test_recipients_each_told_once(self):
        self.team.vn_notify_user_ids = self.minh + self.lan + self.manager
        since = self._last_message()
        lead = self._create_leads(1, user_id=self.hoa.id)
        self.assertEqual(self._told(self.minh, since), ["New opportunity: Cơ hội 0"])
        self.assertEqual(self._told(self.lan, since), ["New opportunity: Cơ hội 0"])
        # who made it knows
        self.assertEqual(self._told(self.manager, since), [])
        lead.sudo()._vn_notify_new()
        self.assertEqual(len(self._told(self.minh, since)), 1)

    def test_recipients_of_an_import(self):
        self.team.vn_notify_user_ids = self.minh
        since = self._last_message()
        self.env["crm.lead"].with_user(self.manager).with_context(
            import_file=True
        ).load(
            ["name", "type", "team_id/.id"],
            [[f"Nhập {number}", "opportunity", self.team.id] for number in range(20)],
        )
        self.assertEqual(self._told(self.minh, since), ["20 new opportunities"])

    def test_recipients_of_an_email(self):
        self.team.vn_notify_user_ids = self.minh
        since = self._last_message()
        lead_id = self.env["crm.lead"].message_process(
            "crm.lead",
            "From: khach@example.com\nTo: ban@example.com\n"
            "Message-Id: <vn-opportunity-1@example.com>\nSubject: Hoi gia\n\nXin gia",
            custom_values={"team_id": self.team.id},
        )
        self.assertTrue(lead_id)
        self.assertEqual(self._told(self.minh, since), ["New opportunity: Hoi gia"])
