from odoo import api, fields, models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.address.mixin"]

    _vn_ward_field = "vn_city_id"

    vn_city_id = fields.Many2one(
        "res.city",
        string="Ward / commune",
        compute="_compute_partner_address_values",
        store=True,
        readonly=False,
        index="btree_not_null",
        domain="[('country_id', '=?', country_id), ('state_id', '=?', state_id)]",
        tracking=True,
    )

    vn_country_code = fields.Char(related="country_id.code")

    @api.depends("vn_city_id", "state_id", "company_id", "vn_area_is_manual")
    def _compute_vn_area_id(self):
        return super()._compute_vn_area_id()

    @api.onchange("vn_city_id")
    def _onchange_vn_city_id(self):
        self._vn_onchange_ward()

    @api.onchange("country_id")
    def _onchange_vn_country_id(self):
        ward = self.vn_city_id
        if ward and ward.country_id != self.country_id:
            self.vn_city_id = False
            if self.city == ward.name:
                self.city = False

    def _prepare_address_values_from_partner(self, partner):
        """Take the ward with the rest of the partner's address, or keep both."""
        values = super()._prepare_address_values_from_partner(partner)
        names = [name for name in values if name in self._fields]
        taken = any(partner[name] for name in names) or bool(partner.city_id)
        values["vn_city_id"] = partner.city_id if taken else self.vn_city_id
        return values

    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        values = super()._prepare_customer_values(
            partner_name, is_company=is_company, parent_id=parent_id
        )
        if self.vn_city_id:
            values["city_id"] = self.vn_city_id.id
        if self.vn_area_is_manual and self.vn_area_id:
            values["vn_area_id"] = self.vn_area_id.id
        return values

    def _merge_get_fields(self):
        return [*super()._merge_get_fields(), "vn_city_id"]

    def _merge_get_fields_address(self):
        """The ward is the one of the lead that gives the address."""
        values = super()._merge_get_fields_address()
        same = self.filtered(
            lambda lead: all(lead[name] == values[name] for name in values)
        )
        return {**values, "vn_city_id": same[:1].vn_city_id}
