from odoo import api, models


class CrmVnHandover(models.Model):
    _inherit = "crm.vn.handover"

    @api.model
    def _get_read_names(self):
        return super()._get_read_names() | {"vn_area_id"}

    @api.model
    def _get_places(self, customer):
        """Sales areas come first, the deepest at the top: they are narrower."""
        places = super()._get_places(customer)
        area, areas = customer.vn_area_id, []
        while area:
            areas.append(("area", area.id))
            area = area.parent_id
        return areas + places
