import json
import os
from pathlib import Path

from odoo.addons.crm_vn_customer.tests.common import VnTourCase

from . import english

# apps of Odoo's that the suite extends; those with a menu of ours are added
APPS = ("crm.crm_menu_root", "contacts.menu_contacts", "sale.sale_menu_root")
# menus of these have lists that cut nothing that tells their rows apart
MEASURED = ["crm_vn_customer.", "crm_vn_care_schedule.", "crm_vn_contract."]
MEASURED += ["crm_vn_duplicate.", "crm_vn_scoring.", "crm_vn_tier."]
WALK = Path(__file__).parents[1] / "static/src/walk.js"
ADMINISTRATOR, MANAGER, SALESPERSON = "admin", "huong", "hung"
#: every screen as each role, which takes an hour: ``make test-screens``
EVERY = bool(os.environ.get("VN_EVERY_SCREEN"))


def is_ours(xmlid):
    """Say whether a record with this XML id came with an addon of the suite."""
    return (xmlid or "").startswith("crm_vn")


class SuiteBrowserCase(VnTourCase):
    """Screens of the demo company, with every addon installed.

    Nothing of what the browser does is kept: requests share the transaction of
    the test.
    """

    def setUp(self):
        super().setUp()
        # Odoo's onboarding tours point at things and wait
        self.env["res.users"].search([]).tour_enabled = False

    def _menus(self, login):
        """Return ``{id: menu}`` that a user sees, as the web client gets them."""
        user = self.env["res.users"].search([("login", "=", login)])
        user.ensure_one()
        menus = self.env["ir.ui.menu"].with_user(user).load_web_menus(False)
        return {key: menu for key, menu in menus.items() if key != "root"}

    def _apps(self, login):
        """Return the XML ids of the apps that hold anything of ours."""
        menus = self._menus(login)
        ours = {menu["appID"] for menu in menus.values() if is_ours(menu["xmlid"])}
        apps = [
            menu["xmlid"]
            for key, menu in menus.items()
            if key == menu["appID"] and (key in ours or menu["xmlid"] in APPS)
        ]
        self.assertIn("crm.crm_menu_root", apps)
        return apps

    def _steps(self, login, apps=None):
        """Return what *login* opens from the menus, as the walk takes it.

        :param apps: XML ids of the apps, by default all that hold anything of ours
        """
        menus = self._menus(login)
        apps = apps or self._apps(login)
        return [
            {"menu": key, "name": f"{menu['xmlid']} ({menu['name']})"}
            for key, menu in menus.items()
            if menus[menu["appID"]]["xmlid"] in apps
            and menu["actionID"]
            and menu["actionPath"] != "settings"
        ]

    def _walk(self, login, steps, every=True, whole=()):
        """Open screens one after the other; none may say a word of English.

        :param every: open every kind of view, else the first
        :param whole: names of fields that no list may cut
        """
        options = {
            "foreign": english.terms(self.env),
            "allowed": english.ALLOWED,
            "every": every,
            "whole": list(whole),
            "measured": MEASURED if whole else [],
        }
        self._run_script(
            f"{WALK.read_text(encoding='utf-8')}\n"
            f"walk({json.dumps(steps)}, {json.dumps(options)});",
            "walk: done",
            login,
            timeout=1800,
        )

    def _run_script(self, script, signal, login, timeout, goes_on=True):
        """Run *script* in the client and fail with everything that was wrong.

        :param signal: what the script logs when it has come to its end
        :param timeout: in seconds
        :param goes_on: whether the script comes to its end after an error, too
        """
        errors = []

        def gather(message):
            errors.append(message)
            return not goes_on

        ended = None
        try:
            self.browser_js(
                "/odoo/contacts",
                script,
                "odoo.isReady === true",
                login=login,
                timeout=timeout,
                success_signal=signal,
                error_checker=gather,
            )
        except AssertionError as error:
            ended = str(error)
        if errors:
            self.fail("\n".join([f"As {login}:", *errors]))
        self.assertIsNone(ended)
