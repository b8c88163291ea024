from odoo.tests import tagged

from .import_common import ImportCase, csv_file


@tagged("post_install", "-at_install")
class TestImportRights(ImportCase):
    """A list that a salesperson imports meets customers whom he may not see."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.rule"].create(
            {
                "name": "Own customers",
                "model_id": cls.env.ref("base.model_res_partner").id,
                "domain_force": "['|', ('vn_relationship_id', '=', False),"
                " ('user_id', 'in', [user.id, False])]",
            }
        )
        cls.hidden = cls.customer_person
        cls.env["ir.model.data"].create(
            [
                {
                    "module": "__import__",
                    "name": f"kh_{customer.id}",
                    "model": "res.partner",
                    "res_id": customer.id,
                }
                for customer in (cls.hidden, cls.customer_company)
            ]
        )

    def _import(self, fields, *rows):
        content = csv_file(fields, *rows)
        dialog = self.dialog(content, "list.csv", self.user_own)
        options = {
            "has_headers": True,
            "quoting": '"',
            "separator": ",",
            "encoding": "utf-8",
            "limit": 2000,
            # what can't be imported is told row by row
            "vn_leave_out_failed": True,
        }
        self.env.invalidate_all()
        return dialog.execute_import(fields, fields, options)

    def _reason(self, result):
        return str(result["vn_report"]["failed"])

    def test_a_hidden_customer_is_not_changed(self):
        """Only whom to ask is told; by phone, by code and by external id."""
        self.hidden.ref = "KIN-1"
        for fields, row in (
            (["name", "phone"], [self.hidden.name, "0912 345 678"]),
            (["ref", "name", "email"], ["KIN-1", "Tên khác", "a@example.com"]),
            (["id", "name"], [f"__import__.kh_{self.hidden.id}", "Tên khác"]),
        ):
            with self.subTest(fields=fields):
                result = self._import(fields, row)
                self.assertIn("vn_report", result, result)
                self.assertEqual(self.counts(result), (0, 0, 0, 1), result)
                self.assertIn(self.user_all.name, self._reason(result))
        self.assertEqual(self.hidden.name, "Trần Thị Ánh")
        self.assertFalse(self.hidden.email)

    def test_an_own_one_is(self):
        xid = f"__import__.kh_{self.customer_company.id}"
        result = self._import(["id", "street"], [xid, "12 Lê Lợi"])
        self.assertEqual(self.counts(result), (0, 1, 0, 0), result)
        self.assertEqual(self.customer_company.street, "12 Lê Lợi")
        # who has no code gets that of the list, who has another one is another
        row = ["MOI-1", self.customer_company.name, self.customer_company.phone]
        result = self._import(["ref", "name", "phone"], row)
        self.assertEqual(self.counts(result)[0], bool(self.customer_company.ref))
