from odoo.tests import HttpCase, new_test_user, tagged

URL = "/crm_vn/health"


@tagged("post_install", "-at_install")
class TestMonitoring(HttpCase):
    """States and numbers for whoever has the token; for others nothing is there."""

    def setUp(self):
        super().setUp()
        self.admin = new_test_user(self.env, "vn_monitor_admin", "base.group_system")
        self.health = self.env["crm.vn.health"].with_user(self.admin)

    def ask(self, token=None, kind="Bearer"):
        headers = {"Authorization": f"{kind} {token}"} if token else {}
        return self.url_open(URL, headers=headers)

    def patch_rows(self, *states):
        rows = [
            {
                "section": "queues",
                "code": f"queue_{number}",
                "name": "Khách Hùng",
                "state": state,
                "value": str(number),
                "detail": "0903 123 456",
            }
            for number, state in enumerate(states)
        ]
        self.patch(self.env.registry["crm.vn.health"], "_vn_rows", lambda model: rows)

    def test_without_the_token_nothing_is_there(self):
        self.assertEqual(self.ask("anything").status_code, 404, "there is none yet")
        token = self.health._vn_new_token()
        for given, kind in (
            (None, None),
            ("wrong", "Bearer"),
            (token, "Basic"),
            (token[:-1], "Bearer"),
        ):
            self.assertEqual(self.ask(given, kind).status_code, 404)
        answer = self.url_open(f"{URL}?token={token}")
        self.assertEqual(answer.status_code, 404, "addresses are logged")

    def test_with_it_states_and_numbers(self):
        token = self.health._vn_new_token()
        self.patch_rows("ok", "warning")
        answer = self.ask(token)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        data = answer.json()
        self.assertEqual(data["state"], "warning")
        self.assertEqual(
            data["rows"][1],
            {
                "section": "queues",
                "code": "queue_1",
                "state": "warning",
                "value": "1",
            },
        )
        for personal in ("Hùng", "0903"):
            self.assertNotIn(personal, answer.text)

    def test_a_fault_is_no_success(self):
        token = self.health._vn_new_token()
        self.patch_rows("ok", "fault", "warning")
        answer = self.ask(token)
        self.assertEqual((answer.status_code, answer.json()["state"]), (503, "fault"))

    def test_the_real_page_is_told(self):
        data = self.ask(self.health._vn_new_token()).json()
        self.assertEqual(
            {row["section"] for row in data["rows"]} - {"checks"},
            {"queues", "crons", "search", "versions"},
        )

    def test_a_new_token_closes_the_one_before(self):
        first, second = self.health._vn_new_token(), self.health._vn_new_token()
        self.patch_rows("ok")
        self.assertEqual(self.ask(first).status_code, 404)
        self.assertEqual(self.ask(second).status_code, 200)
        stored = self.env["ir.config_parameter"].search([]).mapped("value")
        self.assertNotIn(second, stored)
        lines = self.env["crm.vn.health.line"].with_user(self.admin)
        shown = lines.action_new_token()["params"]["message"]
        self.assertEqual(self.ask(shown).status_code, 200)
