from odoo import api, models


class CrmVnContactVerdict(models.AbstractModel):
    _inherit = "crm.vn.contact.verdict"

    @api.model
    def _get_reasons(self):
        return {
            **super()._get_reasons(),
            "complaint": self.env._("A complaint of the customer is still open"),
        }
