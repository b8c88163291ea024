import json
from pathlib import Path

from odoo.tests import tagged

from .common import ADMINISTRATOR, EVERY, MANAGER, SALESPERSON
from .face_common import STATIC, FaceCase

ROOT = Path(__file__).parents[4]
AXE = ROOT / ".dev/node-tests/node_modules/axe-core/axe.min.js"
PIPELINE, ONE, DIALOG = "Odoo: pipeline", "Odoo: an opportunity", "Odoo: lost"
# Odoo's own screen of each kind; what has no view of Odoo's kinds is held to a form
KINDS = {
    "list": PIPELINE,
    "form": ONE,
    "dialog": DIALOG,
    "kanban": "Odoo: contacts",
    "pivot": "Odoo: pipeline in numbers",
    "graph": "Odoo: pipeline as a picture",
    "calendar": "Odoo: calendar",
    "activity": "Odoo: activities",
    "other": ONE,
}


class AccessibilityCase(FaceCase):
    """axe-core finds nothing serious on our screens beyond what it finds on Odoo's.

    ``make test-screens`` asks about every menu as well.
    """

    def _stock_screens(self):
        """Return Odoo's own screens of each kind."""
        lead = self._form(self.env["crm.lead"].search([], limit=1))
        lost = {"active_model": "crm.lead", "active_ids": [lead["res_id"]]}
        return [
            {"name": PIPELINE, "action": "crm.crm_lead_all_leads"},
            {"name": ONE, "action": lead},
            {
                "name": DIALOG,
                "action": "crm.crm_lead_lost_action",
                "options": {"additionalContext": lost},
            },
        ]

    def _dialog_screens(self, login):
        """Return what is opened from our screens."""
        customer = self._customers().filtered("phone")[0]
        desk = "crm_vn_desk.crm_vn_desk_action"
        screens = [
            {"name": "desk", "action": desk, "stock": PIPELINE},
            {"name": "a customer", "action": self._form(customer), "stock": ONE},
            {
                "name": "a new customer",
                "action": desk,
                "press": [(".o_vn_bar_new", None)],
                "stock": ONE,
            },
            {
                "name": "what came out of a call",
                "action": desk,
                "press": [
                    (".o_vn_bar_log", None),
                    (".modal .o_vn_pick_search", "090"),
                    (".modal .o_vn_pick", None),
                ],
                "stock": DIALOG,
            },
        ]
        if login == SALESPERSON:
            return screens
        plan = self.env["mail.activity.plan"].search(
            [("vn_is_care_schedule", "=", True)], limit=1
        )
        chosen = {"active_model": plan._name, "active_id": plan.id}
        care = "crm_vn_care_schedule.crm_vn_care_apply_action"
        screens.append(
            {
                "name": "set a care schedule",
                "action": care,
                "options": {"additionalContext": chosen},
                "stock": DIALOG,
            }
        )
        return screens

    def _check(self, login, screens, timeout=900):
        source = AXE.read_text(encoding="utf-8")
        script = (STATIC / "accessibility.js").read_text(encoding="utf-8")
        screens = json.dumps(self._stock_screens() + screens)
        self._run_script(
            f"{source}\n{script}\naccessibility({screens});",
            "accessibility: done",
            login,
            timeout=timeout,
        )

    def _menu_screens(self, login):
        """Return every menu, with the first record that it shows."""
        kinds = [
            {"name": KINDS[kind], "action": action}
            for kind, action in (
                ("kanban", "contacts.action_contacts"),
                ("calendar", "calendar.action_calendar_event"),
                ("activity", self._view("crm.lead", "activity")),
                ("pivot", self._view("crm.lead", "pivot")),
                ("graph", self._view("crm.lead", "graph")),
            )
        ]
        return kinds + [
            {**step, "stock": KINDS, "record": True} for step in self._steps(login)
        ]

    def _view(self, model, kind):
        """Return the action that opens Odoo's view of a kind."""
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "views": [[False, kind]],
        }


class AccessibilityTests:
    """The tests of either width."""

    if EVERY:

        def test_every_menu_of_an_administrator(self):
            self._check(ADMINISTRATOR, self._menu_screens(ADMINISTRATOR), 3600)

    def test_salesperson(self):
        self._check(SALESPERSON, self._dialog_screens(SALESPERSON))

    def test_manager(self):
        self._check(MANAGER, self._dialog_screens(MANAGER))


@tagged("post_install", "-at_install")
class TestAccessibilityOnDesktop(AccessibilityTests, AccessibilityCase):
    browser_size = "1280x800"


@tagged("post_install", "-at_install")
class TestAccessibilityOnPhone(AccessibilityTests, AccessibilityCase):
    browser_size = "360x640"
    touch_enabled = True
