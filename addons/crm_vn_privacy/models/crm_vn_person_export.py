from odoo import api, models


class CrmVnPersonExport(models.AbstractModel):
    _inherit = "crm.vn.person.export"

    @api.model
    def _get_models(self):
        """What a person asked is about the person; erasing takes its files, too."""
        return {**super()._get_models(), "crm.vn.privacy.request": "partner_id"}
