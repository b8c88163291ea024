from odoo.tests import tagged

from .common import ADMINISTRATOR, MANAGER, SALESPERSON, SuiteBrowserCase


@tagged("post_install", "-at_install")
class TestClickRobot(SuiteBrowserCase):
    """Odoo's own robot: every menu, every kind of view, every filter."""

    browser_size = "1366x768"
    allow_end_on_form = True

    def _let_robot_click(self, login):
        for app in self._apps(login):
            with self.subTest(login=login, app=app):
                self._run_script(
                    "odoo.loader.modules"
                    ".get('@web/webclient/clickbot/clickbot_loader')"
                    f".startClickEverywhere('{app}')",
                    "clickbot test succeeded",
                    login,
                    timeout=1800,
                )

    def test_administrator(self):
        self._let_robot_click(ADMINISTRATOR)

    def test_manager(self):
        self._let_robot_click(MANAGER)

    def test_salesperson(self):
        self._let_robot_click(SALESPERSON)
