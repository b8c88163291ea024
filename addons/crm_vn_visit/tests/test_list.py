from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import VnVisitCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-01-15 03:00:00")
class TestList(VnVisitCommon):
    def test_a_list_begins_with_what_is_next(self):
        days = (9, 14, 15, 16, 31)
        visits = self.Visit.create(
            [{"partner_id": self.shops[0].id, "date": date(2027, 1, n)} for n in days]
        )
        mine = [("id", "in", visits.ids)]

        def listed(**options):
            found = self.Visit.web_search_read(mine, {"date": {}}, **options)
            return [record["date"].day for record in found["records"]]

        self.assertEqual(listed(), [15, 16, 31, 14, 9])
        self.assertEqual(listed(order="date desc"), [31, 16, 15, 14, 9])
        self.assertEqual(listed(offset=1, limit=2), [16, 31])
