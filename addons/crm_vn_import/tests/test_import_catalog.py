from odoo.tests import tagged

from .import_common import ImportCase, xlsx


@tagged("post_install", "-at_install")
class TestImportCatalogs(ImportCase):
    def catalog(self, *rows, model="crm.vn.channel", **options):
        return self.run_import(xlsx(*rows), model=model, **options)

    def test_create_and_update_twice(self):
        rows = [
            ["Code", "Name", "Description"],
            ["HC", "Hội chợ", "Các kỳ hội chợ"],
            ["", "BAN TRUC TIEP", "Gặp khách"],
        ]
        result = self.catalog(*rows)
        self.assertEqual(self.counts(result), (1, 1, 0, 0))
        self.assertEqual(self.channel_direct.description, "Gặp khách")
        result = self.catalog(*rows[:2])
        self.assertEqual(self.counts(result), (0, 0, 1, 0))

    def test_change_the_name_by_code(self):
        self.catalog(["Code", "Name"], ["HC", "Hội chợ"])
        result = self.catalog(["Code", "Name"], ["hc", "Triển lãm"])
        self.assertEqual(self.counts(result), (0, 1, 0, 0))
        channel = self.env["crm.vn.channel"].search([("code", "=", "HC")])
        self.assertEqual(channel.name, "Triển lãm")

    def test_two_equal_names(self):
        result = self.catalog(["Name"], ["Hội chợ"], ["HỘI CHỢ"])
        self.assertFalse(result["ids"])
        self.assertIn("Line 3", result["messages"][0]["message"])
        self.assertIn("line 2", result["messages"][0]["message"])

    def test_groups_with_their_type(self):
        result = self.catalog(
            ["Name", "Customer type"],
            ["Khách miền Tây", "company"],
            model="crm.vn.customer.group",
        )
        self.assertFalse(result["messages"])
        group = self.env["crm.vn.customer.group"].browse(result["ids"])
        self.assertEqual(group.type_id, self.type_company)

    def test_group_of_unknown_type(self):
        result = self.catalog(
            ["Name", "Customer type"],
            ["Khách miền Tây", "Ngoài hành tinh"],
            model="crm.vn.customer.group",
        )
        self.assertFalse(result["ids"])
        self.assertIn("Line 2", result["messages"][0]["message"])

    def test_names_found_for_other_lists(self):
        """A list of contracts, say, asks for a whole column at once."""
        groups = self.env["crm.vn.customer.group"]
        found = groups._vn_find_named({"khach le", "Khách lẻ", "nobody's"})
        self.assertEqual(
            found, dict.fromkeys(("khach le", "Khách lẻ"), self.group_retail.id)
        )
        self.assertEqual(groups._vn_find_named(set()), {})
        # of these nobody looks for names
        self.assertEqual(self.env["ir.cron"]._vn_find_named({"khach le"}), {})

    def test_salesperson_may_not_import(self):
        result = self.catalog(["Name"], ["Hội chợ"], user=self.user_all)
        self.assertFalse(result["ids"])
        self.assertTrue(result["messages"])

    def test_templates(self):
        for model in ("crm.vn.channel", "utm.source", "res.partner.industry"):
            (template,) = self.env[model].get_import_templates()
            self.assertIn(model, template["template"])
