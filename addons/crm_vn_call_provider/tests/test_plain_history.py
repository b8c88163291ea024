"""Which pages of a switchboard's list are asked for, and what stands in them."""

from datetime import datetime

from odoo.tests import BaseCase, tagged

from ..tools import history

SINCE, UNTIL = datetime(2026, 1, 5, 2), datetime(2026, 1, 5, 9, 30, 5)
ZONE = "Asia/Ho_Chi_Minh"


@tagged("post_install", "-at_install")
class TestPlainHistory(BaseCase):
    def test_pages(self):
        for url in ("https://pbx.example/v", "https://pbx.example/v/"):
            for number in (0, 1, 7):
                self.assertEqual(
                    history.page("tel4vn", url, SINCE, UNTIL, number),
                    (
                        "https://pbx.example/v/v1/cdr",
                        {"page": number + 1, "limit": 100},
                    ),
                )
                self.assertEqual(
                    history.page("voip24h", url, SINCE, UNTIL, number),
                    (
                        "https://pbx.example/v/v3/call/history",
                        {
                            "dateStart": "2026-01-05 02:00:00",
                            "dateEnd": "2026-01-05 09:30:05",
                            "offset": number * 100,
                            "limit": 100,
                        },
                    ),
                )

    def test_rows_wherever_they_stand(self):
        row = {"callid": "1", "state": "x"}
        for place in ("data", "payload", "result", "results", "items", "rows", "list"):
            self.assertEqual(history.rows("voip24h", {place: [row]}), [row])
            self.assertEqual(history.rows("voip24h", {"data": {place: [row]}}), [row])
        self.assertEqual(history.rows("tel4vn", [row, 5]), [{**row, "state": "cdr"}])
        self.assertEqual(row["state"], "x", "the answer stays as it is")
        for nothing in ({}, [], {"data": []}, {"data": None}, {"status": 200}):
            self.assertEqual(history.rows("tel4vn", nothing), [])

    def test_where_the_list_ends(self):
        def page(*hours, kind="tel4vn"):
            began = history.BEGAN[kind]
            found = [{began: f"2026-01-05 {hour:02}:00:00"} for hour in hours]
            return found + found[-1:] * (history.PAGE - len(found))

        def is_last(found, kind="tel4vn"):
            return history.is_last(kind, found, SINCE, ZONE)

        # two o'clock in UTC is nine in Vietnam
        self.assertFalse(is_last(page(10, 9)))
        self.assertFalse(is_last(page(9, 8)))
        self.assertTrue(is_last(page(8, 7)))
        self.assertFalse(is_last(page(8, 9)), "one row too new is enough")
        self.assertTrue(is_last(page(8, kind="voip24h"), "voip24h"))
        self.assertTrue(is_last(page(10)[:-1]), "a page that is not full")
        self.assertTrue(is_last([]))
        self.assertFalse(is_last([{}] * history.PAGE), "no moment tells nothing")
