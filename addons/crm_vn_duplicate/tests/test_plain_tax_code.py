"""Tax codes: the check digit, and what a spreadsheet makes of a code."""

from odoo.tests import BaseCase, tagged

from ..tools import tax_code

WHOLE = "0100109106"
PERSON = "001088012345"


@tagged("post_install", "-at_install")
class TestPlainTaxCode(BaseCase):
    def test_each_digit_has_its_weight(self):
        """10 minus the sum modulo 11, the weights one by one."""
        for place, weight in enumerate((31, 29, 23, 19, 17, 13, 7, 5, 3)):
            for digit in range(10):
                digits = "".join(str(digit * (n == place)) for n in range(9))
                rest = weight * digit % 11
                wanted = str(10 - rest) if rest else None
                self.assertEqual(tax_code.check_digit(digits), wanted, digits)

    def test_nine_digits_are_needed(self):
        for digits in ("01001091", "0100109106"):
            with self.assertRaises(ValueError):
                tax_code.check_digit(digits)

    def test_check_digit_of_what_has_none(self):
        self.assertTrue(tax_code.has_valid_check_digit(PERSON))
        self.assertTrue(tax_code.has_valid_check_digit(f"{WHOLE}-001"))
        for code in ("0100109107", "0100109107-001", "", "01001091061", "abc"):
            self.assertFalse(tax_code.has_valid_check_digit(code), code)

    def test_cells(self):
        for cell, wanted in (
            (WHOLE, WHOLE),
            ("100109106", WHOLE),
            ("100109107", "100109107"),
            ("10010910", "10010910"),
            # a branch whose zero a spreadsheet cut: no province begins with 100
            ("100109106001", f"{WHOLE}-001"),
            ("100109107001", "100109107001"),
            (PERSON, PERSON),
            ("1088012345", "1088012345"),
            ("01088012345", PERSON),
            ("01-088012345", "01-088012345"),
            ("0100109106001", f"{WHOLE}-001"),
            (f"{WHOLE}-1", f"{WHOLE}-001"),
            (f"{WHOLE}-12", f"{WHOLE}-012"),
            ("0100109107-1", "0100109107-1"),
            ("01001091060012", "01001091060012"),
            ("MST: 0100109106", WHOLE),
            ("Mã số thuế 0100109106", WHOLE),
            ("vn 0100109106", WHOLE),
            ("100109106.0", WHOLE),
            ("1.00109106E+08", WHOLE),
            ("1.00109106e8", WHOLE),
            ("100109106E+00", WHOLE),
            ("1.001091060E+08", WHOLE),
            ("1.001091067E+08", "1.001091067E+08"),
            ("1.0010910E+08", "1.0010910E+08"),
            ("không có", "không có"),
            ("01001O9106", "01001O9106"),
            ("٠١٠٠١٠٩١٠٦", "٠١٠٠١٠٩١٠٦"),
            (0, "0"),
            (None, ""),
            (False, ""),
            ("  ", ""),
        ):
            self.assertEqual(tax_code.clean(cell), wanted, cell)

    def test_long_cells_are_left_alone(self):
        filled = WHOLE + " " * (tax_code.CELL_MAX - len(WHOLE) - 1) + "."
        self.assertEqual(len(filled), 64)
        self.assertEqual(tax_code.clean(filled), WHOLE)
        longer = f"{WHOLE} {filled[len(WHOLE) :]}"
        self.assertEqual(tax_code.clean(longer), longer)

    def test_personal_numbers(self):
        for digits, wanted in (
            ("001088012345", True),
            ("096388012345", True),
            ("000088012345", False),
            ("097088012345", False),
            ("001488012345", False),
            ("00108801234", False),
            ("0010880123456", False),
        ):
            self.assertEqual(tax_code._is_personal_number(digits), wanted, digits)
