from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnHandoverRow(models.Model):
    """One record that goes, or went, from one person to another: plan and log."""

    _name = "crm.vn.handover.row"
    _description = "Handed over"
    _order = "handover_id DESC, id"
    _rec_name = "res_name"

    handover_id = fields.Many2one(
        "crm.vn.handover", required=True, readonly=True, index=True, ondelete="cascade"
    )
    res_model = fields.Char(string="Model", readonly=True, required=True)
    res_id = fields.Many2oneReference(
        string="Record ID", model_field="res_model", readonly=True
    )
    res_name = fields.Char(string="Record", readonly=True)
    # named when it is read: a plan may be older than the words of a language
    model_id = fields.Many2one(
        "ir.model",
        string="Kind of record",
        compute="_compute_model_id",
        store=True,
        ondelete="cascade",
    )
    kind = fields.Char(
        related="model_id.name",
        string="Kind",
        help="What kind of record it is, in words",
    )
    company_id = fields.Many2one(
        "res.company",
        readonly=True,
        index="btree_not_null",
        help="Whose record it is; who works there alone sees and hands it over",
    )
    from_user_id = fields.Many2one("res.users", string="From", readonly=True)
    to_user_id = fields.Many2one(
        "res.users", string="To", readonly=True, index="btree_not_null"
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("done", "Handed over"),
            ("left", "Nobody's"),
            ("gone", "No longer there"),
            ("failed", "Failed"),
        ],
        default="planned",
        required=True,
        readonly=True,
    )
    reason = fields.Char(readonly=True)

    _todo_idx = models.Index("(handover_id, id) WHERE state = 'planned'")
    _record_idx = models.Index("(res_model, res_id)")

    @api.depends("res_model")
    def _compute_model_id(self):
        for row in self:
            row.model_id = self.env["ir.model"]._get_id(row.res_model)

    # === Actions ===
    @api.readonly
    def action_open_record(self):
        """Open what was handed over, with the rights of who asks."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }

    # === Engine ===
    def _set_state(self, state, reason=None):
        """Say what became of these records: one statement, however many they are."""
        if not self:
            return
        self.flush_recordset(["state", "reason"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE crm_vn_handover_row
                   SET state = %s, reason = %s, write_uid = %s, write_date = %s
                 WHERE id = ANY(%s)
                """,
                state,
                reason,
                self.env.uid,
                fields.Datetime.now(),
                list(self.ids),
            )
        )
        self.invalidate_recordset(["state", "reason"], flush=False)
        self.modified(["state"])
