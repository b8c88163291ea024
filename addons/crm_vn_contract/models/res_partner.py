from odoo import api, fields, models

SALES = "sales_team.group_sale_salesman"


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_contract_count = fields.Integer(
        string="Contracts", compute="_compute_vn_contract_count", groups=SALES
    )

    def _compute_vn_contract_count(self):
        counts = {}
        for partner, count in self.env["crm.vn.contract"]._read_group(
            [("partner_id", "child_of", self.ids)], ["partner_id"], ["__count"]
        ):
            # Contracts of a contact count for everybody above it; nothing but the
            # chain of parents is read.
            while partner:
                counts[partner.id] = counts.get(partner.id, 0) + count
                partner = partner.sudo().parent_id
        for partner in self:
            partner.vn_contract_count = counts.get(partner.id, 0)

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
