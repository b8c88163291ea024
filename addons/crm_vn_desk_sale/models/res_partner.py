"""Contracts on the customer's page."""

from odoo import api, models

from odoo.addons.crm_vn_contract.models.crm_vn_contract_status import RUNNING


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _vn_page_cards(self):
        cards = super()._vn_page_cards()
        if self.env["crm.vn.contract"].has_access("read"):
            cards["contract"] = self._vn_page_card(
                "crm.vn.contract",
                self.env._("Contracts in force"),
                "fa-file-text-o",
                [
                    *self._vn_family_domain(),
                    ("is_annex", "=", False),
                    ("meaning", "in", list(RUNNING)),
                ],
                "end_date, id",
                ("name", "end_date"),
            )
        return cards

    @api.model
    def _vn_document_dates(self):
        return {**super()._vn_document_dates(), "crm.vn.contract": "start_date"}
