from odoo.modules.db import FunctionStatus
from odoo.tests import tagged

from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestSearch(VnCustomerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dang = cls.Partner.create(
            {
                "name": "Đặng Thị Ngọc Ánh",
                "vn_relationship_id": cls.relationship_new.id,
                "ref": "ĐA-77",
            }
        )

    def setUp(self):
        super().setUp()
        if not self.env.registry.has_unaccent:
            self.skipTest("this database has no function unaccent")

    def test_without_accents(self):
        """ "nguyen" finds Nguyễn and "dang" finds Đặng."""
        Partner = self.env["res.partner"].with_user(self.user_all)
        for word, partner in (
            ("nguyen van hung", self.customer_contact),
            ("dang thi", self.dang),
            ("DANG", self.dang),
            ("Đặng", self.dang),
            ("ngoc anh", self.dang),
            ("da-77", self.dang),
        ):
            with self.subTest(word=word):
                self.assertIn(partner.id, [row[0] for row in Partner.name_search(word)])
        self.assertIn(self.dang, Partner.search([("name", "ilike", "dang thi")]))

    def test_catalogs_without_accents(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        channel = self.env["crm.vn.channel"].create({"name": "Bán qua Đại lý"})
        found = self.env["crm.vn.channel"].with_user(self.user_all)
        self.assertIn(channel.id, [row[0] for row in found.name_search("qua dai ly")])

    def test_indexes_of_the_search_bar(self):
        """Each of the fields the search bar looks at has a trigram index."""
        if self.env.registry.has_unaccent != FunctionStatus.INDEXABLE:
            self.skipTest("the function unaccent of this database is not immutable")
        self.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'res_partner' "
            "AND indexdef LIKE '%gin_trgm_ops%'"
        )
        definitions = " ".join(row[0] for row in self.cr.fetchall())
        for name in self.env["res.partner"]._rec_names_search:
            self.assertRegex(definitions, rf"unaccent\(.*\b{name}\b")

    def test_done_activities_are_not_read_and_not_lost(self):
        """The kanban reads planned activities only; done ones are still there."""
        customer = self.customer_person.with_user(self.user_all)
        todo = self.env.ref("mail.mail_activity_data_todo")
        for summary in ("một", "hai"):
            customer.activity_schedule(
                activity_type_id=todo.id, summary=summary, user_id=self.user_all.id
            )
        customer.activity_ids[0].action_feedback(feedback="Xong")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(len(customer.activity_ids), 1)
        every = customer.with_context(active_test=False).activity_ids
        self.assertEqual(every, customer.activity_ids, "done activities were read")
        history = self.env["mail.activity"].with_context(active_test=False)
        domain = [("res_model", "=", "res.partner"), ("res_id", "=", customer.id)]
        self.assertEqual(history.search_count(domain), 2)
        self.assertIn("Xong", "".join(customer.message_ids.mapped("body")))

    def test_list_costs_no_more_than_the_stock_list(self):
        """At most two queries more than Odoo's own list of contacts."""
        self.env["res.partner"].create(
            [
                {
                    "name": f"Khách {index}",
                    "vn_relationship_id": self.relationship_new.id,
                    "vn_type_id": self.type_company.id,
                    "vn_group_ids": [(6, 0, self.group_key.ids)],
                    "source_id": self.source.id,
                    "vn_channel_id": self.channel_direct.id,
                    "industry_id": self.industry.id,
                    "user_id": self.user_all.id,
                }
                for index in range(80)
            ]
        )
        stock = self._count_list_queries(self.env.ref("base.view_partner_tree"))
        mine = self._count_list_queries(
            self.env.ref("crm_vn_customer.res_partner_view_list")
        )
        self.assertLessEqual(mine, stock + 2)

    def _count_list_queries(self, view):
        """Return the queries of the first page of 80 of *view*."""
        Partner = self.env["res.partner"].with_user(self.user_all)
        models = Partner.get_views([(view.id, "list")])
        arch = models["views"]["list"]["arch"]
        specification = self._get_specification(Partner, arch)
        domain = [("vn_relationship_id", "!=", False)]
        for __ in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            Partner.web_search_read(domain, specification, limit=80)
            used = self.env.cr.sql_log_count - before
        return used

    def _get_specification(self, model, arch):
        from lxml import etree

        result = {}
        for node in etree.fromstring(arch).xpath("//field"):
            name = node.get("name")
            field = model._fields[name]
            result[name] = {}
            if field.type == "many2one":
                result[name] = {"fields": {"display_name": {}}}
            elif field.type == "many2many":
                result[name] = {"fields": {"display_name": {}, "color": {}}}
        return result
