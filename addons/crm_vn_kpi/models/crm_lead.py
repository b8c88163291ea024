from odoo import api, fields, models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.kpi.credit.mixin"]
    _vn_credit_fields = ("vn_credit_user_id", "vn_created_user_id")

    # === Credit ===
    vn_created_user_id = fields.Many2one(
        "res.users",
        string="Owner at creation",
        compute="_compute_vn_created_user_id",
        store=True,
        copy=False,
    )
    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Owner when won",
        compute="_compute_vn_credit_user_id",
        store=True,
        copy=False,
        help="Who gets the credit for the deal, whoever it is handed over to",
    )

    _vn_kpi_created_idx = models.Index("(create_date, vn_created_user_id)")
    _vn_kpi_won_idx = models.Index(
        "(date_closed, vn_credit_user_id) WHERE won_status = 'won'"
    )

    # computed once, when the record is made
    @api.depends("create_date")
    def _compute_vn_created_user_id(self):
        self._vn_keep_credit("vn_created_user_id")

    @api.depends("won_status")
    def _compute_vn_credit_user_id(self):
        won = self.filtered(lambda lead: lead.won_status == "won")
        won._vn_keep_credit("vn_credit_user_id")
        (self - won).vn_credit_user_id = False
