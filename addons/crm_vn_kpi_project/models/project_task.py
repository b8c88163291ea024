from odoo import api, fields, models


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ["project.task", "crm.vn.protected.mixin"]
    _vn_engine_fields = ("vn_done_at", "vn_credit_user_id")

    # === Credit ===
    vn_done_at = fields.Datetime(
        string="Done at",
        compute="_compute_vn_done",
        store=True,
        copy=False,
        groups="base.group_user",
    )
    vn_credit_user_id = fields.Many2one(
        "res.users",
        string="Done by",
        compute="_compute_vn_done",
        store=True,
        copy=False,
        groups="base.group_user",
        help="The first of those on the task when it was done; if nobody was, who "
        "marked it as done",
    )

    _vn_kpi_idx = models.Index(
        "(vn_done_at, vn_credit_user_id) WHERE vn_done_at IS NOT NULL"
    )

    @api.depends("state")
    def _compute_vn_done(self):
        """Note when and for whom a task was done; reopening forgets it."""
        me = self.env.user.filtered(lambda user: user.active and not user.share)
        for task in self:
            if task.state != "1_done":
                task.vn_done_at = task.vn_credit_user_id = False
                continue
            task.vn_done_at = task.vn_done_at or fields.Datetime.now()
            task.vn_credit_user_id = task.vn_credit_user_id or task.user_ids[:1] or me

    def write(self, vals):
        # sudo: what was done, and for whom, is kept for everybody alike
        tasks = self.sudo()
        if "user_ids" in vals:
            # what was done until now was done by those of until now
            tasks._recompute_recordset(["vn_credit_user_id"])
        before = tasks.partner_id if "partner_id" in vals else self.env["res.partner"]
        result = super().write(vals)
        if "state" in vals:
            # by who marks it, not by who happens to save everything later
            tasks._recompute_recordset(["vn_done_at", "vn_credit_user_id"])
        # what was done with it was done with another customer
        if "partner_id" in vals and before - tasks.partner_id:
            (before | tasks.partner_id)._vn_contact_moved()
        return result
