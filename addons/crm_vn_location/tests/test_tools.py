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

    def test_who_has_the_people_of_wards_that_ended(self):
        """A code that is given once more is another ward."""

        def ward(code, begin=units.START, end="", to=()):
            return {"code": code, "valid_from": begin, "valid_to": end, "to": to}

        wards = {
            "a-2027": ward("a", end="2027", to=["a", "b"]),
            "a": ward("a", "2027"),
            "b": ward("b", end="2028", to=["c"]),
            "c": ward("c"),
            "d": ward("d", end="2027"),
        }
        self.assertEqual(units.heirs(wards), {"a": ("a", "c"), "b": ("c",), "d": ()})
