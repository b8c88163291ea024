from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CrmVnArea(models.Model):
    """Sales areas: a tree, each with provinces and wards of its own."""

    _name = "crm.vn.area"
    _inherit = ["crm.vn.catalog.mixin"]
    _description = "Sales area"
    _parent_store = True
    _order = "parent_path, sequence, id"

    _vn_customer_field = "vn_area_id"

    display_name = fields.Char(recursive=True)
    parent_id = fields.Many2one(
        "crm.vn.area",
        string="Part of",
        index=True,
        ondelete="restrict",
        domain="['!', ('id', 'child_of', id or 0)]",
    )
    parent_path = fields.Char(index=True)
    child_ids = fields.One2many("crm.vn.area", "parent_id", string="Areas in it")
    state_ids = fields.Many2many(
        "res.country.state",
        string="Provinces",
        domain="[('country_id.code', '=', 'VN')]",
        copy=False,
        help="The whole province, but for wards that another area has",
    )
    city_ids = fields.Many2many(
        "res.city",
        string="Wards and communes",
        copy=False,
        domain="[('vn_code', '!=', False)]",
    )
    user_ids = fields.Many2many(
        "res.users",
        string="Responsible people",
        domain="[('share', '=', False)]",
    )
    may_overlap = fields.Boolean(
        string="May hold what its neighbours hold",
        help="Otherwise a province or a ward belongs to one area of the same level",
    )

    @api.depends("name", "parent_id.display_name")
    def _compute_display_name(self):
        for area in self:
            names = [area.name or ""]
            # sudo: the names of the areas above, which are of the same company
            above = area.sudo().parent_id
            while above and len(names) < 20:
                names.append(above.name)
                above = above.parent_id
            area.display_name = " / ".join(reversed(names))

    def _vn_sisters(self, domain):
        """Return the areas of the same level that may meet this one on a customer.

        Areas of two companies never do.
        """
        own, company = self._origin or self, self.company_id
        return self.search(
            Domain("parent_id", "=", self.parent_id.id)
            & Domain("id", "not in", own.ids)
            & domain
        ).filtered(lambda sister: len(company | sister.company_id) < 2)

    @api.constrains("parent_id", "company_id")
    def _check_vn_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("An area can't be a part of itself: choose another one.")
            )
        for area in self:
            # sudo: an area of another company can't be read and is refused
            above = area.sudo().parent_id.company_id
            if above and above != area.company_id:
                raise ValidationError(
                    self.env._(
                        "%(area)s can't be a part of an area of %(company)s: both "
                        "belong to the same company, or the upper one to all.",
                        area=area.name,
                        company=above.name,
                    )
                )

    @api.constrains("state_ids", "city_ids", "parent_id", "active", "may_overlap")
    def _check_vn_overlap(self):
        """Refuse a place that a sister holds, unless the area says that it may."""
        for area in self.filtered(lambda rec: rec.active and not rec.may_overlap):
            sisters = area._vn_sisters(
                Domain("may_overlap", "=", False)
                & (
                    Domain("state_ids", "in", area.state_ids.ids)
                    | Domain("city_ids", "in", area.city_ids.ids)
                )
            )
            for sister in sisters:
                place = (area.state_ids & sister.state_ids)[:1] or (
                    area.city_ids & sister.city_ids
                )[:1]
                raise ValidationError(
                    self.env._(
                        "%(place)s already belongs to the area %(sister)s. Take it "
                        "out of one of them, or tick “May hold what its neighbours "
                        "hold” on %(area)s.",
                        place=place.display_name,
                        sister=sister.name,
                        area=area.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        areas = super().create(vals_list)
        areas._vn_refresh_records()
        return areas

    def write(self, vals):
        result = super().write(vals)
        names = {"state_ids", "city_ids", "parent_id", "company_id", "sequence"}
        if names & vals.keys() or vals.get("active"):
            self._vn_refresh_records()
        elif "active" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["crm.vn.area"]._vn_refresh_records()
        return result
