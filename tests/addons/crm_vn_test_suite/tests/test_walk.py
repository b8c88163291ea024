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

    def test_administrator(self):
        """What managers do not see; they have fewer rights, and walk the rest."""
        steps = self._steps(ADMINISTRATOR)
        if not EVERY:
            known = self._steps(MANAGER)
            steps = [step for step in steps if step not in known]
        steps += [
            {"action": action.id, "name": action.xml_id}
            for action in self._actions_without_menu()
        ]
        self._walk(ADMINISTRATOR, steps)

    def test_manager(self):
        self._walk(MANAGER, self._steps(MANAGER))

    def test_salesperson(self):
        self._walk(SALESPERSON, self._steps(SALESPERSON))
