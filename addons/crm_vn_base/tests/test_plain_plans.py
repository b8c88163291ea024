"""How many ids are looked up one by one."""

from odoo.tests import BaseCase, tagged

from ..tools import plans


class Cursor(list):
    def execute(self, statement):
        self.append(statement)


@tagged("post_install", "-at_install")
class TestPlainPlans(BaseCase):
    def test_it_matters_for_many(self):
        for number, asked in ((0, 0), (500, 0), (501, 1)):
            with self.subTest(number=number):
                cursor = Cursor()
                plans.look_up(cursor, range(number))
                self.assertEqual(cursor, ["SET LOCAL random_page_cost = 1.1"] * asked)
