from odoo import fields, models


class CrmVnCustomerGroup(models.Model):
    _inherit = "crm.vn.customer.group"

    score_points = fields.Integer(
        string="Group points",
        help="Points of every customer in this group; 0 and negative numbers are "
        "allowed. A change values all its customers anew",
    )

    def write(self, vals):
        result = super().write(vals)
        if {"score_points", "active"} & vals.keys():
            self.env["crm.vn.score.engine"]._refresh_groups(self)
        return result

    def unlink(self):
        engine = self.env["crm.vn.score.engine"]
        partners, leads = engine._get_group_members(self)
        result = super().unlink()
        engine._queue(partners, leads)
        return result
