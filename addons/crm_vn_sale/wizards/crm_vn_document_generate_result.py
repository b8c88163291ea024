from odoo import api, fields, models


class CrmVnDocumentGenerateResult(models.TransientModel):
    _name = "crm.vn.document.generate.result"
    _inherit = "crm.vn.customer.link.mixin"
    _description = "What became of a customer's document"
    # failures first
    _order = "res_id, id"

    wizard_id = fields.Many2one(
        "crm.vn.document.generate", required=True, ondelete="cascade", index=True
    )
    partner_id = fields.Many2one("res.partner", string="Customer", ondelete="cascade")
    res_model = fields.Char()
    res_id = fields.Integer()
    document_name = fields.Char(string="Document", compute="_compute_document_name")
    reason = fields.Char(string="Reason it could not be made")

    @api.depends("res_model", "res_id")
    def _compute_document_name(self):
        for model, results in self.grouped("res_model").items():
            if not model:
                results.document_name = False
                continue
            known = self.env[model].browse(results.mapped("res_id")).exists()
            names = {document.id: document.display_name for document in known}
            for result in results:
                result.document_name = names.get(result.res_id, False)

    def action_open(self):
        """Open the document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
