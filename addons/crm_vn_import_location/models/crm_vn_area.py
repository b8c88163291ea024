from odoo import models


class CrmVnArea(models.Model):
    _inherit = "crm.vn.area"

    def _vn_catalog_changes(self, vals, by_code):
        """Provinces and wards of an imported list are compared as sets."""
        many = {
            name: value
            for name, value in vals.items()
            if self._fields[name].type == "many2many"
        }
        rest = {name: value for name, value in vals.items() if name not in many}
        changes = super()._vn_catalog_changes(rest, by_code)
        for name, value in many.items():
            ids = {id_ for command in value for id_ in command[2]}
            if ids != set(self[name].ids):
                changes[name] = value
        return changes
