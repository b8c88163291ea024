from odoo import fields, models
from odoo.exceptions import UserError


class CrmLeadLost(models.TransientModel):
    _inherit = "crm.lead.lost"

    vn_reason_required = fields.Boolean(compute="_compute_vn_reason_required")

    def _compute_vn_reason_required(self):
        for wizard in self:
            companies = wizard.lead_ids.company_id or self.env.company
            wizard.vn_reason_required = any(
                # sudo: a setting of the company, no data
                companies.sudo().mapped("vn_lost_reason_required")
            )

    def action_lost_reason_apply(self):
        self.ensure_one()
        if self.vn_reason_required and not self.lost_reason_id:
            raise UserError(
                self.env._(
                    "Choose why it is lost: %(leads)s.",
                    leads=", ".join(self.lead_ids.mapped("display_name")),
                )
            )
        return super().action_lost_reason_apply()
