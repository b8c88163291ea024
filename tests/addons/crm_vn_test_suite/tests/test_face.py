import json
from collections import Counter
from pathlib import Path

from odoo.tests import tagged

from .common import ADMINISTRATOR, MANAGER, SALESPERSON, SuiteBrowserCase

STATIC = Path(__file__).parents[1] / "static/src"
ROOT = Path(__file__).parents[4]
AXE = ROOT / ".dev/node-tests/node_modules/axe-core/axe.min.js"
ENTRIES_MAX = 12


class FaceCase(SuiteBrowserCase):
    """What people see first, in Vietnamese, with every addon and the demo company."""

    def setUp(self):
        super().setUp()
        self.env["res.users"].search([]).lang = "vi_VN"

    def _form(self, record):
        """Return the action that opens *record*."""
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [[False, "form"]],
        }

    def _customers(self):
        return self.env["res.partner"].search(
            [("vn_relationship_id", "!=", False), ("is_company", "=", True)]
        )

    def _accessibility_screens(self):
        """Return our screens, each after Odoo's own of the same kind."""
        form = self._form(self._customers()[0])
        lead = self._form(self.env["crm.lead"].search([], limit=1))
        return [
            {"name": "Odoo: pipeline", "action": "crm.crm_lead_all_leads"},
            {"name": "Odoo: an opportunity", "action": lead},
            {
                "name": "desk",
                "action": "crm_vn_desk.crm_vn_desk_action",
                "stock": "Odoo: pipeline",
            },
            {
                "name": "customers",
                "action": "crm_vn_customer.res_partner_action",
                "stock": "Odoo: pipeline",
            },
            {"name": "a customer", "action": form, "stock": "Odoo: an opportunity"},
        ]

    def _check_accessibility(self):
        source = AXE.read_text(encoding="utf-8")
        script = (STATIC / "accessibility.js").read_text(encoding="utf-8")
        screens = json.dumps(self._accessibility_screens())
        for login in (SALESPERSON, MANAGER):
            self._run_script(
                f"{source}\n{script}\naccessibility({screens});",
                "accessibility: done",
                login,
                timeout=300,
            )

    def _check_director(self):
        script = (STATIC / "director.js").read_text(encoding="utf-8")
        self._run_script(
            f"{script}\ndirector();", "director: done", MANAGER, timeout=300
        )


@tagged("post_install", "-at_install")
class TestFaceOnDesktop(FaceCase):
    browser_size = "1280x800"

    def test_nothing_serious_beyond_odoo(self):
        self._check_accessibility()

    def test_first_ten_minutes_of_a_director(self):
        self._check_director()

    def test_no_english_word(self):
        """The walk on the phone reads every view; a desktop shows more of the first."""
        menus = self._steps(MANAGER, ["crm.crm_menu_root"])
        self._walk(MANAGER, menus, every=False)

    def test_no_level_of_the_menu_is_longer_than_twelve(self):
        """Whoever sees everything finds what is looked for at a glance."""
        menus = self._menus(ADMINISTRATOR)
        crm = self.env.ref("crm.crm_menu_root").id
        levels = Counter()
        for menu in menus.values():
            if menu["appID"] == crm:
                levels[menu["name"], menu["xmlid"]] = len(menu["children"])
        long = {
            xmlid: number
            for (_name, xmlid), number in levels.items()
            if number > ENTRIES_MAX
        }
        self.assertEqual(long, {})


@tagged("post_install", "-at_install")
class TestFaceOnPhone(FaceCase):
    browser_size = "360x640"
    touch_enabled = True

    def test_nothing_serious_beyond_odoo(self):
        self._check_accessibility()

    def test_first_ten_minutes_of_a_director(self):
        self._check_director()

    def test_name_and_number_are_whole(self):
        customers = self._customers().filtered("phone")
        longest = max(customers, key=lambda one: len(one.name))
        script = (STATIC / "whole.js").read_text(encoding="utf-8")
        form = json.dumps(self._form(longest))
        self._run_script(
            f"{script}\nwhole({form});", "whole: done", SALESPERSON, timeout=60
        )
