from odoo import fields, models
from odoo.exceptions import UserError


class CrmVnCustomerChange(models.TransientModel):
    _name = "crm.vn.customer.change"
    _description = "Change relationship or owner of customers"

    partner_ids = fields.Many2many("res.partner", string="Customers", required=True)
    relationship_id = fields.Many2one("crm.vn.relationship")
    user_id = fields.Many2one(
        "res.users", string="Owner", domain=[("share", "=", False)]
    )

    def action_apply(self):
        """Write what was chosen on the customers, tracked as usual."""
        self.ensure_one()
        values = {}
        if self.relationship_id:
            values["vn_relationship_id"] = self.relationship_id.id
        if self.user_id:
            values["user_id"] = self.user_id.id
        if not values:
            raise UserError(self.env._("Choose the new relationship or owner first."))
        self.partner_ids.write(values)
        return {"type": "ir.actions.act_window_close"}
