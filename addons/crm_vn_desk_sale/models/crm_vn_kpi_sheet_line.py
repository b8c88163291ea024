from odoo import fields, models


class CrmVnKpiSheetLine(models.Model):
    _inherit = "crm.vn.kpi.sheet.line"
    _vn_engine_fields = ("desk_actual", "desk_expected")

    desk_actual = fields.Float(
        string="Actual on the desk", digits=(16, 2), readonly=True, copy=False
    )
    desk_expected = fields.Float(
        string="Expected on the desk", digits=(16, 2), readonly=True, copy=False
    )
