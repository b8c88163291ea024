from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmVnAddressConversionLine(models.TransientModel):
    """Customers whose addresses ask the same question."""

    _name = "crm.vn.address.conversion.line"
    _description = "Addresses to convert"
    _order = "customer_count desc, id"

    conversion_id = fields.Many2one(
        "crm.vn.address.conversion", required=True, ondelete="cascade", index=True
    )
    certainty = fields.Selection(
        [("exact", "Certain"), ("choice", "To choose"), ("unknown", "Not understood")],
        required=True,
        readonly=True,
    )
    name = fields.Char(string="Old place", readonly=True)
    example = fields.Char(string="Address", readonly=True)
    reason = fields.Char(readonly=True)
    customer_count = fields.Integer(string="Customers", readonly=True)
    partner_ids = fields.Json(readonly=True)
    candidate_ids = fields.Many2many("res.city", string="Possible wards", readonly=True)
    suggested_city_id = fields.Many2one(
        "res.city",
        string="Suggested",
        readonly=True,
        help="Where most of the old commune lies: check it with the customer",
    )
    city_id = fields.Many2one(
        "res.city",
        string="Chosen ward",
        domain="[('id', 'in', candidate_ids)]",
        help="For all customers of this line; choose for some of them from the list "
        "of customers",
    )

    @api.constrains("city_id")
    def _check_city_id(self):
        for line in self:
            if line.city_id and line.city_id not in line.candidate_ids:
                raise ValidationError(
                    self.env._(
                        "%(ward)s is none of the wards that %(place)s has become.",
                        ward=line.city_id.display_name,
                        place=line.name,
                    )
                )

    def action_view_customers(self):
        """Open the customers of the line."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_location.res_partner_address_action"
        )
        action["domain"] = [("id", "in", self.partner_ids or [])]
        action["display_name"] = self.name
        return action

    def _vn_convert(self):
        """Write the chosen ward on those customers who still ask for it.

        :return: ``crm.vn.address.change``
        """
        # ids from the client: only those that the user may see and change
        partners = self.env["res.partner"].search([("id", "in", self.partner_ids)])
        places = [
            {**place, "city_id": self.city_id.id}
            for place in partners._filtered_access("write")._vn_address_conversion(
                ("old", "new")
            )
            if self.city_id.id in place["candidates"]
        ]
        return partners._vn_apply_conversion(places, chosen=True)
