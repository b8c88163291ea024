from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    def _vn_open_work_domains(self):
        """Contracts that are not over are work, too."""
        over = ["closed", "cancelled"]
        return {
            **super()._vn_open_work_domains(),
            "crm.vn.contract": Domain("meaning", "not in", over),
        }
