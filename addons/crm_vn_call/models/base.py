from odoo import models


class Base(models.AbstractModel):
    _inherit = "base"

    def _vn_call_number_fields(self):
        """Return the names of the fields whose numbers can be called from here."""
        names = (*self._phone_get_number_fields(), "vn_phone2")
        return [name for name in names if name in self._fields]
