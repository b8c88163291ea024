from odoo import api, fields, models


class ResCountryState(models.Model):
    _inherit = "res.country.state"

    vn_code = fields.Char(
        string="Statistics code",
        size=2,
        copy=False,
        help="Code of the province of the General Statistics Office; not the one "
        "of ISO 3166, which means other provinces",
    )

    _vn_code_uniq = models.UniqueIndex(
        "(vn_code) WHERE vn_code IS NOT NULL",
        "Another province already has this statistics code.",
    )

    @api.depends("name", "vn_code")
    def _compute_display_name(self):
        """Leave the country out: it stands below the province, and is ours."""
        provinces = self.filtered("vn_code")
        for province in provinces:
            province.display_name = province.name
        return super(ResCountryState, self - provinces)._compute_display_name()
