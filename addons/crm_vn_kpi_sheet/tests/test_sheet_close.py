from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import NOW, VnKpiSheetCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSheetClose(VnKpiSheetCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.plan = cls._plan()
        cls.plan.action_issue()
        cls.sheet = cls._sheet(cls.plan, cls.lan)
        cls.orders = cls._line(cls.sheet, "orders")
        cls.revenue = cls._line(cls.sheet, "revenue")
        cls.counted = cls.env["sale.order"].search(
            [("vn_credit_user_id", "=", cls.lan.id)]
        )

    def _close(self):
        self.sheet.action_close()
        self.env.invalidate_all()

    def _opened(self, line):
        action = line.action_open_records()
        action = action.get("params", {}).get("next") or action
        model = line.env[action["res_model"]].with_context(**action["context"])
        return model.search(action["domain"])

    def test_close_freezes_the_number(self):
        self._close()
        self.assertEqual(self.sheet.state, "closed")
        self.assertEqual(self.sheet.closed_uid, self.huong)
        self.counted[0]._action_cancel()
        self.counted[1]._action_cancel()
        self.counted[1].unlink()
        self._order(self.hoa, self.lan)
        self._order(self.hoa, self.lan)
        self._order(self.hoa, self.lan)
        self.env.invalidate_all()
        self.assertEqual((self.orders.actual, self.revenue.actual), (3, 3_000_000))
        self.assertEqual(self.sheet.achievement, 75)
        self.assertEqual(self.sheet.closed_achievement, 75)
        # the cancelled one is opened, the deleted one is gone, the new ones are not
        self.assertEqual(self._opened(self.orders), self.counted[0] | self.counted[2])
        self.assertIn(
            "1 of the 3", self.orders.action_open_records()["params"]["message"]
        )

    def test_an_open_sheet_falls(self):
        self.counted[0]._action_cancel()
        self.env.invalidate_all()
        self.assertEqual((self.orders.actual, self.sheet.achievement), (2, 50))
        self.counted[0].unlink()
        self.env.invalidate_all()
        self.assertEqual(self.orders.actual, 2)
        self.assertEqual(len(self._opened(self.orders)), 2)

    def test_close_freezes_name_and_definition(self):
        metric = self.orders.metric_id
        vi = metric.with_context(lang="vi_VN")
        vi.definition = "Số đơn hàng đã xác nhận"
        names = {"en_US": metric.name, "vi_VN": vi.name}
        definitions = {"en_US": metric.definition, "vi_VN": vi.definition}
        self.assertNotEqual(*definitions.values())
        self._close()
        for lang in names:
            metric.with_context(lang=lang).write(
                {"name": "Khác", "definition": "Một định nghĩa khác"}
            )
        metric.domain = "[('state', '=', 'cancel')]"
        metric.direction = "down"
        self.env.invalidate_all()
        for lang, name in names.items():
            line = self.orders.with_context(lang=lang)
            self.assertEqual(line.name, name)
            self.assertEqual(line.definition, definitions[lang])
        self.assertEqual((self.orders.actual, self.orders.percent), (3, 75))
        self.assertEqual(self._opened(self.orders), self.counted)
        # compared by the rule that held then
        self.assertFalse(self.sheet._find_corrections())
        other = self._line(self._sheet(self.plan, self.minh), "orders")
        self.assertEqual(other.definition, "Một định nghĩa khác")

    def test_closed_stays_when_the_metric_is_gone(self):
        self._close()
        metric = self.orders.metric_id
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM crm_vn_kpi_metric WHERE id = %s", [metric.id])
        self.env.invalidate_all()
        self.assertFalse(self.orders.metric_id)
        self.assertEqual(self.orders.actual, 3)
        self.assertEqual(self.sheet.achievement, 75)
        self.assertEqual(self._opened(self.orders), self.counted)
        self.assertFalse(self.sheet._find_corrections())
        open_ = self._sheet(self.plan, self.minh)
        self.assertEqual(open_.line_ids.mapped("actual"), [0, 4_000_000])

    def test_close_twice_does_nothing_twice(self):
        self._close()
        with freeze_time("2027-02-16 03:00:00"):
            self.counted[0]._action_cancel()
            self._close()
        self.assertEqual(self.orders.actual, 3)
        self.assertEqual(self.sheet.closed_date.day, 15)

    def test_many_at_once(self):
        sheets = self._sheet(self.plan, self.lan) | self._sheet(self.plan, self.minh)
        sheets.action_close()
        self.assertEqual(sheets.mapped("closed_achievement"), [75, 100])

    def test_too_early(self):
        february = self._sheet(self.plan, self.lan, 2)
        with self.assertRaisesRegex(UserError, "runs until"):
            february.action_close()
        self.sheet.action_draft()
        with self.assertRaisesRegex(UserError, "issue them first"):
            self.sheet.action_close()

    def test_closed_numbers_are_not_written(self):
        self._close()
        for records, vals in (
            (self.orders, {"closed_actual": 9}),
            (self.orders, {"closed_record_ids": [1]}),
            (self.orders, {"target": 1}),
            (self.sheet, {"state": "draft"}),
            (self.sheet, {"closed_achievement": 100}),
            (self.sheet, {"user_id": self.minh.id}),
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                records.with_context(_vn_engine=True).write(vals)
        with self.assertRaisesRegex(UserError, "is closed"):
            self.sheet.unlink()
        self.sheet.action_draft()
        self.assertEqual(self.sheet.state, "closed")

    def test_nothing_is_born_closed(self):
        values = {
            "plan_id": self.plan.id,
            "user_id": self.lan.id,
            "date_from": "2027-03-01",
            "date_to": "2027-03-31",
        }
        sheets = self._as(self.sheet, self.huong).browse()
        for given in ({"state": "closed"}, {"closed_achievement": 100}):
            context = {f"default_{name}": value for name, value in given.items()}
            with self.subTest(given=given):
                with self.assertRaisesRegex(AccessError, "issuing and closing"):
                    sheets.create({**values, **given})
                with self.assertRaisesRegex(AccessError, "issuing and closing"):
                    sheets.with_context(**context).create(values)
        with self.assertRaisesRegex(AccessError, "issuing and ending"):
            self._plans().with_context(default_state="issued").create({"name": "x"})
        self.assertEqual(sheets.create(values).state, "draft")

    # === Corrections ===
    def test_corrections_are_dated_adjustments(self):
        self._close()
        self.assertFalse(self.sheet._find_corrections())
        self.counted[0]._action_cancel()
        late = self._order(self.hoa, self.lan, amount=500_000)
        self._order(self.hoa, self.lan, amount=500_000)
        with freeze_time("2027-02-20 03:00:00"):
            self.sheet.action_find_corrections()
        self.env.invalidate_all()
        noted = self.orders.adjustment_ids
        self.assertEqual(noted.date.isoformat(), "2027-02-20")
        self.assertEqual(noted.difference, 1)
        self.assertEqual((noted.added_count, noted.removed_count), (2, 1))
        self.assertEqual(
            noted.reason, "records no longer counted: 1, records counted later: 2"
        )
        self.assertEqual(noted.difference_label, "+1")
        # the amount is the same, of others: one of a million went, two halves came
        swapped = self.revenue.adjustment_ids
        self.assertEqual((swapped.difference, swapped.added_count), (0, 2))
        self.assertEqual((self.orders.actual, self.sheet.achievement), (3, 75))
        self.assertEqual(self.orders.adjusted_label, "4")
        self.assertEqual(self.sheet.adjustment_count, 2)
        action = noted.action_open_records()
        found = noted.env["sale.order"].search(action["domain"])
        self.assertEqual(len(found), 3)
        self.assertIn(late.id, found.ids)
        self.assertFalse(self.sheet._find_corrections())
        late._action_cancel()
        with freeze_time("2027-02-22 03:00:00"):
            self.assertEqual(len(self.sheet._find_corrections()), 2)
        self.env.invalidate_all()
        newest = self.orders.adjustment_ids.sorted("id")[-1]
        self.assertEqual((newest.difference, newest.removed_ids), (-1, late.ids))
        self.assertEqual(self.orders.actual, 3)

    def test_an_amount_that_changed(self):
        self._close()
        self.counted[0].order_line.price_unit = 250_000
        self.env.flush_all()
        noted = self.sheet._find_corrections()
        self.assertEqual(noted.difference, -750_000)
        self.assertEqual(noted.reason, "values of counted records changed")
        self.assertIn("₫", noted.difference_label)
        self.assertTrue(noted.difference_label.startswith("−"))

    def test_cron_of_corrections(self):
        self._close()
        self.counted[0]._action_cancel()
        for _run in range(2):
            self._run_cron("ir_cron_find_kpi_corrections")
            self.env.invalidate_all()
            self.assertEqual(self.orders.adjustment_ids.difference, -1)
        self.counted[1]._action_cancel()
        with freeze_time("2027-05-20 03:00:00"):
            self._run_cron("ir_cron_find_kpi_corrections")
        self.company.vn_kpi_correction_days = 0
        self._run_cron("ir_cron_find_kpi_corrections")
        self.env.invalidate_all()
        self.assertEqual(len(self.orders.adjustment_ids), 1)

    def test_a_sheet_that_fails_stops_no_other(self):
        other = self._sheet(self.plan, self.minh)
        minhs = self.env["sale.order"].search(
            [("vn_credit_user_id", "=", self.minh.id)]
        )
        (self.sheet | other).action_close()
        (self.counted[0] | minhs[0])._action_cancel()
        self.check_cron_failure(
            "crm_vn_kpi_sheet.ir_cron_find_kpi_corrections",
            "_find_corrections",
            self.sheet,
            other,
            lambda sheet: sheet.line_ids.adjustment_ids,
        )

    def test_adjustments_are_not_typed(self):
        self._close()
        self.counted[0]._action_cancel()
        noted = self.sheet._find_corrections()[0]
        noted = self._as(noted, self.huong)
        noted.reason = "Khách trả hàng"
        for vals in ({"number_after": 9}, {"date": "2027-01-01"}):
            with self.assertRaisesRegex(UserError, "only the reason"):
                noted.write(vals)
        with self.assertRaisesRegex(UserError, "only the reason can be changed"):
            noted.create({"line_id": self.orders.id, "reason": "x"})
        with self.assertRaisesRegex(UserError, "can't be deleted"):
            noted.sudo().unlink()
        self.assertEqual(self._as(noted, self.lan).difference, -1)
        self.assertFalse(self._as(noted, self.minh).search([("id", "=", noted.id)]))

    def test_one_order_swapped_for_another(self):
        """The same number of orders is noted all the same when they are others."""
        self._close()
        with freeze_time("2027-02-16 03:00:00"):
            gone = self.counted[0]
            gone._action_cancel()
            come = self._order(self.hoa, self.sheet.user_id, amount=gone.amount_untaxed)
            found = self.sheet._find_corrections()
            again = self.sheet._find_corrections()
        noted = found.filtered(lambda found: found.line_id == self.orders)
        self.assertEqual((noted.difference, noted.removed_ids), (0, gone.ids))
        self.assertEqual(noted.added_ids, come.ids)
        self.assertFalse(again)
