from odoo import api, models
from odoo.tools import SQL


class CrmVnHealth(models.AbstractModel):
    _inherit = "crm.vn.health"

    @api.model
    def _vn_checks(self):
        """No contact is later than the last one."""
        return {
            **super()._vn_checks(),
            "contact": (self.env._("Last contact"), self._vn_check_contact),
        }

    @api.model
    def _vn_check_contact(self):
        return self._vn_compare(
            "res.partner",
            ["vn_last_contact_date", "vn_contact_base_date"],
            lambda partners: partners._vn_contact_refresh(),
            where=SQL("t.vn_relationship_id IS NOT NULL AND t.active"),
        )
