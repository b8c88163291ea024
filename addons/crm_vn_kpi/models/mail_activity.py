from datetime import datetime, time

import pytz

from odoo import api, fields, models


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "crm.vn.kpi.credit.mixin"]
    _vn_credit_fields = (
        "vn_done_at",
        "vn_done_uid",
        "vn_credit_user_id",
        "vn_credit_company_id",
    )

    # === Credit ===
    vn_done_at = fields.Datetime(
        string="Done at",
        compute="_compute_vn_done",
        store=True,
        copy=False,
        help="Odoo keeps the day in UTC only: too early for who works before 7:00",
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
        companies = done._vn_get_companies()
        for activity in done:
            day = activity.date_done
            if not activity.vn_done_at or (day and activity.vn_done_at.date() != day):
                activity.vn_done_at = (
                    activity._vn_get_noon() if day and day != now.date() else now
                )
            activity.vn_done_uid = activity.vn_done_uid or self.env.user
            activity.vn_credit_user_id = (
                activity.vn_credit_user_id or activity.user_id or activity.vn_done_uid
            )
            activity.vn_credit_company_id = (
                activity.vn_credit_company_id
                or companies.get((activity.res_model, activity.res_id))
                or activity.vn_credit_user_id.company_id
            )

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            # at once: whoever does it now, and not whoever comes later
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

    def _vn_get_noon(self):
        """Return noon, in UTC, of the day the activity is said to be done."""
        company = self.vn_credit_user_id.company_id or self.env.company
        noon = company._vn_kpi_tz().localize(
            datetime.combine(self.date_done, time(hour=12))
        )
        return noon.astimezone(pytz.utc).replace(tzinfo=None)
