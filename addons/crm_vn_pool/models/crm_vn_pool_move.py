from odoo import fields, models


class CrmVnPoolMove(models.Model):
    """A customer went into the pool, or was taken out of it. Written by the engine."""

    _name = "crm.vn.pool.move"
    _description = "Move of the shared pool"
    _order = "date DESC, id DESC"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="partner_id.company_id", store=True)
    kind = fields.Selection(
        [("pooled", "Went into the pool"), ("taken", "Taken")],
        required=True,
        readonly=True,
    )
    date = fields.Date(required=True, readonly=True)
    from_user_id = fields.Many2one("res.users", string="From", readonly=True)
    to_user_id = fields.Many2one("res.users", string="To", readonly=True)
    rule_id = fields.Many2one(
        "crm.vn.pool.rule", string="By rule", readonly=True, ondelete="set null"
    )

    # how many somebody took today
    _taken_idx = models.Index("(to_user_id, date) WHERE kind = 'taken'")
