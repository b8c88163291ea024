from odoo import fields, models


class CrmVnImportChange(models.Model):
    _inherit = "crm.vn.import.change"

    is_undone = fields.Boolean(help="Seen to by an undo in the background")
