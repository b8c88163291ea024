from odoo.exceptions import RedirectWarning, ValidationError
from odoo.tests import tagged

from .common import VnCustomerCommon


@tagged("post_install", "-at_install")
class TestCatalog(VnCustomerCommon):
    def test_name_is_unique_whatever_case_and_accents(self):
        """A name that differs in case, accents or spaces only is refused."""
        Channel = self.env["crm.vn.channel"].with_user(self.manager)
        Channel.create({"name": "Đại lý cấp một"})
        with self.assertRaisesRegex(ValidationError, "Đại lý cấp một"):
            Channel.create({"name": " dai  LY cap mot"})

    def test_used_entry_is_not_deleted(self):
        with self.assertRaises(RedirectWarning) as caught:
            self.group_retail.with_user(self.manager).unlink()
        self.assertIn("1 customers", caught.exception.args[0])
