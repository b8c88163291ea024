from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged, warmup

from odoo.addons.crm_vn_contact_log.tests.common import VnContactCommon


@tagged("post_install", "-at_install")
class TestDesk(VnContactCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = new_test_user(
            cls.env,
            login="vn_desk",
            groups="sales_team.group_sale_salesman,base.group_partner_manager",
            lang="en_US",
            tz="Asia/Ho_Chi_Minh",
        )
        cls.customers = [
            cls.make_customer(f"Khách {days}", days=days, owner=cls.salesperson)
            for days in (3, 29, 31, 45, 90)
        ]
        for days in (-5, -1, 0, 0, 2, 8, 30):
            cls.plan(cls.customers[0], days=days, user=cls.salesperson)

    def desk(self, user=None, *args):
        return self.as_user(self.env["crm.vn.desk"], user or self.salesperson).get_desk(
            *args
        )

    def bucket_counts(self, desk):
        return {bucket["name"]: bucket["count"] for bucket in desk["todo"]["buckets"]}

    def assertCountersEqualLists(self, desk, user):
        activities = self.as_user(self.env["mail.activity"], user)
        partners = self.as_user(self.env["res.partner"], user)
        for bucket in desk["todo"]["buckets"]:
            self.assertEqual(bucket["count"], activities.search_count(bucket["domain"]))
        blocks = [
            desk["forgotten"],
            desk["relationship"],
            *desk["relationship"]["rows"],
        ]
        for block in blocks:
            self.assertEqual(block["count"], partners.search_count(block["domain"]))
        if "updated" in desk:
            self.assertEqual(
                desk["updated"]["customers"],
                partners.search_count(desk["updated"]["domain"]),
            )

    def test_to_do(self):
        desk = self.desk()
        self.assertEqual(
            self.bucket_counts(desk), {"overdue": 2, "today": 2, "upcoming": 3}
        )
        self.assertCountersEqualLists(desk, self.salesperson)
        row = desk["todo"]["buckets"][0]["rows"][0]
        self.assertEqual(row["name"], "Khách 3")
        self.assertEqual(row["deadline"], str(self.today - timedelta(days=5)))
        self.assertEqual((row["when"], row["summary"]), ("5 days late", "Gọi hỏi thăm"))

    def test_types_that_are_not_shown_on_the_home(self):
        self.call_type.vn_show_on_home = False
        self.assertEqual(
            self.bucket_counts(self.desk()), {"overdue": 0, "today": 0, "upcoming": 0}
        )

    def test_activity_types_in_both_languages(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        names = {
            "crm_vn_desk.mail_activity_type_visit": ("Visit", "Ghé thăm"),
            "crm_vn_desk.mail_activity_type_task": ("Task", "Nhiệm vụ"),
        }
        for xmlid, (english, vietnamese) in names.items():
            kind = self.env.ref(xmlid)
            self.assertEqual(kind.with_context(lang="en_US").name, english)
            self.assertTrue(kind.vn_show_on_home)
            self.assertEqual(kind.with_context(lang="vi_VN").name, vietnamese)
        for name in ("call", "meeting", "email"):
            kind = self.env.ref(f"mail.mail_activity_data_{name}")
            self.assertTrue(kind.vn_show_on_home)

    def test_forgotten_block(self):
        desk = self.desk()
        block = desk["forgotten"]
        self.assertEqual(block["count"], 3)
        self.assertEqual(
            [row["name"] for row in block["rows"]], ["Khách 90", "Khách 45", "Khách 31"]
        )
        self.assertTrue(
            block["rows"][0]["reason"].startswith("90 days, last: Meeting by")
        )

    def test_shares_add_up(self):
        self.customers[0].vn_relationship_id = self.relationship_vip
        self.customers[1].vn_relationship_id = self.relationship_new
        block = self.desk()["relationship"]
        self.assertEqual(block["count"], 5)
        self.assertEqual(round(sum(row["share"] for row in block["rows"]), 6), 100)

    def test_unread_block(self):
        customer = self.customers[0]
        customer.message_subscribe(self.manager.partner_id.ids)
        self.comment(customer, self.manager, "Khách cần gặp gấp")
        self.comment(customer, self.manager, "Gọi ngay")
        block = self.desk()["updated"]
        self.assertEqual((block["count"], block["customers"]), (2, 1))
        self.assertEqual(block["rows"][0]["preview"], "Gọi ngay")
        self.assertEqual(block["rows"][0]["name"], customer.name)
        self.assertEqual(block["rows"][0]["author"], self.manager.name)
        self.assertCountersEqualLists(self.desk(), self.salesperson)

    def test_empty_desk(self):
        other = new_test_user(
            self.env, login="vn_new", groups="sales_team.group_sale_salesman"
        )
        desk = self.desk(other)
        self.assertEqual(
            self.bucket_counts(desk), {"overdue": 0, "today": 0, "upcoming": 0}
        )
        self.assertEqual(desk["forgotten"]["rows"], [])
        self.assertEqual(desk["relationship"]["count"], 0)
        self.assertCountersEqualLists(desk, other)

    def test_managers_switch_to_team_and_person(self):
        team = self.env["crm.team"].create(
            {
                "name": "Đội Hà Nội",
                "user_id": self.user_own.id,
                "member_ids": [(6, 0, (self.salesperson | self.user_all).ids)],
            }
        )
        self.plan(self.customer_person, user=self.user_all)
        for looker in (self.manager, self.user_own):
            desk = self.desk(looker, "team", team.id)
            self.assertNotIn("updated", desk)
            self.assertCountersEqualLists(desk, looker)
            person = self.desk(looker, "user", self.salesperson.id)
            self.assertEqual(person["scope"]["name"], self.salesperson.name)
            self.assertCountersEqualLists(person, looker)
        self.assertEqual(
            self.bucket_counts(self.desk(self.manager, "team", team.id))["today"], 3
        )
        for kind, res_id in (("team", team.id), ("user", self.user_all.id)):
            with self.assertRaises(AccessError):
                self.desk(self.salesperson, kind, res_id)

    def test_what_others_do_on_documents_one_may_not_read(self):
        hidden = self.make_customer("Ẩn", company_id=self.company_2.id)
        self.plan(hidden, user=self.salesperson, kind=self.call_type)
        team = self.env["crm.team"].create(
            {"name": "Đội", "member_ids": [(6, 0, self.salesperson.ids)]}
        )
        desk = self.desk(self.user_all, "team", team.id)
        self.assertEqual(self.bucket_counts(desk)["today"], 2)
        self.assertCountersEqualLists(desk, self.user_all)

    def test_done_postpone_log(self):
        desk = self.as_user(self.env["crm.vn.desk"], self.salesperson)
        call = self.env.ref("mail.mail_activity_data_call")
        self.assertEqual(desk.get_log_types()[0]["id"], call.id)
        rows = self.desk()["todo"]["buckets"][0]["rows"]
        activities = self.env["mail.activity"].with_user(self.salesperson)
        activities.browse(rows[0]["id"]).vn_postpone(days=1)
        activities.browse(rows[1]["id"]).action_feedback(feedback="Xong")
        self.assertEqual(
            self.bucket_counts(self.desk()), {"overdue": 0, "today": 2, "upcoming": 4}
        )
        desk.log_contact(
            "res.partner", self.customers[4].id, self.call_type.id, "Gặp", 7
        )
        self.assertEqual(self.desk()["forgotten"]["count"], 2)
        self.assertEqual(self.bucket_counts(self.desk())["upcoming"], 5)

    @warmup
    def test_at_most_fifteen_queries_however_much_there_is(self):
        customer = self.customers[0]
        customer.message_subscribe(self.manager.partner_id.ids)
        self.comment(customer, self.manager)
        lead = self.env["crm.lead"].create({"name": "Cơ hội", "phone": "0903 1"})
        self.plan(lead, user=self.salesperson)
        # the client sends language and time zone
        desk = (
            self.env["crm.vn.desk"]
            .with_user(self.salesperson)
            .with_context(lang="en_US", tz="Asia/Ho_Chi_Minh")
        )
        desk.get_desk()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(15):
            desk.get_desk()
        before = self.count_queries(desk)
        for number in range(12):
            customer = self.make_customer(
                f"Thêm {number}", days=50, owner=self.salesperson
            )
            self.plan(customer, user=self.salesperson)
        self.assertLessEqual(self.count_queries(desk), before)

    def count_queries(self, desk):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        desk.get_desk()
        return self.env.cr.sql_log_count - before
