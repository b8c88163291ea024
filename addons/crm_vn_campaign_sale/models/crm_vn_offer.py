from odoo import fields, models


class CrmVnOffer(models.Model):
    _inherit = "crm.vn.offer"

    product_ids = fields.One2many(
        "crm.vn.offer.product", "offer_id", string="Products", copy=True
    )
