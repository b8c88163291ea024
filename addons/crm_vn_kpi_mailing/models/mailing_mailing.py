from odoo import api, fields, models


class MailingMailing(models.Model):
    _name = "mailing.mailing"
    _inherit = ["mailing.mailing", "crm.vn.kpi.credit.mixin", "crm.vn.protected.mixin"]
    _vn_credit_fields = ("vn_credit_user_id", "vn_credit_company_id")
    _vn_engine_fields = _vn_credit_fields

    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Responsible when sent",
        compute="_compute_vn_credit",
        store=True,
        copy=False,
    )
    vn_credit_company_id = fields.Many2one(
        "res.company",
        string="Company when sent",
        compute="_compute_vn_credit",
        store=True,
        copy=False,
    )

    @api.depends("state")
    def _compute_vn_credit(self):
        """Note who sends the mailing, as soon as it goes out."""
        going = self.filtered(lambda mailing: mailing.state in ("sending", "done"))
        (self - going).vn_credit_user_id = False
        (self - going).vn_credit_company_id = False
        going._vn_keep_credit("vn_credit_user_id")
        for mailing in going:
            mailing.vn_credit_company_id = (
                mailing.vn_credit_company_id or mailing.vn_credit_user_id.company_id
            )
