from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL

from odoo.addons.crm_vn_import.tests.import_common import xlsx

from .common import ImportUndoCase

#: tables of the engine, whose rows are made anew where a customer changes
NUMBERED_ANEW = {"crm_vn_duplicate_key"}
HEADINGS = ["Tên KH", "Điện thoại", "Email", "Nhóm", "Người liên hệ"]


@tagged("post_install", "-at_install")
class TestImportUndo(ImportUndoCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = cls.env["res.partner"].create(
            {
                "name": "Công ty TNHH Sen Vàng",
                "is_company": True,
                "phone": "+84 912 000 111",
                "vn_relationship_id": cls.relationship_new.id,
            }
        )
        cls.content = xlsx(
            HEADINGS,
            ["Công ty TNHH Sen Vàng", "0912000111 / 0912000112", "", "", "Hà Sen"],
            ["Công ty TNHH Sen Hồng", "0912000113", "sen@example.com", "", "Lê Hồng"],
            ["Hà Văn Mười", "0912000114", "", "Khách lẻ", ""],
        )

    def tables(self):
        """Return {table: what it holds} of every table but those of imports.

        Of Odoo's registry (``ir_``) only what belongs to records is looked at. The
        numbers of rows count as well, but for those of the engine.
        """
        # people are still to be told of the test's users
        self.env.cr.precommit.run()
        self.env.flush_all()
        names = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class WHERE relkind = 'r' "
                "AND relnamespace = 'public'::regnamespace "
                "AND (relname NOT LIKE 'ir\\_%%' OR relname IN %s) "
                "AND relname NOT LIKE 'crm\\_vn\\_import%%' "
                "AND relname NOT LIKE 'base\\_import%%' ORDER BY relname",
                ("ir_attachment", "ir_model_data", "ir_default"),
            )
        )
        found = self.env.execute_query(
            SQL(" UNION ALL ").join(
                SQL(
                    "SELECT %(name)s, md5(string_agg(%(row)s, ',' ORDER BY %(row)s)) "
                    "FROM %(table)s t",
                    name=name,
                    table=SQL.identifier(name),
                    row=SQL("(to_jsonb(t) - 'id')::text")
                    if name in NUMBERED_ANEW
                    else SQL("t::text"),
                )
                for (name,) in names
            )
        )
        return dict(found)

    def test_undo_leaves_nothing_behind(self):
        before = self.tables()
        result, record = self.imported(self.content)
        self.assertEqual(self.counts(result), (2, 1, 0, 0))
        self.assertEqual(self.known.vn_phone2, "+84 912 000 112")
        self.assertEqual(self.known.child_ids.name, "Hà Sen")
        changed = {name for name, text in self.tables().items() if text != before[name]}
        self.assertLessEqual(
            {"res_partner", "crm_vn_duplicate_key", "mail_followers"}, changed
        )
        record.action_undo()
        self.env.invalidate_all()
        self.assertEqual(self.tables(), before)
        self.assertEqual(record.state, "undone")
        with self.assertRaises(UserError):
            record.action_undo()

    def test_a_contact_that_got_a_phone_has_none_again(self):
        contact = self.env["res.partner"].create(
            {"name": "Hà Sen", "parent_id": self.known.id, "function": "Kế toán"}
        )
        before = self.tables()
        result, record = self.imported(
            xlsx(
                ["Tên KH", "Điện thoại", "Người liên hệ", "SĐT liên hệ", "Chức vụ LH"],
                [self.known.name, "0912000111", "Hà Sen", "0912000119", "Giám đốc"],
            )
        )
        self.assertEqual(self.counts(result), (0, 1, 0, 0))
        self.assertEqual(contact.phone, "+84 912 000 119")
        self.assertEqual(contact.function, "Kế toán")
        record.action_undo()
        self.env.invalidate_all()
        self.assertEqual(self.tables(), before)

    def test_what_was_changed_since_stays_and_is_said(self):
        result, record = self.imported(self.content)
        company, person = self.env["res.partner"].browse(
            [i for i in result["ids"] if i != self.known.id]
        )
        person.phone = "+84 912 000 999"
        self.known.vn_phone2 = "+84 912 000 888"
        company.message_post(body="Đã gọi", message_type="comment")
        action = record.action_undo()
        self.assertEqual(action["params"]["type"], "warning")
        self.assertTrue(person.exists())
        self.assertTrue(company.exists())
        self.assertEqual(self.known.vn_phone2, "+84 912 000 888")
        kept = record.sudo().change_ids.filtered("reason")
        self.assertLessEqual(
            {company.id, person.id, self.known.id}, set(kept.mapped("res_id"))
        )

    def test_only_the_importer_and_managers_undo(self):
        _result, record = self.imported(self.content, user=self.user_all)
        with self.assertRaises(AccessError):
            record.with_user(self.user_own).action_undo()
        self.assertTrue(record.with_user(self.manager).can_undo)
        with self.assertRaises(AccessError):
            record.with_user(self.user_all).write({"name": "x"})

    def test_after_thirty_days_it_is_forgotten(self):
        _result, record = self.imported(self.content)
        self.env.cr.execute(
            "UPDATE crm_vn_import SET create_date = create_date - interval '31 days' "
            "WHERE id = %s",
            [record.id],
        )
        record.invalidate_recordset()
        self.assertFalse(record.can_undo)
        with self.assertRaises(UserError):
            record.action_undo()
        self.env["crm.vn.import"]._gc_old()
        self.assertFalse(record.exists())

    def test_batches_are_one_import(self):
        rows = [[f"Khách {number}", "", "", "", ""] for number in range(5)]
        dialog = self.dialog(xlsx(HEADINGS, *rows))
        options = {"has_headers": True, "quoting": '"', "sheet": "Sheet"}
        fields = ["name", "phone", "email", "vn_group_ids", "child_ids/name"]
        ids = {
            dialog.execute_import(
                fields,
                [h.lower() for h in HEADINGS],
                {**options, "limit": 3, "skip": skip},
            )["vn_report"]["import_id"]
            for skip in (0, 3)
        }
        record = self.env["crm.vn.import"].browse(ids)
        self.assertEqual(len(record), 1)
        self.assertEqual((record.row_count, record.created_count), (5, 5))
        domain = record.with_user(self.manager).action_view_customers()["domain"]
        self.assertEqual(self.env["res.partner"].search_count(domain), 5)

    def test_rows_left_out_come_as_a_file_that_can_be_mended(self):
        content = xlsx(
            ["Tên KH", "MST", "Ghi chú"],
            ["Hà Văn Tốt", "", ""],
            ["Hà Văn Sai", "12", "nợ 5tr"],
        )
        result, record = self.imported(content, vn_leave_out_failed=True)
        self.assertEqual(self.counts(result), (1, 0, 0, 1))
        heading, row = record.failed_rows
        self.assertEqual(row[:3], ["Hà Văn Sai", "12", "nợ 5tr"])
        self.assertIn("12", row[3])
        again = self.run_import(record._failed_file(), vn_leave_out_failed=True)
        self.assertEqual(self.counts(again), (0, 0, 0, 1))
        self.assertEqual(heading[:3], ["tên kh", "mst", "ghi chú"])

    def test_test_run_and_faulty_lists_leave_no_record(self):
        number = self.env["crm.vn.import"].search_count([])
        self.run_import(self.content, dryrun=True)
        self.run_import(xlsx(["Tên KH", "MST"], ["Hà Văn Sai", "12"]))
        self.assertEqual(self.env["crm.vn.import"].search_count([]), number)

    def test_the_importer_is_the_owner_unless_said(self):
        result, _record = self.imported(self.content)
        made = self.env["res.partner"].browse(result["ids"]) - self.known
        self.assertEqual(made.user_id, self.manager)
        self.assertFalse(self.known.user_id)
        result, _record = self.imported(
            xlsx(["Tên KH", "Nhân viên phụ trách"], ["Hà Văn Không", ""])
        )
        self.assertFalse(self.env["res.partner"].browse(result["ids"]).user_id)
