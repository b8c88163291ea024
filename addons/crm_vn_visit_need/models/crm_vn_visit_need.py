from odoo import api, fields, models

from odoo.addons.crm_vn_visit.models.crm_vn_visit_route_line import FREQUENCIES

STARS = [(str(number), str(number)) for number in range(6)]


class CrmVnVisitNeed(models.Model):
    """How often customers of a tier, or with so many stars, are visited."""

    _name = "crm.vn.visit.need"
    _inherit = ["crm.vn.company.mixin"]
    _vn_company_links = ("tier_id",)
    _description = "Frequency of visits"
    _order = "sequence, id"
    _rec_name = "frequency"

    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all companies"
    )
    tier_id = fields.Many2one(
        "crm.vn.tier", ondelete="cascade", help="Empty: of any tier"
    )
    star_min = fields.Selection(
        STARS, string="Stars at least", required=True, default="0"
    )
    frequency = fields.Selection(FREQUENCIES, required=True, default="4")
    weeks = fields.Integer(string="Weeks between", default=2)
    weight = fields.Float(
        string="Urgency",
        default=1.0,
        help="Multiplies how overdue a visit is: who is worth more comes first on a "
        "day that is full",
    )

    _check_numbers = models.Constraint(
        "CHECK (weeks > 0 AND weight > 0)",
        "There is at least one week between two visits, and urgency is positive.",
    )

    @api.model
    def _get_rules(self):
        """Return the rules of the company, the first that fits decides."""
        return self.search(
            [("company_id", "in", [self.env.company.id, False])],
            order="sequence, id",
        )

    def _fits(self, tier_id, star):
        """Say whether a customer of this tier, with so many stars, is meant.

        :param tier_id: id of a tier, or False
        :param int star: 0 to 5
        """
        self.ensure_one()
        if self.tier_id and self.tier_id.id != tier_id:
            return False
        return star >= int(self.star_min)
