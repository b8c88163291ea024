from odoo.tests import tagged

from .common import ADMINISTRATOR, MANAGER, SALESPERSON
from .roles_common import RoleCase


@tagged("post_install", "-at_install")
class TestAdministrator(RoleCase):
    login = ADMINISTRATOR

    def test_users(self):
        """Create one, change a right, copy, archive, set a password."""
        sales = self.env.ref("sales_team.group_sale_salesman").id
        user = self._save(
            "res.users",
            {
                "name": "Vũ Minh Khôi",
                "login": "khoi@example.com",
                "email": "khoi@example.com",
                "group_ids": [[4, sales]],
            },
        )
        self._save("res.users", {"phone": "0912345678"}, user)
        copy = self._call("res.users", "copy", [user], {"login": "khoi2@example.com"})
        self._call("res.users", "action_archive", copy)
        self._call("res.users", "action_reset_password", [user])
        self._wizard(
            "change.password.wizard",
            "change_password_button",
            {"user_ids": [[0, 0, {"user_id": user, "new_passwd": "matkhau-moi-1"}]]},
            **self._on("res.users", user),
        )

    def test_contacts(self):
        contact = self._contact()
        self._copy_archive("res.partner", contact)
        self._schedule_and_do("res.partner", contact)
        self._write_to("res.partner", contact)
        self._merge_contacts()
        self._import_contacts()

    def test_product(self):
        product = self._product()
        self._copy_archive("product.template", product)
        self._save("product.template", {"list_price": 5_200_000}, product)

    def test_export(self):
        for model in ("crm.lead", "res.partner", "sale.order"):
            ids = self._call(model, "search", [], limit=20)
            rows = self._call(model, "export_data", ids, ["id", "display_name"])
            self.assertEqual(len(rows["datas"]), len(ids))

    def test_second_company(self):
        company = self._save("res.company", {"name": "Chi nhánh Đà Nẵng"})
        user = self.env.ref("base.user_admin").id
        self._save("res.users", {"company_ids": [[4, company]]}, user)
        self.assertIn(company, self._change_company(user))
        self._save("res.users", {"company_id": company}, user)
        context = {"allowed_company_ids": [company]}
        self._save("res.partner", {"name": "Khách Đà Nẵng"}, **context)

    def test_settings(self):
        self._wizard("res.config.settings", "execute")

    def test_catalogs_of_odoo(self):
        for model, values in {
            "crm.stage": {"name": "Đàm phán"},
            "crm.team": {"name": "Nhóm Tây Nguyên"},
            "crm.lost.reason": {"name": "Giá cao"},
            "utm.source": {"name": "Báo giấy"},
            "utm.campaign": {"name": "Tháng tri ân"},
            "mail.activity.type": {"name": "Khảo sát"},
            "res.partner.category": {"name": "Thân thiết"},
            "product.pricelist": {"name": "Đại lý"},
        }.items():
            with self.subTest(model=model):
                record = self._save(model, values)
                self._save(
                    model,
                    {"sequence": 3}
                    if "sequence" in self.env[model]._fields
                    else values,
                    record,
                )
                self._call(model, "copy", [record])
                self._call(model, "unlink", [record])


@tagged("post_install", "-at_install")
class TestManager(RoleCase):
    login = MANAGER

    def test_contacts(self):
        contact = self._contact()
        self._copy_archive("res.partner", contact)
        self._schedule_and_do("res.partner", contact)
        self._write_to("res.partner", contact)
        self._import_contacts()

    def test_order(self):
        order = self._order(self._contact(), self._any_product())
        self._call("sale.order", "action_confirm", [order])
        self._wizard(
            "sale.advance.payment.inv",
            "create_invoices",
            {"advance_payment_method": "fixed", "fixed_amount": 100_000},
            **self._on("sale.order", order),
        )
        copy = self._call("sale.order", "copy", [order])[0]
        self._call("sale.order", "action_cancel", [copy])
        self._call("sale.order", "action_draft", [copy])

    def test_opportunities(self):
        first, second = (
            self._save("crm.lead", {"name": name, "type": "opportunity"})
            for name in ("Dự án A", "Dự án A lần hai")
        )
        self._wizard(
            "crm.merge.opportunity",
            "action_merge",
            {"opportunity_ids": [[6, 0, [first, second]]]},
            **self._on("crm.lead", first, second),
        )
        left = self._call("crm.lead", "search", [["id", "in", [first, second]]])
        self.assertEqual(len(left), 1)
        reason = self._call("crm.lost.reason", "search", [], limit=1)[0]
        self._wizard(
            "crm.lead.lost",
            "action_lost_reason_apply",
            {"lost_reason_id": reason, "lead_ids": [[6, 0, left]]},
            **self._on("crm.lead", *left),
        )
        self._call("crm.lead", "action_unarchive", left)

    def test_company(self):
        self._change_company(self.session.uid)


