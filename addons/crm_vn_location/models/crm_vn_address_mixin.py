from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CrmVnAddressMixin(models.AbstractModel):
    """Ward, province and sales area that belong together, on partners and leads.

    A model says in `_vn_ward_field` which of its fields holds the ward; it has
    `state_id`, `country_id`, `city` and `company_id`.
    """

    _name = "crm.vn.address.mixin"
    _description = "Address with a ward"

    # name of the field of the ward (res.city)
    _vn_ward_field = None

    vn_area_id = fields.Many2one(
        "crm.vn.area",
        string="Sales area",
        compute="_compute_vn_area_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        tracking=True,
        groups="base.group_user",
        help="Of the address, unless another one is chosen by hand",
    )
    vn_area_is_manual = fields.Boolean(
        string="Area set by hand",
        copy=False,
        groups="base.group_user",
    )

    def _compute_vn_area_id(self):
        """Give the area that holds the ward, else the province.

        One that was chosen by hand stays.
        """
        for record in self:
            if not record.vn_area_is_manual:
                record.vn_area_id = record._vn_get_area()

    def _vn_get_area(self):
        """Return the area of the record's address."""
        ward = self[self._vn_ward_field]
        return self.env["crm.vn.area"]._vn_find(
            self.company_id.id, ward._origin.id or ward.id, self.state_id.id
        )

    @api.constrains("vn_area_id", "company_id")
    def _check_vn_area_company(self):
        """Refuse an area of another company than the record's."""
        # sudo: an area of another company can't be read and must still be refused
        for record in self.sudo().filtered("company_id"):
            owner = record.vn_area_id.company_id
            if owner and owner != record.company_id:
                raise ValidationError(
                    self.env._(
                        "%(record)s belongs to %(company)s and can't be in the area "
                        "%(area)s, which belongs to %(other)s.",
                        record=record.display_name,
                        company=record.company_id.name,
                        area=record.vn_area_id.name,
                        other=owner.name,
                    )
                )

    # === Ward and province together ===

    def _vn_onchange_ward(self):
        """Fill the form from the ward, or take the ward's name out of it."""
        ward = self[self._vn_ward_field]
        if ward:
            self.city, self.state_id = ward.name, ward.state_id
            self.country_id = ward.country_id
        elif self.city and self.city == self._origin[self._vn_ward_field].name:
            self.city = False

    @api.onchange("state_id")
    def _onchange_vn_state_id(self):
        ward = self[self._vn_ward_field]
        if ward.vn_code and self.state_id and ward.state_id != self.state_id:
            self[self._vn_ward_field] = False
            if self.city == ward.name:
                self.city = False

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._vn_complete_address(vals) for vals in vals_list]
        records = super().create(vals_list)
        chosen = records.browse(
            record.id
            for record, vals in zip(records, vals_list, strict=True)
            if vals.get("vn_area_id")
        )
        chosen._vn_mark_manual_area(chosen)
        return records

    def write(self, vals):
        name = self._vn_ward_field
        if not {name, "city", "state_id", "country_id", "vn_area_id"} & vals.keys():
            return super().write(vals)
        vals = self._vn_complete_address(vals)
        result = True
        for records, values in self._vn_split_address(vals):
            result = super(CrmVnAddressMixin, records).write(values)
        if "vn_area_id" in vals:
            self._vn_mark_manual_area(self if vals["vn_area_id"] else self.browse())
        return result

    @api.model
    def _vn_complete_address(self, vals):
        """Return *vals* with the province, country and text of the ward in them."""
        ward_id = vals.get(self._vn_ward_field)
        if not ward_id:
            return vals
        if isinstance(ward_id, models.BaseModel):
            ward_id = ward_id.id
        # sudo: wards are public
        ward = self.env["res.city"].sudo().browse(ward_id)
        if not ward.vn_code:
            return vals
        return {
            **vals,
            "state_id": ward.state_id.id,
            "country_id": ward.country_id.id,
            "city": ward.name,
        }

    def _vn_split_address(self, vals):
        """Yield (records, values): the ward goes where it no longer fits.

        It does not fit where another province or country is written, or another
        text in its place. Wards of other countries are Odoo's own matter.
        """
        name = self._vn_ward_field
        if vals.get(name):
            yield self, vals
            return
        gone = self.browse()
        for record in self:
            ward = record[name]
            if ward.vn_code and (
                name in vals
                or vals.get("state_id", ward.state_id.id) != ward.state_id.id
                or vals.get("country_id", ward.country_id.id) != ward.country_id.id
                or (vals.get("city", ward.name) or "").strip() != ward.name
            ):
                gone |= record
        kept = self - gone
        if kept:
            yield kept, vals
        texts = gone.grouped(lambda record: record.city == record[name].name)
        for same, records in texts.items():
            values = {**vals, name: False}
            if same and "city" not in vals:
                values["city"] = False
            yield records, values

    def _vn_mark_manual_area(self, chosen):  # pylint: disable=missing-return
        """Remember which areas were chosen by hand: others than the address's."""
        manual = chosen.filtered(
            lambda record: (
                record.vn_area_id and record.vn_area_id != record._vn_get_area()
            )
        )
        if change := manual.filtered(lambda record: not record.vn_area_is_manual):
            change.write({"vn_area_is_manual": True})
        others = (self - manual).filtered(
            lambda record: record in chosen or not record.vn_area_id
        )
        if change := others.filtered("vn_area_is_manual"):
            change.write({"vn_area_is_manual": False})
        for record in others:
            area = record._vn_get_area()
            if record.vn_area_id != area:
                # past the own write, which takes an area for a choice
                super(CrmVnAddressMixin, record).write(  # pylint: disable=super-method-mismatch
                    {"vn_area_id": area.id}
                )
