import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.crm_vn.tools import care


@tagged("post_install", "-at_install")
class TestCare(BaseCase):
    def test_examples(self):
        self.assertEqual(doctest.testmod(care).failed, 0)

    def test_days_ascend_and_both_languages_are_there(self):
        for schedule in care.schedules().values():
            days = [line["days"] for line in schedule["lines"]]
            self.assertEqual(days, sorted(set(days)))
            for line in schedule["lines"]:
                self.assertTrue(line["summary_en"] and line["summary_vi"])
