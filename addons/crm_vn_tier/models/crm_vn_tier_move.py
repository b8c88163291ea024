from odoo import api, fields, models

from odoo.addons.crm_vn_base.numbers import format_number

from .crm_vn_tier import CRITERIA


class CrmVnTierMove(models.Model):
    _name = "crm.vn.tier.move"
    _description = "Move of a customer to another tier"
    _order = "id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, index=True)
    date = fields.Date(required=True)
    user_id = fields.Many2one("res.users", string="By")
    from_id = fields.Many2one("crm.vn.tier", ondelete="set null")
    to_id = fields.Many2one("crm.vn.tier", ondelete="set null")
    direction = fields.Selection([("up", "Up"), ("down", "Down"), ("hand", "By hand")])
    cause = fields.Selection(
        [
            ("document", "Order, invoice or payment"),
            ("review", "Review"),
            ("rule", "Changed rule"),
            ("hand", "By hand"),
        ],
        required=True,
    )
    criterion = fields.Selection(CRITERIA)
    window_months = fields.Integer(string="Window (months)")
    value = fields.Float(digits=(16, 2))
    threshold = fields.Float(digits=(16, 2))
    note = fields.Char()
    reason = fields.Char(compute="_compute_reason")

    @api.depends("cause", "criterion", "value", "threshold", "note", "company_id")
    @api.depends_context("lang")
    def _compute_reason(self):
        causes = dict(self._fields["cause"]._description_selection(self.env))
        criteria = dict(self._fields["criterion"]._description_selection(self.env))
        for move in self:
            if not move.criterion:
                move.reason = move.note or causes.get(move.cause)
                continue
            move.reason = self.env._(
                "%(cause)s: %(criterion)s of %(months)s months is %(value)s, needed "
                "%(threshold)s",
                cause=causes[move.cause],
                criterion=criteria[move.criterion],
                months=move.window_months,
                value=move._format(move.value),
                threshold=move._format(move.threshold),
            )

    def _format(self, number):
        if self.criterion == "orders":
            return format_number(self.env, number, kind="count")
        # sudo: the currency of a company only
        return format_number(self.env, number, self.sudo().company_id.currency_id)
