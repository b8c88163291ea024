from odoo import fields, models


class CrmVnHandoverTarget(models.Model):
    _inherit = "crm.vn.handover.target"

    area_ids = fields.Many2many(
        "crm.vn.area",
        string="Sales areas",
        help="Customers there and in the areas below; of two people the one with the "
        "narrower area gets a customer",
    )

    def _vn_places(self):
        return super()._vn_places() | {("area", area.id) for area in self.area_ids}
