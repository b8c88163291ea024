from odoo.tests import tagged

from odoo.addons.crm_vn_base.tests.common import VnCompanyCase


@tagged("post_install", "-at_install")
class TestCopy(VnCompanyCase):
    def test_copies_have_names_of_their_own(self):
        providers = self.env["crm.vn.call.provider"].create(
            [{"name": f"Tổng đài {n}", "kind": "generic"} for n in (1, 2)]
        )
        copies = providers.copy()
        self.assertEqual(
            copies.mapped("name"), ["Tổng đài 1 (copy)", "Tổng đài 2 (copy)"]
        )
        self.assertFalse(copies.filtered("api_secret"))


@tagged("post_install", "-at_install")
class TestNeutralize(VnCompanyCase):
    def test_a_copy_of_the_database_lets_no_switchboard_ring(self):
        provider = self.env["crm.vn.call.provider"].create(
            {
                "name": "Tổng đài thử",
                "kind": "generic",
                "api_url": "http://127.0.0.1:9/",
                "api_account": "tai khoan",
                "api_secret": "bi mat",
                "signing_secret": "chu ky",
            }
        )
        self._neutralize("crm_vn_call_provider")
        for name in ("active", "api_account", "api_secret", "signing_secret"):
            self.assertFalse(provider[name], name)
