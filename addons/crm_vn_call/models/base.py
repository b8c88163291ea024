from odoo import models


class Base(models.AbstractModel):
    _inherit = "base"

    def _vn_call_number_fields(self):
        """Return the names of the fields whose numbers can be called from here."""
        names = (*self._phone_get_number_fields(), "vn_phone2")
        return [name for name in names if name in self._fields]

    def _vn_call_purpose(self):
        """Hook: return what a call from this record is for: ``care``, ``advert``, …"""
        return "care"
