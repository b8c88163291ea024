from odoo import models


class CrmVnVisitRouteLine(models.Model):
    _name = "crm.vn.visit.route.line"
    _inherit = ["crm.vn.visit.route.line", "crm.vn.visit.window.mixin"]
