from odoo import api, fields, models
from odoo.fields import Command


class CrmVnTierPreview(models.TransientModel):
    _name = "crm.vn.tier.preview"
    _inherit = "crm.vn.company.wizard.mixin"
    _description = "Preview of changed tiers"

    currency_id = fields.Many2one(related="company_id.currency_id")
    date = fields.Date(
        required=True,
        readonly=True,
        default=lambda self: self.env.company._vn_today(),
    )
    rule_ids = fields.One2many(
        "crm.vn.tier.preview.rule",
        "wizard_id",
        string="Tiers",
        default=lambda self: self._default_rule_ids(),
    )
    is_shown = fields.Boolean()
    move_ids = fields.One2many(
        "crm.vn.tier.preview.move", "wizard_id", string="Moves", readonly=True
    )
    up_count = fields.Integer(string="Up", compute="_compute_result")
    down_count = fields.Integer(string="Down", compute="_compute_result")
    cost = fields.Monetary(
        string="Cost of the discount",
        compute="_compute_result",
        help="On the net sales of the window of those who move: the discount of the "
        "new tier less that of the old one",
    )

    @api.model
    def _default_rule_ids(self):
        tiers = self.env["crm.vn.tier"]._get_rules(self.env.company)
        return [
            Command.create(
                {
                    "tier_id": tier.id,
                    "criterion": tier.criterion,
                    "window_months": tier.window_months,
                    "entry_threshold": tier.entry_threshold,
                    "keep_threshold": tier.keep_threshold,
                }
            )
            for tier in tiers
        ]

    @api.depends("move_ids.direction", "move_ids.cost")
    def _compute_result(self):
        for wizard in self:
            up = wizard.move_ids.filtered(lambda move: move.direction == "up")
            wizard.up_count = len(up)
            wizard.down_count = len(wizard.move_ids - up)
            wizard.cost = sum(wizard.move_ids.mapped("cost"))

    # === Actions ===
    def action_preview(self):
        """List who would move, and what it costs; nothing but the list is written."""
        self.ensure_one()
        self.company_id._vn_check_mine()
        tiers = self.rule_ids.tier_id
        percents = {tier.id: self._get_discount(tier) for tier in tiers}
        moves = self.env["res.partner"]._vn_tier_preview(
            self.company_id, self._get_rules(), self.date
        )
        found = self.env["res.partner"].browse([move["entity"] for move in moves])
        # one who may not be read is counted, and not named
        named = set(found._filtered_access("read").ids)
        self.move_ids.unlink()
        self.move_ids = [
            Command.create(
                {
                    "partner_id": move["entity"] in named and move["entity"],
                    "from_id": move["current_id"],
                    "to_id": move["target_id"],
                    "direction": "up"
                    if move["target_rank"] > move["current_rank"]
                    else "down",
                    "value": move["value"],
                    "threshold": move["threshold"],
                    "cost": self.currency_id.round(
                        float(move["sales"])
                        * (
                            percents.get(move["target_id"], 0)
                            - percents.get(move["current_id"], 0)
                        )
                        / 100
                    ),
                }
            )
            for move in moves
        ]
        self.is_shown = True
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preview of changed tiers"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_apply(self):
        """Change the tiers, and move whom the preview showed.

        :return: action that shows the moves
        """
        self.ensure_one()
        self.company_id._vn_check_mine()
        for rule in self.rule_ids:
            rule.tier_id.write(rule._prepare_tier())
        # sudo: the review is about all customers, whoever may see them
        moves = (
            self.env["res.partner"]
            .sudo()
            ._vn_tier_run_everyone(self.company_id, "rule", self.date)
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Moves between tiers"),
            "res_model": "crm.vn.tier.move",
            "views": [(False, "list")],
            "domain": [("id", "in", moves.ids)],
        }

    # === Helpers ===
    def _get_rules(self):
        """Return the changed rules, as they would be read from the tiers."""
        return [
            rule.tier_id.new(rule._prepare_tier(), origin=rule.tier_id)
            for rule in self.rule_ids.sorted(
                lambda rule: (rule.tier_id.sequence, rule.tier_id.id)
            )
        ]

    @api.model
    def _get_discount(self, tier):
        """Return the discount of a tier in percent: its pricelist's rule for all."""
        items = tier.pricelist_id.item_ids.filtered(
            lambda item: (
                item.applied_on == "3_global" and item.compute_price == "percentage"
            )
        )
        return items[:1].percent_price
