from odoo import api, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _vn_customer_documents(self):
        """Tasks for a customer are the customer's documents."""
        return {**super()._vn_customer_documents(), "project.task": "partner_id"}
