from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.sale.models.sale_order import SaleOrder

from .common import VnSaleCommon


@tagged("post_install", "-at_install")
class TestGenerate(VnSaleCommon):
    def wizard(self, partners, user=None, **values):
        return (
            self.env["crm.vn.document.generate"]
            .with_user(user or self.manager)
            .with_context(active_model="res.partner", active_ids=partners.ids)
            .create(values)
        )

    def documents(self, wizard, model="sale.order"):
        return self.env[model].browse(
            wizard.result_ids.filtered("res_id").mapped("res_id")
        )

    def test_quotations_carry_over(self):
        pricelist = self.env["product.pricelist"].create({"name": "Bán buôn"})
        self.env["res.config.settings"].create(
            {"group_product_pricelist": True}
        ).execute()
        self.customer_company.property_product_pricelist = pricelist
        team = self.env["crm.team"].create(
            {"name": "Đội Bắc", "member_ids": [(6, 0, self.user_own.ids)]}
        )
        wizard = self.wizard(
            self.customer_company | self.customer_person,
            line_ids=[(0, 0, {"product_id": self.product.id, "quantity": 3})],
        )
        action = wizard.action_generate()
        orders = self.documents(wizard)
        self.assertEqual(self.env["sale.order"].search(action["domain"]), orders)
        self.assertEqual(orders.mapped("state"), ["draft", "draft"])
        order = orders.filtered(lambda o: o.partner_id == self.customer_company)
        self.assertEqual(order.user_id, self.user_own)
        self.assertEqual(order.team_id, team)
        self.assertEqual(order.source_id, self.source)
        self.assertEqual(order.pricelist_id, pricelist)
        self.assertEqual(order.amount_untaxed, 3_000_000)
        self.assertEqual((orders - order).user_id, self.user_all)

    def test_double_click_makes_nothing_twice(self):
        wizard = self.wizard(self.customer_company | self.customer_person)
        before = self.env["sale.order"].search_count([])
        first = wizard.action_generate()
        second = wizard.action_generate()
        self.assertEqual(first, second)
        self.assertEqual(self.env["sale.order"].search_count([]), before + 2)

    def test_orders_need_products(self):
        wizard = self.wizard(self.customer_company, kind="order")
        with self.assertRaisesRegex(UserError, "need products"):
            wizard.action_generate()
        wizard.line_ids = [(0, 0, {"product_id": self.product.id})]
        action = wizard.action_generate()
        order = self.env["sale.order"].browse(action["res_id"])
        self.assertEqual(order.state, "sale")
        self.assertEqual(self.customer_company.vn_order_count, 1)

    def test_opportunities(self):
        wizard = self.wizard(
            self.customer_company | self.customer_contact, kind="opportunity"
        )
        wizard.action_generate()
        leads = self.documents(wizard, "crm.lead")
        self.assertEqual(set(leads.mapped("type")), {"opportunity"})
        self.assertEqual(leads.user_id, self.user_own)
        self.assertEqual(leads.source_id, self.source)
        self.assertEqual(
            leads.mapped("name"),
            [
                "Opportunity of Công ty TNHH Đại Phát",
                "Opportunity of Công ty TNHH Đại Phát, Nguyễn Văn Hùng",
            ],
        )
        wizard = self.wizard(self.customer_person, kind="opportunity", title="Tết")
        wizard.action_generate()
        self.assertEqual(self.documents(wizard, "crm.lead").name, "Tết")

    def test_what_failed_is_listed_with_its_reason(self):
        archived = self.Partner.create({"name": "Đã ngừng", "active": False})
        foreign = self.Partner.create(
            {"name": "Của công ty Hai", "company_id": self.company_2.id}
        )
        self.manager.company_ids += self.company_2
        wizard = self.wizard(archived | foreign | self.customer_person)
        action = wizard.action_generate()
        self.assertEqual(action["res_model"], wizard._name)
        self.assertEqual((wizard.made_count, wizard.failed_count), (1, 2))
        reasons = {
            result.partner_id: result.reason
            for result in wizard.result_ids
            if not result.res_id
        }
        self.assertIn("archived", reasons[archived])
        self.assertIn("Công ty Hai", reasons[foreign])
        self.assertEqual(self.documents(wizard).partner_id, self.customer_person)
        self.assertEqual(
            wizard.action_open_documents()["res_id"], self.documents(wizard).id
        )

    def test_one_refused_order_stops_no_other(self):
        refused = self.customer_company

        def message(order):
            return order.partner_id == refused and "Khách đang nợ quá hạn"

        wizard = self.wizard(
            self.customer_person | refused | self.customer_contact,
            kind="order",
            line_ids=[(0, 0, {"product_id": self.product.id})],
        )
        before = self.env["sale.order"].search_count([])
        with patch.object(SaleOrder, "_confirmation_error_message", message):
            wizard.action_generate()
        self.assertEqual((wizard.made_count, wizard.failed_count), (2, 1))
        failed = wizard.result_ids.filtered("reason")
        self.assertEqual(failed.partner_id, refused)
        self.assertEqual(failed.reason, "Khách đang nợ quá hạn")
        # nothing of the refused one is left behind
        self.assertEqual(self.env["sale.order"].search_count([]), before + 2)
        self.assertEqual(set(self.documents(wizard).mapped("state")), {"sale"})

    def test_salesperson_makes_them_for_own_customers(self):
        wizard = self.wizard(
            self.customer_company | self.customer_person | self.collaborator,
            user=self.user_own,
        )
        wizard.action_generate()
        orders = self.documents(wizard)
        self.assertEqual(orders.user_id, self.user_own)
        self.assertEqual(orders.partner_id, self.customer_company | self.collaborator)
        failed = wizard.result_ids.filtered("reason")
        self.assertIn(self.user_all.name, failed.reason)

    def test_form_from_the_customer(self):
        action = self.customer_company.with_user(
            self.user_own
        ).action_vn_generate_documents()
        Wizard = self.env["crm.vn.document.generate"].with_user(self.user_own)
        form = Form(Wizard.with_context(**action["context"]))
        self.assertEqual(form.partner_count, 1)
        wizard = form.save()
        order = self.env["sale.order"].browse(wizard.action_generate()["res_id"])
        self.assertEqual(order.partner_id, self.customer_company)
        wizard.result_ids.invalidate_recordset(["document_name"])
        self.assertEqual(wizard.result_ids.document_name, order.name)
        self.assertEqual(wizard.result_ids.action_open()["res_id"], order.id)

    def test_for_a_customer_whose_salesperson_left(self):
        """Somebody who is there gets it: the leader, else who stands in."""
        self.user_own.action_archive()
        self.company.vn_deputy_user_id = self.user_all
        for kind, model in (("opportunity", "crm.lead"), ("quotation", "sale.order")):
            wizard = self.wizard(self.customer_company, kind=kind)
            wizard.line_ids = [(0, 0, {"product_id": self.product.id})]
            wizard.action_generate()
            self.assertEqual(self.documents(wizard, model).user_id, self.user_all)
        self.company.vn_deputy_user_id = False
        wizard = self.wizard(self.customer_company, kind="opportunity")
        wizard.action_generate()
        self.assertEqual(self.documents(wizard, "crm.lead").user_id, self.manager)

    def test_nobody_chosen(self):
        with self.assertRaisesRegex(UserError, "at least one"):
            self.wizard(self.env["res.partner"]).action_generate()

    def test_employee_without_sales_right(self):
        with self.assertRaises(AccessError):
            self.wizard(self.customer_company, user=self.employee)
