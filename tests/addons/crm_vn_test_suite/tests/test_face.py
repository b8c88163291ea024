import json
from collections import Counter

from odoo.tests import tagged

from .common import ADMINISTRATOR, MANAGER, SALESPERSON
from .face_common import STATIC, FaceCase

ENTRIES_MAX = 12
#: what tells a row of a list from the others: its columns, beside amounts
WHOLE = (
    *("name", "display_name", "complete_name", "partner_id", "ref", "code"),
    *("phone", "number", "vn_star", "star", "contract_id", "state", "status_id"),
)


class FaceScriptCase(FaceCase):
    """Scripts of what a person does, in Vietnamese, on the demo company."""

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
        one = self._customer_of(SALESPERSON)
        me = self.env["res.users"].search([("login", "=", MANAGER)])
        known = {"me": me.name, "phone": one.phone, "name": one.name}
        self._perform("director", MANAGER, known)

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
class TestFaceOnDesktop(FaceScriptCase):
    browser_size = "1280x800"

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
class TestFaceOnPhone(FaceScriptCase):
    browser_size = "360x640"
    touch_enabled = True

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
