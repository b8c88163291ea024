from odoo import api, fields, models


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "crm.vn.kpi.credit.mixin", "crm.vn.protected.mixin"]
    _vn_credit_fields = (
        "vn_done_at",
        "vn_done_uid",
        "vn_credit_user_id",
        "vn_credit_company_id",
    )
    _vn_engine_fields = _vn_credit_fields

    # === Credit ===
    vn_done_at = fields.Datetime(
        string="Done at",
        compute="_compute_vn_done",
        store=True,
        copy=False,
        help="Odoo keeps the day only",
    )
    vn_done_uid = fields.Many2one(
        "res.users",
        string="Marked as done by",
        compute="_compute_vn_done",
        store=True,
        copy=False,
    )
    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Done by",
        compute="_compute_vn_done",
        store=True,
        copy=False,
        help="Assigned to it when it was done; if nobody was, who marked it as done",
    )
    vn_credit_company_id = fields.Many2one(
        "res.company",
        string="Company of the document",
        compute="_compute_vn_done",
        store=True,
        copy=False,
    )

    _vn_kpi_idx = models.Index(
        "(vn_done_at, vn_credit_user_id) INCLUDE (res_model, activity_type_id, "
        "vn_credit_company_id) WHERE active IS FALSE"
    )

    @api.depends("active", "date_done")
    def _compute_vn_done(self):
        """Note when and for whom an activity was done; reopening forgets it."""
        done = self.filtered(lambda activity: not activity.active)
        for name in self._vn_credit_fields:
            (self - done)[name] = False
        now = fields.Datetime.now()
        company = self.env.company
        companies = done._vn_get_companies()
        for activity in done:
            day = activity.date_done
            if not activity.vn_done_at or (
                day and company._vn_day(activity.vn_done_at) != day
            ):
                late = day and day != company._vn_day(now)
                activity.vn_done_at = company._vn_moment(day, 12) if late else now
            activity.vn_done_uid = activity.vn_done_uid or self.env.user
            activity.vn_credit_user_id = (
                activity.vn_credit_user_id or activity.user_id or activity.vn_done_uid
            )
            activity.vn_credit_company_id = (
                activity.vn_credit_company_id
                or companies.get((activity.res_model, activity.res_id))
                or activity.vn_credit_user_id.company_id
            )

    def _vn_on_done(self):
        result = super()._vn_on_done()
        # at once: whoever does it now, and not whoever comes later
        self._vn_settle_credit()
        return result

    def _vn_on_reopened(self):
        result = super()._vn_on_reopened()
        self._vn_settle_credit()
        return result

    def _vn_get_companies(self):
        """Return ``{(model, id): company}`` of the documents that have one."""
        companies = {}
        # sudo: only the company of the documents is taken
        for model, data in self.sudo()._classify_by_model().items():
            records = self.env[model].sudo().browse(data["record_ids"]).exists()
            if "company_id" in records._fields:
                for record in records:
                    companies[model, record.id] = record.company_id
        return companies
