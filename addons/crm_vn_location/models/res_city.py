from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.crm_vn_base.tools.text import fold


class ResCity(models.Model):
    """The wards of Vietnam, among the cities of other countries."""

    _inherit = "res.city"
    _rec_names_search = ["name", "zipcode"]

    vn_code = fields.Char(
        string="Ward code",
        size=5,
        copy=False,
        help="Code of the General Statistics Office since July 2025. Until then the "
        "same code was another place's.",
    )
    vn_kind = fields.Selection(
        [("ward", "Ward"), ("commune", "Commune"), ("special", "Special zone")],
        string="Kind of unit",
    )
    vn_valid_from = fields.Date(string="Valid from")
    vn_valid_to = fields.Date(string="Valid until", help="The unit no longer exists")
    active = fields.Boolean(default=True)
    vn_search_name = fields.Char(
        string="Name without accents",
        compute="_compute_vn_search_name",
        store=True,
        help="Name and province without accents, to be found by",
    )

    _vn_code_uniq = models.UniqueIndex(
        "(vn_code) WHERE vn_code IS NOT NULL AND vn_valid_to IS NULL",
        "Another ward that still exists has this code.",
    )
    _vn_state_idx = models.Index("(state_id) WHERE vn_code IS NOT NULL")

    @api.depends("name", "state_id.name", "vn_code")
    def _compute_vn_search_name(self):
        for city in self:
            city.vn_search_name = city.vn_code and self._vn_fold_name(
                city.name, city.state_id.name
            )

    @api.depends("name", "zipcode", "vn_code", "state_id.name")
    def _compute_display_name(self):
        """Show the province beside a ward: 314 names are those of several wards."""
        wards = self.filtered("vn_code")
        for ward in wards:
            ward.display_name = (
                f"{ward.name}, {ward.state_id.name}" if ward.state_id else ward.name
            )
        return super(ResCity, self - wards)._compute_display_name()

    @api.model
    def _search_display_name(self, operator, value):
        """Find wards without accents, and by name and province together."""
        domain = super()._search_display_name(operator, value)
        if operator not in ("ilike", "like") or not isinstance(value, str):
            return domain
        words = self._vn_fold_name(value).split()
        if not words:
            return domain
        pattern = "%".join(words)
        return domain | Domain("vn_search_name", "=ilike", f"%{pattern}%")

    @api.model
    def _vn_fold_name(self, *names):
        """Return *names* without accents, commas and case, as one text."""
        text = " ".join(fold(name) for name in names if name)
        return " ".join(text.replace(",", " ").split())

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ward(self):
        """Keep wards that end: customers and old documents point to them."""
        for ward in self.filtered("vn_code"):
            raise UserError(
                self.env._(
                    "%(ward)s can't be deleted: enter its last day and archive it, so "
                    "that customers who have it keep it.",
                    ward=ward.display_name,
                )
            )

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