@tagged("post_install", "-at_install")
class TestSalesperson(RoleCase):
    login = SALESPERSON

    def test_contacts(self):
        contact = self._contact()
        self._save("res.partner", {"phone": "0987654321"}, contact)
        self._call("res.partner", "copy", [contact])
        self._schedule_and_do("res.partner", contact)
        self._write_to("res.partner", contact)

    def test_lead_to_order(self):
        """From a lead to an order, its quotation sent by e-mail."""
        lead = self._save(
            "crm.lead",
            {
                "name": "Hỏi giá máy lọc",
                "type": "lead",
                "contact_name": "Đỗ Thị Lan",
                "email_from": "lan.do@example.com",
            },
        )
        self._wizard(
            "crm.lead2opportunity.partner",
            "action_apply",
            {"name": "convert", "action": "create"},
            **self._on("crm.lead", lead),
        )
        self._schedule_and_do("crm.lead", lead)
        self._write_to("crm.lead", lead)
        self._call("crm.lead", "copy", [lead])
        values = self._read("crm.lead", lead, "partner_id", "type")
        self.assertEqual(values["type"], "opportunity")
        order = self._order(values["partner_id"][0], self._any_product())
        action = self._call("sale.order", "action_quotation_send", [order])
        self._wizard("mail.compose.message", "action_send_mail", **action["context"])
        self.assertEqual(self._read("sale.order", order, "state")["state"], "sent")
        self._write_to("sale.order", order)
        self._call("sale.order", "action_confirm", [order])
        self._call("crm.lead", "action_set_won_rainbowman", [lead])

    def test_meeting(self):
        meeting = self._save(
            "calendar.event",
            {
                "name": "Gặp khách",
                "start": "2027-03-01 02:00:00",
                "stop": "2027-03-01 03:00:00",
                "partner_ids": [[4, self._contact()]],
            },
        )
        self._save("calendar.event", {"stop": "2027-03-01 04:00:00"}, meeting)
        self._call("calendar.event", "copy", [meeting])
        self._call("calendar.event", "unlink", [meeting])

    def test_pipeline(self):
        """Group and count what he sees."""
        for model in ("crm.lead", "res.partner", "sale.order"):
            self._call(
                model,
                "web_read_group",
                [],
                ["user_id"],
                ["__count"],
            )

    def test_preferences(self):
        """His own profile: the only write that everybody may do on users."""
        self._call(
            "res.users",
            "web_save",
            [self.session.uid],
            {"signature": "<p>Hùng</p>"},
            {"display_name": {}},
        )
        self._change_company(self.session.uid)


@tagged("post_install", "-at_install")
class TestAccountant(RoleCase):
    login = "ke.toan"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "account.group_account_invoice,base.group_partner_manager"
        cls._new_user(cls.login, groups)

    def _invoice(self, kind, partner):
        line = {"name": "Dịch vụ", "quantity": 1, "price_unit": 1_000_000}
        move = self._save(
            "account.move",
            {
                "move_type": kind,
                "partner_id": partner,
                "invoice_date": "2026-03-02",
                "invoice_line_ids": [[0, 0, line]],
            },
            default_move_type=kind,
        )
        self._call("account.move", "action_post", [move])
        return move

    def test_invoice(self):
        partner = self._contact()
        for kind in ("out_invoice", "in_invoice"):
            move = self._invoice(kind, partner)
            self._wizard(
                "account.payment.register",
                "action_create_payments",
                **self._on("account.move", move),
            )
            self.assertIn(
                self._read("account.move", move, "payment_state")["payment_state"],
                ("paid", "in_payment"),
            )
        self._schedule_and_do("account.move", move)
        self._write_to("account.move", move)

    def test_credit_note(self):
        move = self._invoice("out_invoice", self._contact())
        self._wizard(
            "account.move.reversal",
            "refund_moves",
            {"move_ids": [[6, 0, [move]]], "reason": "Hàng lỗi"},
            **self._on("account.move", move),
        )
        self._call("account.move", "copy", [move])

    def test_contacts(self):
        contact = self._contact(vat="0100109106")
        self._copy_archive("res.partner", contact)


@tagged("post_install", "-at_install")
class TestPortalUser(RoleCase):
    login = "khach.hang"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._new_user(cls.login, "base.group_portal")
        hung = cls.env["res.users"].search([("login", "=", SALESPERSON)])
        product = cls.env["product.product"].search(
            [("sale_ok", "=", True), ("type", "=", "consu")], limit=1
        )
        cls.order = (
            cls.env["sale.order"]
            .with_user(hung)
            .create(
                {
                    "partner_id": cls.user.partner_id.id,
                    "order_line": [(0, 0, {"product_id": product.id})],
                }
            )
        )
        cls.order.action_quotation_sent()

    def test_pages(self):
        pages = ["/my", "/my/home", "/my/account", "/my/security", "/my/quotes"]
        pages += ["/my/orders", "/my/invoices", f"/my/orders/{self.order.id}"]
        for page in pages:
            with self.subTest(page=page):
                answer = self.url_open(page)
                self.assertEqual(answer.status_code, 200)
                self.assertNotIn("/web/login", answer.url)

    def test_write_on_the_order(self):
        self.make_jsonrpc_request(
            "/mail/message/post",
            {
                "thread_model": "sale.order",
                "thread_id": self.order.id,
                "token": self.order._portal_ensure_token(),
                "post_data": {"body": "Giao sáng mai nhé"},
            },
        )
        self.assertIn("Giao sáng mai", self.order.message_ids[0].body)

    def test_customers_are_not_his(self):
        self.assertEqual(
            self._call(
                "res.partner",
                "search_count",
                [["id", "!=", self.user.partner_id.commercial_partner_id.id]],
            ),
            0,
        )
