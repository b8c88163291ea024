from odoo import models


class CrmLead(models.Model):
    """Leads go to another salesperson, the team of the new one included."""

    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.owned.mixin"]
