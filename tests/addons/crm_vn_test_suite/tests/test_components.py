from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.modules import get_module_path
from odoo.modules.registry import Registry
from odoo.tests import get_db_name, tagged

from odoo.addons.web.tests import test_js

from .common import ADMINISTRATOR, is_ours


@tagged("post_install", "-at_install")
class TestComponents(test_js.HOOTCommon):
    """Unit tests of the addons' components, in Odoo's own runner (HOOT)."""

    @classmethod
    def setUpClass(cls):
        # the browser waits a minute for a page, and these are all tests of the client
        with Registry(get_db_name()).cursor() as cr:
            qweb = api.Environment(cr, SUPERUSER_ID, {})["ir.qweb"]
            for bundle in ("web.assets_unit_tests_setup", "web.assets_unit_tests"):
                files = qweb._get_asset_bundle(bundle, css=True, js=True)
                files.js()
                files.css()
        super().setUpClass()

    # set by Odoo's runner from its --test-tags
    _test_params = ()

    def test_components(self):
        addons = [
            name
            for name in self.env["ir.module.module"]._installed()
            if is_ours(name)
            and any(Path(get_module_path(name)).glob("static/tests/**/*.test.js"))
        ]
        self.assertTrue(addons)
        suites = "".join(f"&id={self._generate_hash(f'@{name}')}" for name in addons)
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000{suites}",
            "",
            "",
            login=ADMINISTRATOR,
            timeout=600,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=test_js.unit_test_error_checker,
        )
