import re

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .rights_common import read_table

#: what anybody may put into an address
WORDS = ("x", "1", "a" * 22, "%00", "%2e%2e", "é", "a" * 5000)
NUMBERS = ("0", "1", "2147483647", str(2**70))
#: what stands behind it
QUESTIONS = ("?options=[]", "?options=%7B&cids=1-x", "?lang=%00&q=%25&screen=,,")
#: who somebody is: the groups
PEOPLE = {
    "": "",
    "rights_portal": "base.group_portal",
    "rights_employee": "base.group_user",
    "rights_salesperson": "sales_team.group_sale_salesman",
}


@tagged("post_install", "-at_install")
class TestRightsOfRoutes(HttpCase):
    """Addresses that a browser asks for without RPC: tests/tables/routes.csv."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for login, groups in PEOPLE.items():
            if login:
                new_test_user(cls.env, login, groups, password=login)
        cls.rows = read_table("routes.csv")
        cls.colleague = new_test_user(
            cls.env, "rights_colleague", "sales_team.group_sale_salesman"
        )
        cls.record = (
            cls.env["crm.vn.import"]
            .sudo()
            .create(
                {
                    "name": "Danh sách kín.xlsx",
                    "user_id": cls.colleague.id,
                    "company_id": cls.env.company.id,
                    "failed_count": 1,
                    "failed_rows": [["Tên"], ["Khách Kín"]],
                }
            )
        )

    def _addresses(self, path):
        """Yield addresses that fit a route, with nothing that is anybody's."""
        found = re.search(r"<(\w+):\w+>", path)
        kinds = {"int": NUMBERS, "string": WORDS}
        values = kinds[found[1]] if found else ("",)
        for value in values:
            yield re.sub(r"<\w+:\w+>", value, path)
        for question in QUESTIONS:
            yield re.sub(r"<\w+:\w+>", values[0], path) + question

    @mute_logger("odoo.http")
    def test_nobody_holds_them_up(self):
        """Whatever is asked for is answered, and tells nobody who may not read."""
        for login in PEOPLE:
            self.authenticate(login or None, login or None)
            for row in self.rows:
                for address in self._addresses(row["path"]):
                    with self.subTest(login=login, address=address[:80]):
                        answer = self.url_open(address, allow_redirects=False)
                        self.assertLess(answer.status_code, 500)
                        if row["auth"] == "user" and not login:
                            self.assertNotEqual(answer.status_code, 200)

    @mute_logger("odoo.http")
    def test_rows_that_a_colleague_left_out(self):
        address = f"/crm_vn_import_undo/failed/{self.record.id}"
        for login in PEOPLE:
            self.authenticate(login or None, login or None)
            with self.subTest(login=login):
                answer = self.url_open(address, allow_redirects=False)
                self.assertNotEqual(answer.status_code, 200)
        self.colleague.password = "rights_colleague"
        self.env.flush_all()
        self.authenticate("rights_colleague", "rights_colleague")
        self.assertEqual(self.url_open(address).status_code, 200)

    @mute_logger("odoo.http")
    def test_templates_of_others_models(self):
        """Headings are told of what may be read, and of nothing else."""
        for login in ("rights_portal", "rights_employee", "rights_salesperson"):
            self.authenticate(login, login)
            for model in ("res.users", "ir.config_parameter", "crm.vn.sms.provider"):
                with self.subTest(login=login, model=model):
                    answer = self.url_open(f"/crm_vn_import/import_template/{model}")
                    self.assertEqual(answer.status_code, 404)

    @mute_logger("odoo.http")
    def test_zalo_is_connected_by_administrators(self):
        for login in ("rights_portal", "rights_employee", "rights_salesperson"):
            self.authenticate(login, login)
            with self.subTest(login=login):
                answer = self.url_open(
                    "/vn/zalo/connect?code=1&state=1&oa_id=1", allow_redirects=False
                )
                self.assertEqual(answer.status_code, 403)
