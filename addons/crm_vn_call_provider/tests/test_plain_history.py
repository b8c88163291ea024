"""Which pages of a switchboard's list are asked for, and what stands in them."""

from datetime import UTC, datetime

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
                        None,
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
                        None,
                    ),
                )

    def test_pages_of_stringee(self):
        """By moments in milliseconds; a page begins after the last row before it."""
        since, until = (moment.replace(tzinfo=UTC) for moment in (SINCE, UNTIL))
        begin = {
            "version": 2,
            "limit": 100,
            "sort_by": "start_time",
            "sort_order": "desc",
            "from_start_time": 1767578400000,
            "to_start_time": 1767605405000,
        }
        url = "https://api.stringee.com"
        asked = history.page("stringee", url, since, until, 0)
        self.assertEqual(asked, (f"{url}/v1/call/log", begin, None))
        last = {"start_time": 1767600000000, "id": "call-vn-1-A", "to_number": "x"}
        asked = history.page("stringee", url, since, until, 1, last)
        self.assertEqual(
            asked.params,
            {**begin, "search_after[]": [1767600000000, "call-vn-1-A"]},
        )

    def test_pages_of_omicall(self):
        since, until = (moment.replace(tzinfo=UTC) for moment in (SINCE, UNTIL))
        for number in (0, 3):
            self.assertEqual(
                history.page("omicall", "https://x.example", since, until, number),
                (
                    "https://x.example/api/v3/call-transaction/search",
                    {"page": number + 1, "size": 50},
                    {
                        "filter": {
                            "fromDate": 1767578400000,
                            "toDate": 1767605405000,
                        },
                        "sort": {"field": "time_start_call", "isAsc": False},
                    },
                ),
            )

    def test_rows_as_their_vendors_events(self):
        row = {
            "transaction_id": "u",
            "source_number": "0912345678",
            "destination_number": "101",
            "sip_number": "842873000001",
            "hotline": None,
            "from_number": None,
            "time_answer_start": 1767000019,
            "state": None,
        }
        [found] = history.rows("omicall", {"payload": {"items": [row]}})
        self.assertEqual(
            {name: found[name] for name in found if found[name] != row.get(name)},
            {
                "from_number": "0912345678",
                "to_number": "101",
                "hotline": "842873000001",
                "time_start_to_answer": 1767000019,
                "state": "cdr",
            },
        )
        told = {**row, "from_number": "0933", "hotline": "1900"}
        [found] = history.rows("omicall", [told])
        self.assertEqual((found["from_number"], found["hotline"]), ("0933", "1900"))

    def test_what_says_no(self):
        for fine in ([], None, {}, {"r": 0}, {"r": "0"}, {"status_code": 9999}):
            self.assertEqual(history.refusal(fine), "", fine)
        for told, reason in (
            ({"r": 6}, "6"),
            ({"r": 6, "message": "x" * 500}, "x" * 200),
            ({"status_code": 403, "payload": {}}, "403"),
            ({"status_code": "500", "message": "later"}, "later"),
        ):
            self.assertEqual(history.refusal(told), reason)

    def test_rows_wherever_they_stand(self):
        row = {"callid": "1", "state": "x"}
        for place in history.PLACES:
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
            return found + found[-1:] * (history.size(kind) - len(found))

        def is_last(found, kind="tel4vn"):
            return history.is_last(kind, found, SINCE, ZONE)

        # two o'clock in UTC is nine in Vietnam
        self.assertFalse(is_last(page(10, 9)))
        self.assertFalse(is_last(page(9, 8)))
        self.assertTrue(is_last(page(8, 7)))
        self.assertFalse(is_last(page(8, 9)), "one row too new is enough")
        self.assertTrue(is_last(page(8, kind="voip24h"), "voip24h"))
        self.assertEqual(len(page(8, kind="omicall")), 50)
        self.assertTrue(is_last(page(8, kind="omicall"), "omicall"))
        self.assertFalse(is_last(page(10, kind="omicall"), "omicall"))
        self.assertTrue(is_last(page(10)[:-1]), "a page that is not full")
        self.assertTrue(is_last([]))
        self.assertFalse(is_last([{}] * history.PAGE), "no moment tells nothing")
