"""Runs the plain tests of a file, or one of its functions, without Odoo.

``python3 -m devtools.mutation.run ADDON TEST [FUNCTION]``
"""

import sys
import unittest

from . import plain


def main(addon, test, function=None):
    plain.take_place_of_odoo()
    module = plain.load(f"odoo.addons.{addon}.tests.{test}")
    if function:
        getattr(module, function)()
        return 0
    found = unittest.defaultTestLoader.loadTestsFromModule(module)
    return not unittest.TextTestRunner().run(found).wasSuccessful()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
