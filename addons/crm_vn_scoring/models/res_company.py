from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError

from ..tools.score import STARS, ascending

THRESHOLDS = tuple(f"vn_star_{number}_min" for number in range(1, STARS + 1))


class ResCompany(models.Model):
    _inherit = "res.company"

    # === Stars ===
    vn_star_1_min = fields.Integer(
        string="Minimum score of 1 star", default=10, required=True
    )
    vn_star_2_min = fields.Integer(
        string="Minimum score of 2 stars", default=30, required=True
    )
    vn_star_3_min = fields.Integer(
        string="Minimum score of 3 stars", default=60, required=True
    )
    vn_star_4_min = fields.Integer(
        string="Minimum score of 4 stars", default=100, required=True
    )
    vn_star_5_min = fields.Integer(
        string="Minimum score of 5 stars", default=150, required=True
    )
    vn_group_points_mode = fields.Selection(
        [("max", "The highest"), ("sum", "The sum")],
        string="Points of several groups",
        default="max",
        required=True,
        help="What counts when a customer is in several groups",
    )

    @api.constrains(*THRESHOLDS)
    def _check_vn_star_thresholds(self):
        for company in self:
            thresholds = company._vn_get_star_thresholds()
            if not ascending(thresholds):
                raise ValidationError(
                    self.env._(
                        "The minimum scores of %(company)s are %(scores)s: each star "
                        "needs a higher minimum than the star before.",
                        company=company.name,
                        scores=", ".join(map(str, thresholds)),
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        engine = self.env["crm.vn.score.engine"]
        if "vn_group_points_mode" in vals:
            engine._refresh_companies(self)
        elif vals.keys() & set(THRESHOLDS):
            engine._refresh_stars(self)
        return result

    def _vn_get_star_thresholds(self):
        """Return the five minimum scores of the company, of 1 star first."""
        self.ensure_one()
        return [self[name] for name in THRESHOLDS]

    @api.model
    def _vn_get_score_company(self):
        """Return the company whose thresholds hold for customers of no company."""
        # sudo: the number of stars is told to people of every company
        return self.sudo().browse(self._vn_get_score_company_id())

    @api.model
    @tools.ormcache()
    def _vn_get_score_company_id(self):
        return self.sudo().search([], order="id", limit=1).id
