import json
from pathlib import Path

from odoo.tests import tagged

from . import english
from .common import ADMINISTRATOR, MANAGER, SALESPERSON, SuiteBrowserCase, is_ours

SCRIPT = Path(__file__).parents[1] / "static/src/walk.js"


@tagged("post_install", "-at_install")
class TestWalkOnPhone(SuiteBrowserCase):
    """Every menu, kind of view and a record of each, on a phone, in Vietnamese.

    No screen says an English word that Odoo or the suite could say in Vietnamese.
    Odoo's robot looks for a button that phones do not show.
    """

    browser_size = "360x640"
    touch_enabled = True

    def setUp(self):
        super().setUp()
        self.env["res.users"].search([]).lang = "vi_VN"

    def _steps(self, login, actions=()):
        menus = self._menus(login)
        apps = self._apps(login)
        steps = [
            {"menu": key, "name": f"{menu['xmlid']} ({menu['name']})"}
            for key, menu in menus.items()
            if menus[menu["appID"]]["xmlid"] in apps
            and menu["actionID"]
            and menu["actionPath"] != "settings"
        ]
        steps += [{"action": action.id, "name": action.xml_id} for action in actions]
        return steps

    def _walk(self, login, actions=()):
        steps = self._steps(login, actions)
        script = SCRIPT.read_text(encoding="utf-8")
        words = json.dumps(english.terms(self.env))
        self._run_script(
            f"{script}\nwalk({json.dumps(steps)}, {words});",
            "walk: done",
            login,
            timeout=1800,
        )

    def _actions_without_menu(self):
        """Return actions of ours that need no record to start from."""
        actions = self.env["ir.actions.act_window"].search([])
        in_menus = {menu["actionID"] for menu in self._menus(ADMINISTRATOR).values()}
        return actions.filtered(
            lambda action: (
                is_ours(action.xml_id)
                and action.id not in in_menus
                and not action.binding_model_id
                and "active_id" not in f"{action.context}{action.domain}"
            )
        )

    def test_administrator(self):
        self._walk(ADMINISTRATOR, self._actions_without_menu())

    def test_manager(self):
        self._walk(MANAGER)

    def test_salesperson(self):
        self._walk(SALESPERSON)
