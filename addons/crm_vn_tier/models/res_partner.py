from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL, format_date

from ..tools.tier import Rule, kept_until, window_value

TIER_FIELDS = {
    "vn_tier_id",
    "vn_tier_base_id",
    "vn_tier_mode",
    "vn_tier_lock_until",
    "vn_tier_lock_reason",
}


class ResPartner(models.Model):
    _inherit = "res.partner"
    # sales managers may write all of them but the base
    _vn_engine_fields = tuple(TIER_FIELDS)

    # === Tier, company by company; contacts hold that of their company ===
    vn_tier_id = fields.Many2one(
        "crm.vn.tier",
        string="Customer tier",
        company_dependent=True,
        copy=False,
        group_expand="_read_group_vn_tier_id",
        groups="base.group_user",
    )
    vn_tier_base_id = fields.Many2one(
        "crm.vn.tier",
        string="Tier at the last review",
        company_dependent=True,
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    vn_tier_mode = fields.Selection(
        [("automatic", "Automatic"), ("manual", "By hand"), ("locked", "Locked")],
        string="Tier is set",
        company_dependent=True,
        copy=False,
        groups="base.group_user",
        help="By hand: no review moves the customer. Locked: no review lowers the tier",
    )
    vn_tier_lock_until = fields.Date(
        string="Locked until",
        company_dependent=True,
        copy=False,
        groups="base.group_user",
        help="The last day of the lock; empty: without an end",
    )
    vn_tier_lock_reason = fields.Char(
        string="Reason of the tier",
        company_dependent=True,
        copy=False,
        groups="base.group_user",
    )
    vn_tier_explanation = fields.Char(
        string="Why this tier",
        compute="_compute_vn_tier_explanation",
        groups="base.group_user",
    )
    vn_tier_progress = fields.Float(
        string="Way to the next tier",
        compute="_compute_vn_tier_explanation",
        groups="base.group_user",
    )

    @api.model
    def _read_group_vn_tier_id(self, tiers, domain):
        """Show every tier as a column, those without customers as well."""
        return tiers | self.env["crm.vn.tier"].search([])

    # === Computes ===
    @api.depends(
        "vn_tier_id",
        "vn_tier_base_id",
        "vn_tier_mode",
        "vn_tier_lock_until",
        "vn_tier_lock_reason",
    )
    @api.depends_context("company", "lang")
    def _compute_vn_tier_explanation(self):
        company = self.env.company
        rules = self.env["crm.vn.tier"]._get_rules(company)
        today = company._vn_today()
        facts = {}
        if rules and self.ids:
            # sudo: what the customer as a whole reaches, one number for everybody
            entities = self.sudo().commercial_partner_id
            facts = entities._vn_tier_facts(company, today, rules)
        for partner in self:
            entity = partner.sudo().commercial_partner_id.id
            sentence, progress = partner._vn_tier_explain(
                rules, facts.get(entity, {}), today
            )
            partner.vn_tier_explanation = sentence
            partner.vn_tier_progress = progress

    def _vn_tier_explain(self, rules, facts, today):
        """Return why the customer has this tier, and the way to the next in percent.

        :param facts: criterion to list of (day, amount)
        """
        tier = self.vn_tier_id.sudo()
        ranks = list(rules)
        rank = ranks.index(tier) + 1 if tier in rules else 0
        parts = []
        if rank:
            parts += self._vn_tier_explain_current(tier, facts, today)
        elif tier:
            parts.append(self.env._("%(tier)s: given by hand", tier=tier.name))
        elif rules:
            parts.append(self.env._("No tier"))
        if self.vn_tier_mode == "manual":
            parts.append(self.env._("set by hand"))
        elif self._vn_tier_is_locked(today):
            until = self.vn_tier_lock_until
            parts.append(
                self.env._("locked until %(day)s", day=format_date(self.env, until))
                if until
                else self.env._("locked")
            )
        if len(parts) and self.vn_tier_lock_reason and self.vn_tier_mode:
            parts[-1] += f" ({self.vn_tier_lock_reason})"
        progress = 100.0 if rank else 0.0
        following = ranks[rank] if rank < len(ranks) else None
        if following and (rank or not tier):
            value = window_value(
                facts.get(following.criterion, []), today, following.window_months
            )
            missing = max(following.entry_threshold - value, 0)
            parts.append(
                self.env._(
                    "%(missing)s more to %(tier)s",
                    missing=following._vn_format(missing),
                    tier=following.name,
                )
            )
            entry = following.entry_threshold
            progress = min(max(100 * value / entry, 0), 100) if entry else 100.0
        return "; ".join(parts), progress

    def _vn_tier_explain_current(self, tier, facts, today):
        criterion = facts.get(tier.criterion, [])
        value = window_value(criterion, today, tier.window_months)
        rule = Rule(tier.window_months, tier.entry_threshold, tier.keep_threshold)
        values = {
            "tier": tier.name,
            "value": tier._vn_format(value),
            "what": {
                "sales": self.env._("net"),
                "orders": self.env._("confirmed"),
                "paid": self.env._("paid"),
            }[tier.criterion],
            "months": tier.window_months,
        }
        if value < rule.keep:
            return [
                self.env._(
                    "%(tier)s: %(value)s %(what)s in %(months)s months < %(threshold)s",
                    threshold=tier._vn_format(rule.keep),
                    **values,
                )
            ]
        threshold = rule.entry if value >= rule.entry else rule.keep
        parts = [
            self.env._(
                "%(tier)s: %(value)s %(what)s in %(months)s months ≥ %(threshold)s",
                threshold=tier._vn_format(threshold),
                **values,
            )
        ]
        until = kept_until(criterion, today, rule)
        if until:
            parts.append(
                self.env._("kept until %(day)s", day=format_date(self.env, until))
            )
        return parts

    def _vn_tier_is_locked(self, today):
        self.ensure_one()
        return self.vn_tier_mode == "locked" and (
            not self.vn_tier_lock_until or self.vn_tier_lock_until >= today
        )

    @api.constrains("vn_tier_mode", "vn_tier_lock_reason")
    def _check_vn_tier_lock_reason(self):
        for partner in self:
            reason = (partner.vn_tier_lock_reason or "").strip()
            if partner.vn_tier_mode == "locked" and not reason:
                raise ValidationError(
                    self.env._(
                        "The tier of %(customer)s can't be locked without a reason: "
                        "say why, and until when.",
                        customer=partner.display_name,
                    )
                )

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        partners = super().create(vals_list)
        given = partners.filtered("vn_tier_id")
        for tier, together in given.grouped("vn_tier_id").items():
            # held until the next review, as what is set later is
            together._vn_tier_write({"vn_tier_base_id": tier.id})
        given._vn_tier_log_hand({})
        partners.filtered("parent_id")._vn_tier_follow()
        return partners

    def write(self, vals):
        mine = {name: vals[name] for name in TIER_FIELDS & vals.keys()}
        if mine:
            self._vn_tier_check_manager()
            if "vn_tier_id" in mine:
                mine["vn_tier_base_id"] = vals["vn_tier_id"]
            # sudo: whoever may set the tier sets that of all contacts of the customer
            entity = self.sudo()._vn_tier_entity()
            before = {partner: partner.vn_tier_id for partner in entity}
            result = super().write(vals)
            super(ResPartner, entity._vn_as_engine()).write(mine)
            entity._vn_tier_log_hand(before)
        else:
            result = super().write(vals)
        if {"parent_id", "is_company"} & vals.keys():
            self._vn_tier_follow()
        return result

    def _vn_tier_write(self, values):
        """Write columns of the tier as the engine, of these records alone."""
        partners = self._vn_as_engine()
        # past what follows a change by hand
        # pylint: disable-next=super-method-mismatch
        return super(ResPartner, partners).write(values)

    def _vn_tier_check_manager(self):
        if not self._vn_is_engine() and not self._vn_may_write(["vn_tier_id"]):
            raise AccessError(self._vn_get_engine_refusal(["vn_tier_id"]))

    def _vn_may_write(self, names):
        """Sales managers set tiers, but for the base of the next review."""
        if TIER_FIELDS.issuperset(names) and "vn_tier_base_id" not in names:
            user = self.env.user
            return user._is_superuser() or user.has_group(
                "sales_team.group_sale_manager"
            )
        return super()._vn_may_write(names)

    def _vn_get_engine_refusal(self, names):
        if names and (TIER_FIELDS - {"vn_tier_base_id"}).issuperset(names):
            return self.env._(
                "Only sales managers set the tier of a customer: it decides about "
                "discounts."
            )
        return super()._vn_get_engine_refusal(names)

    def _vn_tier_entity(self):
        """Return the customers of *self* with all their contacts."""
        return self.with_context(active_test=False).search(
            [("commercial_partner_id", "in", self.commercial_partner_id.ids)]
        )

    def _vn_tier_log_hand(self, before):
        """Keep who was given which tier by hand."""
        company = self.env.company
        moves = [
            {
                "partner_id": partner.id,
                "company_id": company.id,
                "date": company._vn_today(),
                "user_id": self.env.uid,
                "from_id": before.get(partner, self.env["crm.vn.tier"]).id,
                "to_id": partner.vn_tier_id.id,
                "direction": "hand",
                "cause": "hand",
                "note": partner.vn_tier_lock_reason,
            }
            for partner in self
            if partner == partner.commercial_partner_id
            and partner.vn_tier_id != before.get(partner, self.env["crm.vn.tier"])
        ]
        if moves:
            # sudo: the history is written by the engine only
            self.env["crm.vn.tier.move"].sudo().create(moves)

    def _vn_tier_follow(self):
        """Give contacts the tier of their company, in every company of ours."""
        if not self.ids:
            return
        self.flush_recordset([*TIER_FIELDS, "commercial_partner_id"])
        self.env["res.partner"].flush_model([*TIER_FIELDS])
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner contact
                   SET vn_tier_id = entity.vn_tier_id,
                       vn_tier_base_id = entity.vn_tier_base_id,
                       vn_tier_mode = entity.vn_tier_mode,
                       vn_tier_lock_until = entity.vn_tier_lock_until,
                       vn_tier_lock_reason = entity.vn_tier_lock_reason
                  FROM res_partner entity
                 WHERE entity.id = contact.commercial_partner_id
                   AND entity.id <> contact.id AND contact.id IN %s
                """,
                tuple(self.ids),
            )
        )
        self.invalidate_recordset([*TIER_FIELDS], flush=False)

    # === Actions ===
    @api.readonly
    def action_vn_view_tier_moves(self):
        """Open the history of the customer's tiers."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Moves between tiers"),
            "res_model": "crm.vn.tier.move",
            "views": [(False, "list")],
            "domain": [("partner_id", "=", self.commercial_partner_id.id)],
        }

    def action_vn_tier_review(self):
        """Review these customers now."""
        self._vn_tier_check_manager()
        self._vn_tier_review()
