from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..models.res_company import THRESHOLDS
from ..tools.score import ENOUGH, ascending, proposal


class CrmVnScoreThreshold(models.TransientModel):
    """The five minimum scores, and what other ones would do."""

    _name = "crm.vn.score.threshold"
    _inherit = "crm.vn.company.wizard.mixin"
    _description = "Star thresholds"

    star_1_min = fields.Integer(string="1 star from", required=True)
    star_2_min = fields.Integer(string="2 stars from", required=True)
    star_3_min = fields.Integer(string="3 stars from", required=True)
    star_4_min = fields.Integer(string="4 stars from", required=True)
    star_5_min = fields.Integer(string="5 stars from", required=True)
    is_ascending = fields.Boolean(compute="_compute_preview")
    preview = fields.Json(compute="_compute_preview")

    @api.depends(
        "company_id",
        "star_1_min",
        "star_2_min",
        "star_3_min",
        "star_4_min",
        "star_5_min",
    )
    def _compute_preview(self):
        engine = self.env["crm.vn.score.engine"]
        for wizard in self:
            wizard.company_id._vn_check_mine()
            thresholds = wizard._get_thresholds()
            wizard.is_ascending = ascending(thresholds)
            wizard.preview = (
                engine._preview_thresholds(wizard.company_id, thresholds)
                if wizard.is_ascending and wizard.company_id
                else False
            )

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        company = self.env["res.company"].browse(defaults.get("company_id"))
        company = company or self.env.company
        company._vn_check_mine()
        # sudo: the thresholds of a company are no secret to its employees
        for name in THRESHOLDS:
            defaults[name.removeprefix("vn_")] = company.sudo()[name]
        return defaults

    @api.onchange("company_id")
    def _onchange_company_id(self):
        self.company_id._vn_check_mine()
        # sudo: the thresholds are no secret, and the company is the user's
        for name in THRESHOLDS if self.company_id else ():
            self[name.removeprefix("vn_")] = self.company_id.sudo()[name]

    def action_propose(self):
        """Fill in thresholds that share out the customers; nothing changes by it.

        :return: the same dialog, with the preview of what they would do
        :raise UserError: too few customers have points
        """
        self.ensure_one()
        self.check_access("write")
        counts = self._get_score_counts()
        thresholds = proposal(counts)
        if not thresholds:
            raise UserError(
                self.env._(
                    "Only %(number)s customers have points. From %(enough)s on, "
                    "thresholds can be proposed.",
                    number=sum(count for score, count in counts if score > 0),
                    enough=ENOUGH,
                )
            )
        for name, threshold in zip(THRESHOLDS, thresholds, strict=True):
            self[name.removeprefix("vn_")] = threshold
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Star thresholds"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    def _get_score_counts(self):
        """Return (score, number of customers with it), of those the user may read."""
        engine = self.env["crm.vn.score.engine"]
        partners = self.env["res.partner"]
        domain = partners._vn_is_customer_domain() & Domain(
            "commercial_partner_id.company_id",
            "in",
            engine._get_companies_of(self.company_id),
        )
        return partners._read_group(domain, ["vn_score"], ["__count"])

    def action_update(self):
        """Let the thresholds hold: everybody's stars follow at once."""
        self.ensure_one()
        self.check_access("write")
        company = self.company_id
        company._vn_check_mine()
        # sudo: sales managers, who alone open this screen, may not write companies;
        # nothing but the thresholds is written
        company.sudo().write(
            {name: self[name.removeprefix("vn_")] for name in THRESHOLDS}
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("The stars of all customers are up to date."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _get_thresholds(self):
        return [self[name.removeprefix("vn_")] for name in THRESHOLDS]
