from pathlib import Path

from odoo.tests import tagged

from .common import ADMINISTRATOR, EVERY, MANAGER, SALESPERSON, SuiteBrowserCase

ROBOT = Path(__file__).parents[1] / "static/src/robot.js"


@tagged("post_install", "-at_install")
class TestClickRobot(SuiteBrowserCase):
    """Odoo's own robot: every menu, every kind of view, every filter.

    A menu is clicked by the one with the fewest rights who sees it, whom most can go
    wrong for, and each filter once. ``make test-screens`` has each role click on all
    that it sees, filters again in every kind of view.
    """

    browser_size = "1366x768"
    allow_end_on_form = True

    def setUp(self):
        super().setUp()
        # the walks read Vietnamese
        self.env["res.users"].search([]).lang = "en_US"

    def _let_robot_click(self, login, after=None):
        """Let the robot click on what *login* sees.

        :param after: login of one whose menus another test clicks on
        """
        if after and not EVERY:
            self._hide(self._menus(after), login)
        for app in self._apps(login):
            with self.subTest(login=login, app=app):
                self._run_script(
                    f"{ROBOT.read_text(encoding='utf-8')}\n"
                    f"{'' if EVERY else 'clickFiltersOnce();'}"
                    "odoo.loader.modules"
                    ".get('@web/webclient/clickbot/clickbot_loader')"
                    f".startClickEverywhere('{app}')",
                    "clickbot test succeeded",
                    login,
                    timeout=1800,
                    goes_on=False,
                )

    def _hide(self, menus, login):
        """Hide *menus* but for what their apps open with, where the robot begins.

        :param login: of whom no folder is to be left empty
        """
        hidden = [
            key
            for key, menu in menus.items()
            if menu["actionID"] and menu["actionID"] != menus[menu["appID"]]["actionID"]
        ]
        leaves = self.env["ir.ui.menu"].browse(hidden)
        leaves.filtered(lambda menu: not menu.child_id).active = False
        while empty := [
            key
            for key, menu in self._menus(login).items()
            if not menu["children"] and not menu["actionID"]
        ]:
            self.env["ir.ui.menu"].browse(empty).active = False

    def test_administrator(self):
        self._let_robot_click(ADMINISTRATOR, after=MANAGER)

    def test_manager(self):
        self._let_robot_click(MANAGER, after=SALESPERSON)

    def test_salesperson(self):
        self._let_robot_click(SALESPERSON)
