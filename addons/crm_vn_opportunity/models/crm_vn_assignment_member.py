from odoo import api, fields, models

from ..tools import rotation


class CrmVnAssignmentMember(models.Model):
    """A place in the pool of people of an assignment rule."""

    _name = "crm.vn.assignment.member"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.company.mixin",
        "crm.vn.no.copy.mixin",
    ]
    _vn_company_links = ("rule_id",)
    _vn_sudo_fields = ("assigned_count", "clock")
    _description = "Person of an assignment rule"
    _order = "rule_id, sequence, id"
    _rec_name = "user_id"

    # === Place ===
    rule_id = fields.Many2one(
        "crm.vn.assignment.rule", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    user_id = fields.Many2one(
        "res.users",
        string="Person",
        required=True,
        ondelete="cascade",
        index=True,
        domain="[('share', '=', False)]",
    )
    weight = fields.Integer(
        string="Share",
        default=1,
        required=True,
        help="Who has 2 gets twice as many as who has 1",
    )
    capacity = fields.Integer(
        help="Open opportunities somebody may have in all; nothing more is assigned "
        "from there on. 0 for no limit"
    )

    # === State ===
    is_away = fields.Boolean(
        string="Away",
        compute="_compute_is_away",
        inverse="_inverse_is_away",
        help="Away people are passed over. On leave in Time Off: set by itself",
    )
    assigned_count = fields.Integer(
        string="Assigned", readonly=True, copy=False, help="Turns taken so far"
    )
    # where the person stands in the round, see tools/rotation.py
    clock = fields.Float(readonly=True, copy=False)

    _user_uniq = models.Constraint(
        "UNIQUE (rule_id, user_id)", "Somebody can have only one place in a rule."
    )
    _weight_positive = models.Constraint(
        "CHECK (weight BETWEEN 1 AND 100)", "A share lies between 1 and 100."
    )
    _capacity_positive = models.Constraint(
        "CHECK (capacity >= 0)", "A capacity can't be negative."
    )

    @api.depends("user_id.vn_is_away", "user_id.vn_away_until")
    def _compute_is_away(self):
        # sudo: whether colleagues are there is all that is told
        reasons = self.user_id.sudo()._vn_away_reasons()
        for member in self:
            member.is_away = member.user_id.id in reasons

    def _inverse_is_away(self):
        for member in self:
            # sudo: those who may change the pool may say that somebody is away
            member.user_id.sudo().write(
                {"vn_is_away": member.is_away, "vn_away_until": False}
            )

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        for rule, added in members.grouped("rule_id").items():
            # whoever joins later stands where the last of the others stands
            others = rule.with_context(active_test=False).member_ids - added
            clock = rotation.starting_clock(others.mapped("clock"))
            if clock:
                added._vn_as_engine().clock = clock
        return members
