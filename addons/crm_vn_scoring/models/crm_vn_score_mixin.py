from odoo import api, fields, models
from odoo.tools import sql


class CrmVnScoreMixin(models.AbstractModel):
    """What has a score: customers and leads, which inherit the protection as well."""

    _name = "crm.vn.score.mixin"
    _description = "Score of customers and leads"
    _vn_engine_fields = ("vn_score", "vn_star")

    # a stored compute whose method is one SQL statement for all records; it has no
    # dependencies: the score engine says when it is due
    vn_score = fields.Integer(
        string="Score",
        compute="_compute_vn_score",
        store=True,
        readonly=True,
        copy=False,
        default=0,
        aggregator="avg",
        groups="base.group_user",
        help="Points of done activities plus points of the customer groups",
    )
    vn_star = fields.Selection(
        selection="_selection_vn_star",
        string="Stars",
        compute="_compute_vn_score",
        store=True,
        readonly=True,
        copy=False,
        default="0",
        groups="base.group_user",
        help="How many of the company's minimum scores the score reaches",
    )

    def _auto_init(self):
        # the hook after the installation scores everybody at once: no compute before
        if self._auto and not sql.column_exists(self.env.cr, self._table, "vn_star"):
            sql.create_column(self.env.cr, self._table, "vn_score", "int4")
            sql.create_column(self.env.cr, self._table, "vn_star", "varchar")
        return super()._auto_init()

    @api.model
    def _selection_vn_star(self):
        return [
            ("0", self.env._("No star")),
            ("1", self.env._("1 star")),
            ("2", self.env._("2 stars")),
            ("3", self.env._("3 stars")),
            ("4", self.env._("4 stars")),
            ("5", self.env._("5 stars")),
        ]

    def _compute_vn_score(self):
        new = self.filtered(
            lambda record: not record._origin or record != record._origin
        )
        for record in new:
            record.vn_score = record._origin.vn_score
            record.vn_star = record._origin.vn_star or "0"
        (self - new)._vn_score_apply()

    def _vn_score_apply(self):
        """Bring these records up to date now."""
        raise NotImplementedError
