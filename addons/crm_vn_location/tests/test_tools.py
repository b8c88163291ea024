import doctest

from odoo.tests import BaseCase, tagged

from ..tools import reader, spelling, units


@tagged("post_install", "-at_install")
class TestTools(BaseCase):
    def test_doctests(self):
        for module in (reader, spelling, units):
            result = doctest.testmod(module)
            self.assertEqual(result.failed, 0, module.__name__)
            self.assertTrue(result.attempted)
