from odoo import api, fields, models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "crm.vn.kpi.credit.mixin", "crm.vn.protected.mixin"]
    _vn_credit_fields = ("vn_credit_user_id", "vn_created_user_id")
    _vn_engine_fields = _vn_credit_fields

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

    @api.model_create_multi
    def create(self, vals_list):
        leads = super().create(vals_list)
        # by now the assignment rules, if any, have said whose it is
        for lead in leads.sudo()._vn_as_engine():
            # sudo: stored for everybody alike, whoever made the lead
            owner = lead.user_id.filtered(lambda user: not user.share)
            if lead.vn_created_user_id != owner:
                lead.vn_created_user_id = owner
        return leads

    # computed once, when the record is made
    @api.depends("create_date")
    def _compute_vn_created_user_id(self):
        self._vn_keep_credit("vn_created_user_id")

    @api.depends("won_status")
    def _compute_vn_credit_user_id(self):
        won = self.filtered(lambda lead: lead.won_status == "won")
        won._vn_keep_credit("vn_credit_user_id")
        (self - won).vn_credit_user_id = False
