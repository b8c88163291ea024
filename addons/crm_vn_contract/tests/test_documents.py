import io
from datetime import date

from openpyxl import Workbook, load_workbook

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_open, mute_logger

from .common import VnContractCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 03:00:00")
class TestOrder(VnContractCommon):
    def _make_order(self, **values):
        order = (
            self.env["sale.order"]
            .with_user(self.lan)
            .with_company(self.company)
            .create({"partner_id": self.customer.id, **values})
        )
        order.order_line = [
            (0, 0, {"display_type": "line_section", "name": "Phần mềm"}),
            (
                0,
                0,
                {
                    "product_id": self.product.id,
                    "product_uom_qty": 3,
                    "price_unit": 1_000_000,
                    "discount": 10,
                },
            ),
        ]
        return order

    def test_types_with_their_ladder(self):
        """Further lines hold nothing but a step; the same list again is nothing."""
        Type = self.env["crm.vn.contract.type"].with_user(self.huong)
        Type = Type.with_context(import_file=True, lang="en_US")
        names = ["name", "code", "reminder_step_ids/days"]
        rows = [
            ["Loại thử", "THU", "45"],
            ["", "", "15"],
            ["Loại khác", "KHAC", "10"],
        ]
        for counts in ((2, 0, 0), (0, 0, 2)):
            report = Type.load(names, [list(row) for row in rows])["vn_report"]
            found = tuple(report[key] for key in ("created", "updated", "skipped"))
            self.assertEqual(found, counts)
            self.assertFalse(report["failed"])
        first = Type.search([("code", "=", "THU")])
        self.assertEqual(sorted(first.reminder_step_ids.mapped("days")), [15, 45])
        report = Type.load(names, [["Loại thử", "THU", "60"]])["vn_report"]
        self.assertEqual(report["updated"], 1)
        self.assertEqual(first.reminder_step_ids.mapped("days"), [60])

    @mute_logger("odoo.sql_db")
    def test_a_step_that_is_there(self):
        """An import says it in the words of the step, not of the database."""
        Type = self.env["crm.vn.contract.type"].with_user(self.huong)
        Type = Type.with_context(lang="en_US")
        kind = self.env["crm.vn.contract.type"].search(
            [("reminder_step_ids", "!=", False)], limit=1
        )
        days = str(kind.reminder_step_ids[0].days)
        xmlid = kind.export_data(["id"])["datas"][0][0]
        result = Type.load(["id", "reminder_step_ids/days"], [[xmlid, days]])
        text = result["messages"][0]["message"]
        self.assertIn("each number of reminder days only once", text)
        self.assertNotIn("unique constraint", text)

    def test_one_click_from_the_order(self):
        order = self._make_order()
        action = order.action_vn_create_contract()
        contract = self._contracts().browse(action["res_id"])
        self.assertEqual(contract, order.vn_contract_id)
        self.assertEqual(contract.partner_id, self.customer)
        self.assertEqual(contract.user_id, self.lan)
        self.assertEqual(contract.currency_id, order.currency_id)
        self.assertEqual(len(contract.line_ids), 1)
        self.assertEqual(contract.value, 2_700_000)
        self.assertEqual(contract.value, order.amount_untaxed)
        self.assertEqual(contract.order_count, 1)
        self.assertEqual(contract.action_open_orders()["res_id"], order.id)
        again = order.action_vn_create_contract()
        self.assertEqual(again["res_id"], contract.id)

    def test_many_orders_at_once(self):
        orders = self._make_order() + self._make_order()
        action = orders.action_vn_create_contract()
        self.assertEqual(action["domain"], [("id", "in", orders.vn_contract_id.ids)])
        self.assertEqual(len(orders.vn_contract_id), 2)

    def test_cancelled_order_and_copies(self):
        order = self._make_order()
        order.action_vn_create_contract()
        self.assertFalse(order.copy().vn_contract_id)
        cancelled = self._make_order()
        cancelled._action_cancel()
        with self.assertRaisesRegex(UserError, cancelled.name):
            cancelled.action_vn_create_contract()


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 03:00:00")
class TestImport(VnContractCommon):
    fields = [
        "name",
        "title",
        "partner_id",
        "contract_type_id",
        "status_id",
        "signed_date",
        "start_date",
        "end_date",
        "value",
        "user_id",
    ]

    def _row(self, number, **changes):
        row = {
            "name": f"HĐ-{number:04}",
            "title": f"Hợp đồng số {number}",
            "partner_id": "KHHG01",
            "contract_type_id": "New contract",
            "status_id": "Active",
            "signed_date": date(2026, 1, 1),
            "start_date": date(2026, 1, 1),
            "end_date": date(2026, 12, 31),
            "value": 1_000_000 + number,
            "user_id": self.lan.name,
        }
        row.update(changes)
        return [row[name] for name in self.fields]

    def _import(self, rows, *, dryrun=False):
        book = Workbook()
        book.active.append(self.fields)
        for row in rows:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        record = (
            self.env["base_import.import"]
            .with_user(self.huong)
            .with_company(self.company)
            .with_context(tracking_disable=True)  # as the dialog does
            .create(
                {
                    "res_model": "crm.vn.contract",
                    "file": content.getvalue(),
                    "file_type": "application/vnd.openxmlformats-officedocument"
                    ".spreadsheetml.sheet",
                    "file_name": "contracts.xlsx",
                }
            )
        )
        options = {
            "has_headers": True,
            "date_format": "%Y-%m-%d",
            "quoting": '"',
            "separator": ",",
        }
        return record.execute_import(self.fields, self.fields, options, dryrun=dryrun)

    def test_a_thousand_rows_with_bad_ones(self):
        rows = [self._row(number) for number in range(1000)]
        good = list(rows)
        rows[10] = self._row(10, partner_id="Không có khách này")
        rows[500] = self._row(500, status_id="Trạng thái lạ")
        rows[700] = self._row(
            700, start_date=date(2026, 5, 2), end_date=date(2026, 5, 1)
        )
        rows[800] = self._row(800, status_id="Expired")
        rows[900] = self._row(900, name="HĐ-0899")
        with mute_logger("odoo.sql_db"):  # the constraints speak there as well
            messages = self._import(rows)["messages"]
        self.assertEqual({m["record"] for m in messages}, {10, 500, 700, 800, 900})
        self.assertTrue(all(m["type"] == "error" and m["message"] for m in messages))
        self.assertEqual(self._mine(), 0)
        self.env.flush_all()
        before = self.cr.sql_log_count
        result = self._import(good)
        self.env.flush_all()
        # the names are not looked up row by row
        self.assertLess(self.cr.sql_log_count - before, 150)
        self.assertFalse(result["messages"])
        self.assertEqual(len(result["ids"]), 1000)
        self.assertEqual(self._mine(), 1000)
        contracts = self._contracts(self.huong).browse(result["ids"])
        self.assertEqual(sum(contracts.mapped("value")), 1_000_499_500)
        self.assertEqual(set(contracts.mapped("meaning")), {"active"})
        self.assertTrue(all(contracts.mapped("is_signed")))
        self.assertEqual(contracts.user_id, self.lan)

    def _mine(self):
        return self._contracts().search_count([("name", "=like", "HĐ-____")])

    def test_template_can_be_imported(self):
        [template] = self._contracts().get_import_templates()
        with file_open(template["template"].lstrip("/"), "rb") as file:
            header, *rows = load_workbook(file).active.iter_rows(values_only=True)
        self.assertTrue(rows)
        for name in header:
            field = self.env["crm.vn.contract"]._fields[name]
            self.assertFalse(field.readonly and not field.inverse, name)

    def test_names_that_several_have_are_said(self):
        self.env["res.partner"].create([{"name": "Nguyễn Văn Hai"}] * 2)
        result = self._import([self._row(1, partner_id="Nguyễn Văn Hai")] * 1)
        [message] = result["messages"]
        self.assertEqual(message["type"], "warning")
        self.assertIn("2 matches", message["message"])

    def test_empty_number_is_given(self):
        result = self._import([self._row(1, name="")])
        contract = self._contracts().browse(result["ids"])
        self.assertEqual(contract.name, "HD/2026/00001")
