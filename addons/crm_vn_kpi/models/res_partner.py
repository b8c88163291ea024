from odoo import api, fields, models


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.kpi.credit.mixin", "crm.vn.protected.mixin"]
    _vn_engine_fields = ("vn_credit_user_id",)

    # === Credit ===
    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Owner at creation",
        compute="_compute_vn_credit_user_id",
        store=True,
        copy=False,
        groups="base.group_user",
        help="Who gets the credit for the new customer, whoever looks after it later",
    )

    _vn_kpi_idx = models.Index(
        "(create_date, vn_credit_user_id) WHERE vn_relationship_id IS NOT NULL"
    )

    # computed once, when the record is made
    @api.depends("create_date")
    def _compute_vn_credit_user_id(self):
        self._vn_keep_credit("vn_credit_user_id")
