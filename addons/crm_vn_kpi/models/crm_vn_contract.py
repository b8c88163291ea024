from odoo import api, fields, models

OVER = ("expired", "closed", "cancelled")


class CrmVnContract(models.Model):
    _name = "crm.vn.contract"
    _inherit = ["crm.vn.contract", "crm.vn.kpi.credit.mixin", "crm.vn.protected.mixin"]
    _vn_credit_fields = (
        "vn_credit_user_id",
        "vn_expiry_user_id",
        "vn_renewal_user_id",
    )
    _vn_engine_fields = _vn_credit_fields

    # === Credit ===
    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Owner at signature",
        compute="_compute_vn_credit_user_id",
        store=True,
        copy=False,
        help="Who gets the credit for the contract, whoever it is handed over to",
    )
    vn_expiry_user_id = fields.Many2one(
        "res.users",
        string="Owner at expiry",
        compute="_compute_vn_expiry_user_id",
        store=True,
        copy=False,
    )
    vn_renewal_user_id = fields.Many2one(
        "res.users",
        string="Renewed by",
        compute="_compute_vn_renewal_user_id",
        store=True,
        copy=False,
        help="Owner of the contract that renews this one, at its signature",
    )

    _vn_kpi_idx = models.Index(
        "(signed_date, company_id, vn_credit_user_id) WHERE is_signed IS TRUE"
    )

    @api.depends("is_signed")
    def _compute_vn_credit_user_id(self):
        signed = self.filtered("is_signed")
        signed._vn_keep_credit("vn_credit_user_id")
        (self - signed).vn_credit_user_id = False

    @api.depends("user_id", "meaning")
    def _compute_vn_expiry_user_id(self):
        """Follow the owner until the contract is over."""
        over = self.filtered(lambda contract: contract.meaning in OVER)
        over._vn_keep_credit("vn_expiry_user_id")
        for contract in self - over:
            contract.vn_expiry_user_id = contract.user_id

    @api.depends(
        "renewal_ids.vn_credit_user_id", "renewal_ids.is_signed", "renewal_ids.meaning"
    )
    def _compute_vn_renewal_user_id(self):
        for contract in self:
            renewals = contract.renewal_ids.filtered(
                lambda renewal: renewal.is_signed and renewal.meaning != "cancelled"
            )
            contract.vn_renewal_user_id = renewals.sorted(
                lambda renewal: (renewal.signed_date, renewal.id)
            )[:1].vn_credit_user_id
