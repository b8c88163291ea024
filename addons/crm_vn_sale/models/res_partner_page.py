"""Orders and revenue on the customer's page."""

from odoo import api, models
from odoo.tools import SQL, format_amount


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _vn_page_facts(self, cards):
        """Tell the revenue of the confirmed orders that the user may read."""
        facts = super()._vn_page_facts(cards)
        if "order" in cards:
            facts["revenue"] = {
                "label": self.env._("Revenue"),
                "value": format_amount(
                    self.env, cards["order"]["total"], self.env.company.currency_id
                ),
                "icon": "fa-money",
            }
        return facts

    def _vn_page_cards(self):
        cards = super()._vn_page_cards()
        if self.env["sale.order"].has_access("read"):
            cards["order"] = self._vn_page_card(
                "sale.order",
                self.env._("Orders"),
                "fa-shopping-cart",
                [
                    *self._vn_family_domain(),
                    ("state", "=", "sale"),
                    ("company_id", "=", self.env.company.id),
                ],
                "date_order desc, id desc",
                ("name", "date_order"),
                # in the currency of the company
                SQL("amount_untaxed / COALESCE(NULLIF(currency_rate, 0), 1)"),
            )
        return cards

    def _vn_new_documents(self):
        documents = super()._vn_new_documents()
        if self.env["sale.order"].has_access("create"):
            documents["order"] = {
                "model": "sale.order",
                "label": self.env._("Order"),
                "icon": "fa-shopping-cart",
            }
        return documents

    @api.model
    def _vn_document_dates(self):
        return {**super()._vn_document_dates(), "sale.order": "date_order"}
