from odoo.tests import tagged

from odoo.addons.crm_vn_visibility.tests.forms_common import VnFormsCase


@tagged("post_install", "-at_install")
class TestForms(VnFormsCase):
    def test_forms_name_nobody_hidden(self):
        self.check_forms_name_nobody_hidden("crm.vn.call", "crm.vn.call.back")
