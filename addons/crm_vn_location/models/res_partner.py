from odoo import api, fields, models


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.address.mixin"]

    _vn_ward_field = "city_id"

    city_id = fields.Many2one(string="Ward / commune", index="btree_not_null")
    vn_old_address = fields.Char(
        string="Old address",
        copy=False,
        groups="base.group_user",
        help="The whole address as it was before it was converted to the wards of "
        "July 2025",
    )
    vn_address_change_ids = fields.One2many(
        "crm.vn.address.change",
        "partner_id",
        string="Conversions of the address",
        groups="sales_team.group_sale_salesman",
    )

    @api.depends("city_id", "state_id", "company_id", "vn_area_is_manual")
    def _compute_vn_area_id(self):
        return super()._compute_vn_area_id()

    @api.onchange("city_id")
    def _onchange_city_id(self):
        ward = self.city_id
        vietnam = (ward or self).country_id.code == "VN"
        if ward.vn_code or (not ward and vietnam):
            return self._vn_onchange_ward()
        return super()._onchange_city_id()

    @api.onchange("country_id")
    def _onchange_country_id(self):
        result = super()._onchange_country_id()
        if self.city_id and self.city_id.country_id != self.country_id:
            self.city_id = False
        return result

    def _display_address(self, without_company=False):
        """Print a Vietnamese address without empty lines and lonely commas."""
        address = super()._display_address(without_company=without_company)
        if self.country_id.code != "VN":
            return address
        lines = (line.strip(" ,") for line in address.split("\n"))
        return "\n".join(line for line in lines if line)

    @api.readonly
    def action_vn_view_address_changes(self):
        """Open what was changed in the customer's address, to undo it."""
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_location.crm_vn_address_change_action"
        )
        action["domain"] = [("partner_id", "in", self.ids)]
        return action
