from odoo import api, fields, models
from odoo.exceptions import UserError


class CrmVnScoreLine(models.Model):
    """The ledger: why a customer has the score that he has.

    The engine alone writes it, by SQL. A live line (`active`) has an open end; one
    whose fact went away keeps its dates and says why, so that a score of the past can
    still be told. A customer's score is the sum of the live lines.
    """

    _name = "crm.vn.score.line"
    _description = "Score line"
    _inherit = ["crm.vn.protected.mixin"]
    _vn_engine_only = True
    _order = "date desc, id desc"
    _rec_name = "kind"
    _log_access = False

    # === Whose ===
    partner_id = fields.Many2one(
        "res.partner", string="Customer", ondelete="cascade", index="btree_not_null"
    )
    lead_id = fields.Many2one(
        "crm.lead",
        ondelete="cascade",
        index="btree_not_null",
        help="A lead that has no customer yet",
    )

    # === What for ===
    kind = fields.Selection(
        [
            ("activity", "Done activity"),
            ("group", "Customer group"),
            ("rule", "Scoring rule"),
        ],
        required=True,
    )
    activity_type_id = fields.Many2one("mail.activity.type", ondelete="cascade")
    group_id = fields.Many2one(
        "crm.vn.customer.group", ondelete="cascade", index="btree_not_null"
    )
    rule_id = fields.Many2one(
        "crm.vn.score.rule", ondelete="cascade", index="btree_not_null"
    )
    res_model = fields.Char(string="Source model", required=True)
    res_id = fields.Many2oneReference(
        string="Source record", model_field="res_model", required=True
    )

    # === How much, and when ===
    points = fields.Integer(required=True)
    date = fields.Date(required=True)
    is_date_estimated = fields.Boolean(
        string="Date estimated",
        help="The customer was in the group before scores were counted: since when is "
        "not known, and the date is that of the customer's creation",
    )
    date_end = fields.Date(string="End date")
    end_reason = fields.Selection(
        [
            ("deleted", "The record was deleted"),
            ("undone", "The activity was reopened"),
            ("left", "No longer the case"),
        ],
        string="Ended because",
    )
    active = fields.Boolean(string="Live", default=True)

    # a source gives one live line for what it is: an activity, a group, a rule
    _source_uniq = models.UniqueIndex(
        "(res_id, res_model, COALESCE(group_id, -rule_id, 0)) WHERE active IS TRUE"
    )

    @api.readonly
    def action_open_source(self):
        """Open the record that the points come from."""
        self.ensure_one()
        self.check_access("read")
        model, res_id = self.res_model, self.res_id
        if self.kind == "activity":
            # sudo: only which record it is; opening it checks the rights
            activity = self.env["mail.activity"].sudo().browse(res_id).exists()
            model, res_id = activity.res_model, activity.res_id
        if not model or not self.env[model].sudo().browse(res_id).exists():
            raise UserError(
                self.env._(
                    "The record of this line of %(date)s was deleted: there is "
                    "nothing to open.",
                    date=fields.Date.to_string(self.date),
                )
            )
        return {
            "type": "ir.actions.act_window",
            "res_model": model,
            "res_id": res_id,
            "views": [(False, "form")],
        }

    def _vn_get_engine_hint(self, names):
        return self.env._(
            "Change the activity, the customer's groups or the scoring rule instead."
        )
