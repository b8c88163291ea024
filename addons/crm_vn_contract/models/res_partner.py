from odoo import api, fields, models

SALES = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_contract_count = fields.Integer(
        string="Contracts", compute="_compute_vn_counts", groups=SALES
    )

    def _vn_counts(self):
        contracts = {"model": "crm.vn.contract", "scope": "family"}
        return {**super()._vn_counts(), "vn_contract_count": contracts}

    @api.readonly
    def action_vn_open_contracts(self):
        self.check_access("read")
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "crm_vn_contract.crm_vn_contract_action"
            ),
            "domain": [("partner_id", "child_of", self.ids)],
            "context": {"default_partner_id": self.id},
        }
