import json
from collections import Counter
from pathlib import Path

from odoo.tests import tagged

from .common import ADMINISTRATOR, MANAGER, SALESPERSON, SuiteBrowserCase

STATIC = Path(__file__).parents[1] / "static/src"
ROOT = Path(__file__).parents[4]
AXE = ROOT / ".dev/node-tests/node_modules/axe-core/axe.min.js"
ENTRIES_MAX = 12
#: what tells a row of a list from the others: its columns, beside amounts
WHOLE = (
    *("name", "display_name", "complete_name", "partner_id", "ref", "code"),
    *("phone", "number", "vn_star", "star", "contract_id", "state", "status_id"),
)


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

    def _accessibility_screens(self, login):
        """Return our screens, each after Odoo's own of the same kind."""
        customer = self._customers().filtered("phone")[0]
        lead = self._form(self.env["crm.lead"].search([], limit=1))
        pipeline, one, dialog = "Odoo: pipeline", "Odoo: an opportunity", "Odoo: lost"
        lost = {"active_model": "crm.lead", "active_ids": [lead["res_id"]]}
        screens = [
            {"name": pipeline, "action": "crm.crm_lead_all_leads"},
            {"name": one, "action": lead},
            {
                "name": dialog,
                "action": "crm.crm_lead_lost_action",
                "options": {"additionalContext": lost},
            },
            {
                "name": "desk",
                "action": "crm_vn_desk.crm_vn_desk_action",
                "stock": pipeline,
            },
            {
                "name": "customers",
                "action": "crm_vn_customer.res_partner_action",
                "stock": pipeline,
            },
            {"name": "a customer", "action": self._form(customer), "stock": one},
            {
                "name": "what came out of a call",
                "action": "crm_vn_desk.crm_vn_desk_action",
                "press": [
                    (".o_vn_bar_log", None),
                    (".modal .o_vn_pick_search", "090"),
                    (".modal .o_vn_pick", None),
                ],
                "stock": dialog,
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
                "stock": dialog,
            }
        )
        return screens

    def _check_accessibility(self):
        source = AXE.read_text(encoding="utf-8")
        script = (STATIC / "accessibility.js").read_text(encoding="utf-8")
        for login in (SALESPERSON, MANAGER):
            screens = json.dumps(self._accessibility_screens(login))
            self._run_script(
                f"{source}\n{script}\naccessibility({screens});",
                "accessibility: done",
                login,
                timeout=300,
            )

    def _perform(self, name, login, *arguments):
        """Do as the script of that name does, as *login*."""
        scripts = [
            (STATIC / f"{part}.js").read_text(encoding="utf-8")
            for part in ("hands", name)
        ]
        call = f"{name}({', '.join(map(json.dumps, arguments))});"
        self._run_script(
            "\n".join([*scripts, call]), f"{name}: done", login, timeout=300
        )

    def _check_director(self):
        self._perform("director", MANAGER)

    def _customer_of(self, login):
        """Return a customer of a salesperson who has called, and ordered."""
        user = self.env["res.users"].search([("login", "=", login)])
        return (
            self._customers()
            .with_company(user.company_id)
            .filtered_domain(
                [
                    ("user_id", "=", user.id),
                    ("phone", "!=", False),
                    ("vn_order_count", ">", 0),
                    ("vn_tier_id", "!=", False),
                    ("vn_last_contact_date", "!=", False),
                ]
            )[:1]
        )

    def _check_customer(self):
        one = self._customer_of(SALESPERSON)
        self.assertTrue(one)
        self._perform("customer", SALESPERSON, self._form(one))

    def _check_lists(self):
        one = self._customer_of(SALESPERSON)
        digits = "".join(filter(str.isdigit, one.phone))
        local = digits.removeprefix("84").removeprefix("0")
        typed = f"0{local[:2]}-{local[2:5]}.{local[5:]}"
        self._perform("lists", MANAGER, {"phone": typed, "name": one.name})

    def _check_words(self):
        sheet = self.env["crm.vn.kpi.sheet"].search([("state", "=", "closed")], limit=1)
        forms = {
            "customer": self._form(self._customer_of(SALESPERSON)),
            "sheet": self._form(sheet),
        }
        self._perform("words", MANAGER, forms)


@tagged("post_install", "-at_install")
class TestFaceOnDesktop(FaceCase):
    browser_size = "1280x800"

    def test_nothing_serious_beyond_odoo(self):
        self._check_accessibility()

    def test_first_ten_minutes_of_a_director(self):
        self._check_director()

    def test_the_customer_on_one_page(self):
        self._check_customer()

    def test_lists_search_and_numbers(self):
        self._check_lists()

    def test_words(self):
        self._check_words()

    def test_no_english_word_and_nothing_cut(self):
        """The walk on the phone reads every view; a desktop shows more of the first.

        What tells one row of a list from the others, and amounts, are there whole.
        """
        menus = self._steps(MANAGER, ["crm.crm_menu_root"])
        self._walk(MANAGER, menus, every=False, whole=WHOLE)

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

    def test_the_customer_on_one_page(self):
        self._check_customer()

    def test_lists_search_and_numbers(self):
        self._check_lists()

    def test_words(self):
        self._check_words()

    def test_name_and_number_are_whole(self):
        customers = self._customers().filtered("phone")
        longest = max(customers, key=lambda one: len(one.name))
        script = (STATIC / "whole.js").read_text(encoding="utf-8")
        form = json.dumps(self._form(longest))
        self._run_script(
            f"{script}\nwhole({form});", "whole: done", SALESPERSON, timeout=60
        )
