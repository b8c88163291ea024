import json
from pathlib import Path

from odoo import fields
from odoo.tests import tagged

from .common import ADMINISTRATOR, EVERY, MANAGER, SALESPERSON, is_ours
from .face_common import STATIC, FaceCase

ROOT = Path(__file__).parents[4]
AXE = ROOT / ".dev/node-tests/node_modules/axe-core/axe.min.js"
# Odoo's own screens by their XML ids: lists, cards, numbers, what has tags and chatter
STOCK = ["crm.crm_lead_all_leads", "contacts.action_contacts", "sale.action_orders"]
STOCK += ["calendar.action_calendar_event"]


class AccessibilityCase(FaceCase):
    """axe-core finds nothing serious on ours, but what Odoo's own screens show as well.

    ``make test-screens`` asks about every menu as well.
    """

    def _stock_screens(self):
        """Return screens of Odoo's own."""
        one = self.env["crm.lead"].search([("type", "=", "opportunity")], limit=1)
        for days in (-1, 0, 4):
            day = fields.Date.add(fields.Date.today(), days=days)
            self.env["mail.activity"].create(
                {
                    "res_model_id": self.env["ir.model"]._get_id(one._name),
                    "res_id": one.id,
                    "user_id": self.env.ref("base.user_admin").id,
                    "date_deadline": day,
                }
            )
        lead = self._form(one)
        lost = {"active_model": "crm.lead", "active_ids": [lead["res_id"]]}
        actions = [*STOCK, lead, self._view("res.partner", "form")]
        actions += [self._view("crm.lead", kind) for kind in ("activity", "pivot")]
        return [
            *({"name": str(one), "action": one, "record": True} for one in actions),
            {"name": "what is to do", "action": lead, "show": ".o-mail-Activity"},
            {
                "name": "lost",
                "action": "crm.crm_lead_lost_action",
                "options": {"additionalContext": lost},
            },
        ]

    def _dialog_screens(self, login):
        """Return what is opened from our screens."""
        customer = self._customers().filtered("phone")[0]
        desk = "crm_vn_desk.crm_vn_desk_action"
        screens = [
            {"name": "desk", "action": desk},
            {"name": "a customer", "action": self._form(customer)},
            {
                "name": "a new customer",
                "action": desk,
                "press": [(".o_vn_bar_new", None)],
            },
            {
                "name": "what came out of a call",
                "action": desk,
                "press": [
                    (".o_vn_bar_log", None),
                    (".modal .o_vn_pick_search", "090"),
                    (".modal .o_vn_pick", None),
                ],
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
            }
        )
        return screens

    def _check(self, login, screens, timeout=900):
        source = AXE.read_text(encoding="utf-8")
        script = (STATIC / "accessibility.js").read_text(encoding="utf-8")
        stock = [{**screen, "stock": True} for screen in self._stock_screens()]
        screens = json.dumps(stock + screens)
        self._run_script(
            f"{source}\n{script}\naccessibility({screens});",
            "accessibility: done",
            login,
            timeout=timeout,
        )

    def _menu_screens(self, login):
        """Return every menu, with the first record that it shows; Odoo's own are stock.

        So are screens of Odoo's that show what none of those does.
        """
        asked = "[('user_id', '=', 1), ('team_id', '!=', False)]"
        values = {"name": "Mine", "model_id": "crm.lead", "domain": asked}
        order = self.env["sale.order"].search([], limit=1)
        share = {"active_model": order._name, "active_id": order.id}
        task = self.env["project.task"].search([("user_ids", "!=", False)], limit=1)
        stock = [
            # yes and no in a list, what is sent, people as tags, conditions, a link
            {"action": "crm.crm_stage_action"},
            {"action": "mass_mailing.mailing_mailing_action_mail"},
            {"action": self._form(task)},
            {
                "action": self._form(self.env["ir.filters"].create(values)),
                "press": [(".o_field_domain .fa-caret-right", None)],
            },
            {
                "action": "portal.portal_share_action",
                "options": {"additionalContext": share},
            },
        ]
        return [
            *({"name": str(one["action"]), "stock": True, **one} for one in stock),
            *(
                {**step, "record": True, "stock": not is_ours(step["name"])}
                for step in self._steps(login)
            ),
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
