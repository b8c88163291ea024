from odoo.tests import tagged

from .common import (
    ADMINISTRATOR,
    EVERY,
    MANAGER,
    SALESPERSON,
    SuiteBrowserCase,
    is_ours,
)


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

    def _steps_after(self, login, other):
        """Return what *login* opens and *other*, with fewer rights, does not see.

        ``make test-screens`` has everybody open all of theirs.
        """
        known = [] if EVERY else self._steps(other)
        return [step for step in self._steps(login) if step not in known]

    def test_administrator(self):
        steps = self._steps_after(ADMINISTRATOR, MANAGER)
        steps += [
            {"action": action.id, "name": action.xml_id}
            for action in self._actions_without_menu()
        ]
        self._walk(ADMINISTRATOR, steps)

    def test_manager(self):
        self._walk(MANAGER, self._steps_after(MANAGER, SALESPERSON))

    def test_salesperson(self):
        self._walk(SALESPERSON, self._steps(SALESPERSON))
