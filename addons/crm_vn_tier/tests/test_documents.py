from odoo.tests import tagged

from .common import VnTierCommon


@tagged("post_install", "-at_install")
class TestDocuments(VnTierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Account = cls.env["account.account"]
        cls.receivable = Account.create(
            {
                "name": "Phải thu",
                "code": "131000",
                "account_type": "asset_receivable",
                "reconcile": True,
            }
        )
        cls.income = Account.create(
            {"name": "Doanh thu", "code": "511000", "account_type": "income"}
        )
        cls.cash = Account.create(
            {"name": "Tiền", "code": "111000", "account_type": "asset_cash"}
        )
        cls.journal = cls.env["account.journal"].create(
            {
                "name": "Bán hàng",
                "code": "BH",
                "type": "sale",
                "default_account_id": cls.income.id,
            }
        )
        cls.general = cls.env["account.journal"].create(
            {"name": "Khác", "code": "KHAC", "type": "general"}
        )
        (
            cls.customer | cls.organisation
        ).property_account_receivable_id = cls.receivable

    def invoice(self, partner, amount, kind="out_invoice", sale_line=None, day=None):
        move = self.env["account.move"].create(
            {
                "move_type": kind,
                "partner_id": partner.id,
                "journal_id": self.journal.id,
                "invoice_date": day or self.env.company._vn_today(),
                "invoice_line_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "Bàn",
                            "quantity": 1,
                            "price_unit": amount,
                            "account_id": self.income.id,
                            "tax_ids": False,
                            "sale_line_ids": sale_line and [(6, 0, sale_line.ids)],
                        },
                    )
                ],
            }
        )
        move.action_post()
        return move

    def settle(self, invoice, amount):
        """Let *amount* of the invoice be paid in cash; return the reconciliation."""
        payment = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": self.general.id,
                "line_ids": [
                    (0, 0, {"account_id": self.cash.id, "debit": amount}),
                    (
                        0,
                        0,
                        {
                            "account_id": self.receivable.id,
                            "credit": amount,
                            "partner_id": invoice.partner_id.id,
                        },
                    ),
                ],
            }
        )
        payment.action_post()
        lines = (invoice | payment).line_ids.filtered(
            lambda line: line.account_id == self.receivable
        )
        lines.reconcile()
        return lines.matched_credit_ids

    def test_partial_credit_note(self):
        self.sell(self.customer, 500_000_000)
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        refund = self.invoice(self.customer, 1, "out_refund")
        # one đồng less than Gold, and Gold was not held at a review yet
        self.assertEqual(self.customer.vn_tier_id, self.silver)
        refund.button_draft()
        self.assertEqual(self.customer.vn_tier_id, self.gold)

    def test_credit_note_after_the_review_keeps_down_to_keep(self):
        self.sell(self.customer, 500_000_000)
        self.customer._vn_tier_review()
        self.invoice(self.customer, 100_000_000, "out_refund")
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        self.invoice(self.customer, 1, "out_refund")
        self.assertEqual(self.customer.vn_tier_id, self.gold)
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, self.silver)

    def test_cancelled_order_and_its_credit_note_count_once(self):
        self.sell(self.customer, 200_000_000)
        order = self.sell(self.customer, 300_000_000)
        self.invoice(self.customer, 300_000_000, sale_line=order.order_line)
        self.invoice(
            self.customer, 300_000_000, "out_refund", sale_line=order.order_line
        )
        order._action_cancel()
        self.customer._vn_tier_review()
        self.assertEqual(self.customer.vn_tier_id, self.silver)

    def test_paid(self):
        self.silver.write({"criterion": "paid", "keep_threshold": 0})
        self.gold.active = False
        self.sell(self.customer, 900_000_000)
        invoice = self.invoice(self.customer, 300_000_000)
        self.assertFalse(self.customer.vn_tier_id)  # ordered and invoiced, not paid
        self.settle(invoice, 199_999_999)
        self.assertFalse(self.customer.vn_tier_id)
        partial = self.settle(invoice, 1)
        self.assertEqual(self.customer.vn_tier_id, self.silver)
        partial.unlink()
        self.assertFalse(self.customer.vn_tier_id)

    def test_settled_by_credit_note_is_not_paid(self):
        self.silver.criterion = "paid"
        self.gold.active = False
        invoice = self.invoice(self.customer, 300_000_000)
        refund = self.invoice(self.customer, 300_000_000, "out_refund")
        (invoice | refund).line_ids.filtered(
            lambda line: line.account_id == self.receivable
        ).reconcile()
        self.assertEqual(invoice.amount_residual, 0)
        self.customer._vn_tier_review()
        self.assertFalse(self.customer.vn_tier_id)
