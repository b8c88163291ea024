from odoo.tests import tagged

from odoo.addons.crm_vn_visibility.tests.forms_common import VnFormsCase


@tagged("post_install", "-at_install")
class TestRightsOfLinks(VnFormsCase):
    """With every addon there is: no form of ours names a hidden record."""

    def test_forms_name_nobody_hidden(self):
        self.check_forms_name_nobody_hidden()
