from odoo import fields, models


class CrmVnDocumentGenerateLine(models.TransientModel):
    _name = "crm.vn.document.generate.line"
    _description = "Product of documents to generate"
    _order = "id"

    wizard_id = fields.Many2one(
        "crm.vn.document.generate", required=True, ondelete="cascade", index=True
    )
    product_id = fields.Many2one(
        "product.product",
        required=True,
        ondelete="cascade",
        domain="[('sale_ok', '=', True)]",
    )
    quantity = fields.Float(required=True, default=1.0, digits="Product Unit")

    _check_quantity = models.Constraint(
        "CHECK (quantity > 0)", "A quantity has to be more than 0."
    )
