from odoo import api, fields, models
from odoo.fields import Domain


class CrmVnArea(models.Model):
    _inherit = "crm.vn.area"

    place_note = fields.Char(
        string="Shared places",
        compute="_compute_place_note",
        help="A ward belongs to the area that names it, its province without it to the "
        "area that names the province",
    )

    @api.depends("state_ids", "city_ids", "parent_id", "company_id")
    def _compute_place_note(self):
        """Say which wards lie in one area of a level and in the province of another."""
        for area in self:
            sisters = area._vn_sisters(
                Domain("city_ids.state_id", "in", area.state_ids.ids)
                | Domain("state_ids", "in", area.city_ids.state_id.ids)
            )
            notes = []
            for sister in sisters:
                if wards := area._vn_wards_of(sister):
                    notes.append(
                        self.env._(
                            "Without %(wards)s, which %(area)s has.",
                            wards=wards,
                            area=sister.name,
                        )
                    )
                if wards := sister._vn_wards_of(area):
                    notes.append(
                        self.env._(
                            "With %(wards)s, whose province %(area)s has.",
                            wards=wards,
                            area=sister.name,
                        )
                    )
            area.place_note = " ".join(notes)

    def _vn_wards_of(self, sister):
        """Return the names of *sister*'s wards in provinces of this area, or ""."""
        wards = (sister.city_ids - self.city_ids).filtered(
            lambda ward: ward.state_id in self.state_ids
        )
        names = ", ".join(wards[:3].mapped("name"))
        return f"{names}…" if len(wards) > 3 else names
