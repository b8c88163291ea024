"""What other addons, Odoo's and ours, take from a customer's ward."""

from odoo import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_location.tests.common import VnLocationCommon
from odoo.addons.crm_vn_opportunity.tests.common import VnOpportunityCommon


@tagged("post_install", "-at_install")
class TestInvoiceAddress(VnLocationCommon):
    """What the invoices of Odoo's Vietnam (`l10n_vn`) take from a ward's address.

    Electronic invoices send `city`, else the name of `state_id`, and `street`; the
    QR code of a payment takes the first 15 letters of the company's `city`.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls.Partner.create(
            {
                "name": "Công ty Người Mua",
                "is_company": True,
                "street": "12 Lý Thái Tổ",
                "country_id": cls.vietnam.id,
                "city_id": cls.sai_gon.id,
            }
        )

    def test_the_fields_hold_what_invoices_expect(self):
        module = self.env["ir.module.module"].search([("name", "=", "l10n_vn")])
        self.assertEqual(module.state, "installed")
        self.assertEqual(self.buyer.street, "12 Lý Thái Tổ")
        self.assertEqual(self.buyer.city, "Phường Sài Gòn")
        self.assertEqual(self.buyer.state_id, self.hcm)
        converted = self.Partner.create(
            {
                "name": "Khách cũ",
                "vn_relationship_id": self.relationship_customer.id,
                "street": "12 Lý Thái Tổ, P. Bến Nghé, Q.1, TP.HCM",
                "country_id": self.vietnam.id,
            }
        )
        converted.with_user(self.manager)._vn_convert_addresses()
        for name in ("street", "city", "state_id", "country_id"):
            self.assertEqual(converted[name], self.buyer[name], name)

    def test_an_invoice_prints_the_address_without_a_gap(self):
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.buyer.id,
                "invoice_line_ids": [
                    Command.create({"name": "Bàn", "quantity": 1, "price_unit": 100})
                ],
            }
        )
        invoice.action_post()
        address = invoice.partner_id._display_address(without_company=True)
        self.assertEqual(
            address.split("\n"),
            [
                "12 Lý Thái Tổ",
                f"Phường Sài Gòn, {self.hcm.name}",
                self.vietnam.name,
            ],
        )
        html, __ = self.env["ir.actions.report"]._render_qweb_html(
            "account.account_invoices", invoice.ids
        )
        printed = html.decode()
        self.assertIn("12 Lý Thái Tổ", printed)
        self.assertIn(f"Phường Sài Gòn, {self.hcm.name}", printed)

    def test_the_payment_code_takes_the_ward(self):
        company = self.env.company.partner_id
        company.write({"country_id": self.vietnam.id, "city_id": self.sai_gon.id})
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "0123456789", "partner_id": company.id}
        )
        values = bank._get_qr_code_vals_list(
            "emv_qr", 100_000.0, self.env.ref("base.VND"), self.buyer, "", ""
        )
        self.assertIn((60, "Phuong Sai Gon"), values)


@tagged("post_install", "-at_install")
class TestRuleByArea(VnOpportunityCommon, VnLocationCommon):
    """Leads go to the people of their area."""

    def test_a_rule_asks_the_area(self):
        Area = self.env["crm.vn.area"].with_user(self.manager)
        # those of the demo company hold the same places
        Area.search([]).action_archive()
        south, north = Area.create(
            [
                {"name": "Nam của quy tắc"},
                {"name": "Bắc của quy tắc", "city_ids": self.ba_dinh.ids},
            ]
        )
        coast = Area.create(
            {
                "name": "Biển của quy tắc",
                "parent_id": south.id,
                "city_ids": self.vung_tau.ids,
            }
        )
        self._create_rule(
            "Miền Nam", [self.minh], f"[('vn_area_id', 'child_of', {south.id})]"
        )
        self._create_rule(
            "Miền Bắc", [self.lan], f"[('vn_area_id', '=', {north.id})]", sequence=99
        )
        elsewhere = self._ward("Xã Bắc Hà", self.env.ref("base.state_vn_VN-02"))
        at_sea, in_town, nowhere = (
            self._create_leads(1, vn_city_id=ward.id)
            for ward in (self.vung_tau, self.ba_dinh, elsewhere)
        )
        self.assertEqual((at_sea.vn_area_id, at_sea.user_id), (coast, self.minh))
        self.assertEqual((in_town.vn_area_id, in_town.user_id), (north, self.lan))
        self.assertFalse(nowhere.user_id)
