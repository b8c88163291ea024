from odoo import fields, models


class MailActivityType(models.Model):
    _inherit = "mail.activity.type"

    vn_result_points = fields.Integer(
        string="Result points",
        help="Points a customer gets for each done activity of this type; 0 and "
        "negative numbers are allowed. A change values past activities anew",
    )

    def write(self, vals):
        changed = self.browse()
        if "vn_result_points" in vals:
            points = vals["vn_result_points"] or 0
            changed = self.filtered(lambda kind: kind.vn_result_points != points)
        result = super().write(vals)
        if changed:
            self.env["crm.vn.score.engine"]._refresh_activity_types(changed)
        return result
