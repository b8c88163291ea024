import random

from odoo.tests import TransactionCase

from odoo.addons.crm_vn_demo.tools import lives


class LivesCommon(TransactionCase):
    """Customers of every relationship, as the demo plans them."""

    def _live(self, relationship, count=200, **options):
        """Return the lives of *count* customers of one relationship."""
        return [
            lives.life(random.Random(number), relationship, **options)
            for number in range(count)
        ]
