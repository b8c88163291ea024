from odoo import models


class CrmVnCollaboratorGroup(models.Model):
    _name = "crm.vn.collaborator.group"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Collaborator group"

    _vn_customer_field = "vn_collaborator_group_id"
