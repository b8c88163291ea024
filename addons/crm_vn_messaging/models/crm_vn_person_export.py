from odoo import api, models


class CrmVnPersonExport(models.AbstractModel):
    _inherit = "crm.vn.person.export"

    @api.model
    def _get_models(self):
        return {**super()._get_models(), "crm.vn.message": "partner_id"}
