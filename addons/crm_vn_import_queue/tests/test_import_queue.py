import contextlib
import io
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.crm_vn_import.tests.import_common import xlsx

from ..models import crm_vn_import as queue
from ..models import crm_vn_import_chunk as chunks
from .common import ImportQueueCase

HEADINGS = ["Mã KH", "Tên KH", "Điện thoại", "Nhóm", "Ghi chú"]


@tagged("post_install", "-at_install")
class TestImportQueue(ImportQueueCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.importer = new_test_user(
            cls.env,
            login="imp_importer",
            groups="sales_team.group_sale_salesman,base.group_partner_manager",
        )
        cls.rows = [
            [f"NEN{n}", f"Hà Nền {n}", f"0912 000 2{n:02}", "Khách lẻ", ""]
            for n in range(7)
        ]
        small = patch.object(queue, "CHUNK_ROWS", 3)
        small.start()
        cls.addClassCleanup(small.stop)

    def setUp(self):
        super().setUp()
        self.rows = [list(row) for row in self.rows]

    def customers(self):
        return self.env["res.partner"].search([("ref", "=like", "NEN%")], order="ref")

    def test_long_lists_go_into_the_background(self):
        options = {"has_headers": True, "quoting": '"'}
        for rows, expected in ((2, False), (3, True)):
            content = xlsx(HEADINGS, *self.rows[:rows])
            preview = self.dialog(content).parse_preview(dict(options))
            self.assertEqual(preview["options"]["vn_background"], expected)
        self.env.company.vn_import_background_rows = 0
        preview = self.dialog(content).parse_preview(dict(options))
        self.assertFalse(preview["options"]["vn_background"])

    def test_all_parts_are_imported(self):
        record = self.queue(xlsx(HEADINGS, *self.rows))
        self.assertEqual((record.state, record.total_count), ("queued", 7))
        self.assertEqual(record.sudo().chunk_ids.mapped("row_count"), [3, 3, 1])
        self.assertFalse(self.customers(), "nothing happens before its turn")
        self.run_cron()
        self.assertEqual(record.state, "done")
        self.assertEqual(self.result(record), (7, 0, 0, 0))
        self.assertEqual((record.row_count, record.progress), (7, 100))
        self.assertEqual(self.customers().mapped("phone")[6], "+84 912 000 206")
        self.assertEqual(self.customers().user_id, self.manager)
        self.assertFalse(any(record.sudo().chunk_ids.mapped("rows")), "kept no longer")

    def test_the_same_counts_and_reasons_as_in_the_foreground(self):
        rows = [
            *self.rows,
            ["nen1", "Hà Nền khác", "", "", ""],
            ["", "", "0912000299", "", ""],
            ["NEN9", "Hà Nền 9", "9.12E+08", "", ""],
            ["", "Hà Nền 3", "0912000203 / 0912000298", "", ""],
            ["", "Hà Nền 4", "0912000204", "", ""],
        ]
        content = xlsx(["Danh sách"], HEADINGS, *rows[:2], [], *rows[2:])
        savepoint = self.cr.savepoint()
        result = self.run_import(content, vn_leave_out_failed=True)
        expected = self.counts(result)
        reasons = {row["line"]: row["reason"] for row in result["vn_report"]["failed"]}
        savepoint.rollback()
        savepoint.close()
        self.env.invalidate_all()
        record = self.queue(content, vn_leave_out_failed=True)
        self.run_cron()
        self.assertEqual(record.state, "done")
        # rows 11 and 12 are about customers of other parts, here and there
        self.assertEqual(self.result(record), expected)
        self.assertEqual(len(reasons), 3)
        book = openpyxl.load_workbook(io.BytesIO(record._failed_file()))
        lines = [[cell.value for cell in row] for row in book.worksheets[0]]
        self.assertEqual([line[-1] for line in lines[1:]], list(reasons.values()))
        self.assertEqual(lines[1][:2], ["nen1", "Hà Nền khác"])

    def test_the_same_list_again_changes_nothing(self):
        content = xlsx(HEADINGS, *self.rows)
        self.queue(content)
        self.run_cron()
        record = self.queue(content)
        self.run_cron()
        self.assertEqual(self.result(record), (0, 0, 7, 0))

    def test_faulty_rows_keep_a_list_out_unless_they_are_left_out(self):
        self.rows[5][2] = "9.12E+08"
        record = self.queue(xlsx(HEADINGS, *self.rows))
        self.run_cron()
        self.assertEqual((record.state, record.failed_count), ("stopped", 1))
        self.assertIn("1", record.reason)
        self.assertFalse(self.customers())
        self.assertEqual(len(record._get_failed_sheets()["Rows left out"]), 2)
        record.action_resume()
        self.run_cron()
        self.assertEqual(record.state, "done")
        self.assertEqual(self.result(record), (6, 0, 0, 1))
        self.assertEqual(len(record._get_failed_sheets()["Rows left out"]), 2)

    def test_a_worker_that_dies_loses_nothing_and_doubles_nothing(self):
        record = self.queue(xlsx(HEADINGS, *self.rows))
        Import = type(self.env["crm.vn.import"])
        work_on = Import._work_on
        calls = []

        def dies(self, chunk, dryrun):
            work_on(self, chunk, dryrun)
            calls.append(chunk)
            if len(calls) == 5:  # the second of those that write
                self.env.cr.rollback()
                raise SystemExit

        # not assertRaises, which undoes what was committed
        with (
            self.enter_registry_test_mode(),
            patch.object(Import, "_work_on", dies),
            contextlib.suppress(SystemExit),
        ):
            self.cron.method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual((record.state, record.row_count), ("running", 3))
        self.assertEqual(len(self.customers()), 3)
        self.run_cron()
        self.assertEqual(record.state, "done")
        self.assertEqual(self.result(record), (7, 0, 0, 0))
        self.assertEqual(len(self.customers()), 7)

    def test_a_part_that_always_fails_stops_the_import(self):
        record = self.queue(xlsx(HEADINGS, *self.rows), vn_leave_out_failed=True)
        Import = type(self.env["crm.vn.import"])
        with patch.object(Import, "_work_on", side_effect=ValueError("hỏng")):
            self.run_cron()
        self.assertEqual(record.state, "stopped")
        self.assertTrue(record.reason)
        record.action_resume()
        self.run_cron()
        self.assertEqual(self.result(record), (7, 0, 0, 0))

    def test_cancelling_keeps_what_is_there(self):
        record = self.queue(xlsx(HEADINGS, *self.rows), vn_leave_out_failed=True)
        engine = record.sudo()
        engine.state = "running"
        engine._work_on(engine.chunk_ids[0], dryrun=False)
        record.action_cancel()
        self.assertEqual((record.state, record.row_count), ("cancelled", 3))
        self.run_cron()
        self.assertEqual(len(self.customers()), 3)
        record.action_undo()
        self.assertFalse(self.customers())
        with self.assertRaises(UserError):
            record.action_cancel()

    def test_who_may_not_import_may_not_in_the_background(self):
        nobody = self.employee
        with self.assertRaises(AccessError):
            self.queue(xlsx(HEADINGS, *self.rows), user=nobody)
        record = self.queue(xlsx(HEADINGS, *self.rows), user=self.importer)
        with self.assertRaises(AccessError):
            record.with_user(nobody).action_cancel()
        with self.assertRaises(AccessError):
            record.with_user(nobody).action_resume()

    def test_the_rights_are_those_of_the_day(self):
        record = self.queue(xlsx(HEADINGS, *self.rows), user=self.importer)
        self.importer.active = False
        self.run_cron()
        self.assertEqual(record.sudo().state, "stopped")
        self.assertIn(self.importer.name, record.sudo().reason)
        self.assertFalse(self.customers())

    def test_the_importer_is_told(self):
        record = self.queue(xlsx(HEADINGS, *self.rows))
        self.run_cron()
        message = self.env["mail.message"].search(
            [("model", "=", "crm.vn.import"), ("res_id", "=", record.id)]
        )
        self.assertEqual(message.partner_ids, self.manager.partner_id)
        self.assertIn("7", message.body)

    def test_a_long_undo_goes_into_the_background(self):
        record = self.queue(xlsx(HEADINGS, *self.rows))
        self.run_cron()
        self.customers()[2].phone = "0912 111 222"
        with (
            patch.object(queue, "UNDO_AT_ONCE", 3),
            patch.object(queue, "UNDO_BATCH", 2),
        ):
            record.action_undo()
            self.assertEqual(record.state, "undoing")
            self.assertEqual(len(self.customers()), 7)
            self.run_cron()
        self.assertEqual(record.state, "undone")
        self.assertEqual(self.customers().mapped("ref"), ["NEN2"])

    def test_contacts_of_a_phone_with_days_and_pictures(self):
        card = "BEGIN:VCARD\nVERSION:3.0\nFN:Hà Thẻ {}\nTEL:091200040{}\nEND:VCARD\n"
        cards = "".join(card.format(n, n) for n in range(5))
        cards += "BEGIN:VCARD\nVERSION:3.0\nNOTE:trống\nEND:VCARD\n"
        record = self.queue(cards.encode(), "danhba.vcf", vn_leave_out_failed=True)
        self.run_cron()
        self.assertEqual(self.result(record), (5, 0, 0, 1))

    def test_cells_come_back_as_they_went(self):
        day, moment = chunks._from_json({"day": "2026-02-03"}), "2026-02-03T04:05:06"
        cells = ["a", "", day, chunks._from_json({"moment": moment})]
        self.assertEqual([chunks._from_json(chunks._to_json(c)) for c in cells], cells)

    def test_a_list_without_names_is_refused_at_once(self):
        with self.assertRaises(UserError):
            self.queue(xlsx(HEADINGS, *self.rows), without=("name", "ref"))

    def test_a_client_cannot_make_a_part(self):
        dialog = self.dialog(b"").with_context(vn_chunk=[[1], [["x"]], [2], {}])
        self.assertIsNone(dialog._vn_chunk())
