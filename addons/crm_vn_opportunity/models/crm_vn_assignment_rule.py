from collections import Counter
from dataclasses import dataclass, field

from odoo import api, fields, models, tools
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, Query

from odoo.addons.crm_vn_base.models.crm_vn_condition_mixin import FAULTS

from ..tools import rotation


@dataclass
class Outcome:
    """What the rules say about one lead.

    :param lead: the lead
    :param rule: the rule that decides, empty when none does
    :param user: who gets it, empty when nobody does
    :param reason: why, in words; empty when no rule matches
    """

    lead: object
    rule: object
    user: object
    reason: str = ""
    passed: list = field(default_factory=list)


class CrmVnAssignmentRule(models.Model):
    _name = "crm.vn.assignment.rule"
    _inherit = "crm.vn.condition.mixin"
    _description = "Assignment rule"
    _order = "sequence, id"
    _check_company_auto = True
    _vn_condition_field = "condition"
    _vn_condition_keys = ("condition", "company_id")

    # === Rule ===
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, help="The first rule that matches decides")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        default=lambda self: self.env.company,
        help="Empty: for the opportunities of all companies",
    )
    condition = fields.Char(
        string="Conditions",
        default="[]",
        required=True,
        help="Opportunities that the rule is for; without a condition, all of them",
    )
    team_id = fields.Many2one(
        "crm.team",
        string="Give to the team",
        check_company=True,
        ondelete="set null",
        help="Sales team of what is assigned; empty for the team of the person",
    )

    # === People ===
    member_ids = fields.One2many(
        "crm.vn.assignment.member", "rule_id", string="People", copy=True
    )
    assigned_count = fields.Integer(
        string="Assigned", compute="_compute_assigned_count", compute_sudo=True
    )

    @api.depends("member_ids.assigned_count")
    def _compute_assigned_count(self):
        for rule in self:
            rule.assigned_count = sum(rule.member_ids.mapped("assigned_count"))

    @api.constrains("condition")
    def _check_condition(self):
        self._vn_check_condition()

    @api.constrains("member_ids", "company_id")
    def _check_member_company(self):
        for rule in self.filtered("company_id"):
            strangers = rule.member_ids.user_id.filtered(
                lambda user, rule=rule: rule.company_id not in user.company_ids
            )
            if strangers:
                raise ValidationError(
                    self.env._(
                        "%(users)s can't get opportunities of rule %(rule)s: they "
                        "don't work in %(company)s.",
                        users=", ".join(strangers.mapped("name")),
                        rule=rule.display_name,
                        company=rule.company_id.display_name,
                    )
                )

    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        if "name" in (default or {}):
            return vals_list
        for rule, vals in zip(self, vals_list, strict=True):
            vals["name"] = self.env._("%s (copy)", rule.name)
        return vals_list

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self.env.registry.clear_cache()
        return rules

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    @tools.ormcache()
    def _is_used(self):
        """Say whether there is an active rule: each new lead asks, few have one."""
        # sudo: whether there are rules is no secret
        return bool(self.sudo().search_count([], limit=1))

    # === Conditions ===
    def _vn_condition_model_name(self):
        return "crm.lead"

    def _get_condition_error(self):
        """Return why the conditions can't be used, empty when they can."""
        if self.condition_error:
            return self.condition_error
        try:
            self._vn_condition_domain(self.condition).validate(self.env["crm.lead"])
        except FAULTS as error:
            return str(error) or repr(error)
        return ""

    @api.model
    def _get_company_domain(self):
        """Return the domain of the rules of the companies at work."""
        return Domain("company_id", "in", [False, *self.env.companies.ids])

    def _match(self, leads, *, as_reader=False):
        """Return the rules that match each lead, in order: {lead id: rules}.

        All conditions of all rules are evaluated by one statement, what lies behind
        a dotted path with the rights of the author of the condition. A rule whose
        conditions fail matches nothing and is marked with the error: no rule may
        stop an opportunity from coming in.

        :param as_reader: ask with the rights of the user instead, mark nothing
        """
        rules = self.filtered(lambda rule: not rule.condition_error)
        if not rules or not leads:
            return {}
        try:
            return self._vn_guarded(rules._match_together, leads, as_reader)
        except FAULTS:
            usable = rules.filtered(lambda rule: rule._works(leads, as_reader))
        return usable._match_together(leads, as_reader) if usable else {}

    def _works(self, leads, as_reader):
        """Whether the rule can be asked alone; one that can't is marked."""
        owner = self.browse() if as_reader else self
        ask = (self._vn_guarded, self._match_together, leads, as_reader)
        return owner._vn_try(*ask) is not None

    def _match_together(self, leads, as_reader):
        # sudo: rules are asked about leads whoever may read them; the query has
        # nothing but their ids
        Lead = self.env["crm.lead"].sudo().with_context(active_test=False)
        query = Query(Lead.env, Lead._table, Lead._table_sql)
        query.add_where(
            SQL("%s = ANY(%s)", SQL.identifier(Lead._table, "id"), list(leads.ids))
        )
        terms = []
        for position, rule in enumerate(self):
            asker = rule.sudo(False) if as_reader else rule._vn_as_author()
            Asked = asker.env["crm.lead"].with_context(active_test=False)
            domain = rule._vn_condition_domain(rule.condition)
            condition = domain.optimize_full(Asked)._to_sql(Asked, Lead._table, query)
            companies = rule._get_lead_companies()
            if companies is not None:
                company = Domain("company_id", "in", companies)
                condition = SQL(
                    "(%s) AND (%s)",
                    condition,
                    company.optimize_full(Lead)._to_sql(Lead, Lead._table, query),
                )
            terms.append(SQL("CASE WHEN %s THEN %s END", condition, position))
        rows = self.env.execute_query(
            query.select(
                SQL.identifier(Lead._table, "id"),
                SQL("array_remove(ARRAY[%s]::int[], NULL)", SQL(", ").join(terms)),
            )
        )
        return {lead_id: [self[place] for place in found] for lead_id, found in rows}

    def _get_lead_companies(self):
        """Return the ids of the companies whose leads the rule is for, None: of all."""
        self.ensure_one()
        if not self.company_id:
            companies = self._vn_condition_companies()
            return companies if companies is None else [*companies.ids, False]
        shared = [False] if self.company_id == self.env.company else []
        return [self.company_id.id, *shared]

    # === Decisions ===
    @api.model
    def _plan(self, leads, excluded=None, *, keep_turns=False):
        """Decide who gets *leads*; return ``(lead, rule, user, reason)`` of the given.

        :param excluded: {lead id: user id} of people who shall not get it
        :param keep_turns: the decision counts; other transactions that need the same
            people wait for the end of this one. Without it nothing is written.
        """
        return [
            (outcome.lead, outcome.rule, outcome.user, outcome.reason)
            for outcome in self._get_outcomes(
                leads, excluded=excluded, keep_turns=keep_turns
            )
            if outcome.user
        ]

    @api.model
    def _get_outcomes(self, leads, excluded=None, *, keep_turns=False):
        """Return an :class:`Outcome` of each lead; the arguments are those of _plan."""
        rules = self.search([]) if self._is_used() else self.browse()
        matches = rules._match(leads)
        used = self.browse(
            dict.fromkeys(rule.id for found in matches.values() for rule in found)
        )
        pools = used._get_pools(lock=keep_turns)
        open_counts = used.member_ids.user_id._vn_open_lead_counts(
            leads.browse([lead_id for lead_id, found in matches.items() if found])
        )
        outcomes = []
        turns = Counter()
        for lead in leads:
            outcome = Outcome(lead, self.browse(), self.env["res.users"])
            not_for = (excluded or {}).get(lead.id)
            for rule in matches.get(lead.id, ()):
                pool = [
                    person
                    for person in pools[rule.id]
                    if person.key.user_id.id != not_for
                    and (
                        not lead.company_id
                        or lead.company_id in person.key.user_id.company_ids
                    )
                ]
                for person in pool:
                    if person.key.capacity:
                        taken = open_counts[person.key.user_id.id]
                        person.room = max(person.key.capacity - taken, 0)
                chosen = rotation.take_turn(pool)
                if chosen:
                    member = chosen.key
                    open_counts[member.user_id.id] += 1
                    turns[member] += 1
                    outcome.rule, outcome.user = rule, member.user_id
                    outcome.reason = rule._get_reason(pool, chosen, outcome.passed)
                    break
                outcome.passed.append(rule)
            if outcome.passed and not outcome.user:
                outcome.reason = self.env._(
                    "Nobody can take it now: %(rules)s",
                    rules="; ".join(
                        f"{rule.name} ({rule._get_hindrances(pools[rule.id])})"
                        for rule in outcome.passed
                    ),
                )
            outcomes.append(outcome)
        if keep_turns:
            used._keep_turns(pools, turns)
        return outcomes

    def _get_pools(self, lock=False):
        """Return the people of each rule: {rule id: list of rotation.Person}."""
        members = self.member_ids
        if lock and members:
            members.flush_recordset(["clock", "assigned_count"])
            self.env.execute_query(
                SQL(
                    "SELECT id FROM crm_vn_assignment_member"
                    " WHERE id = ANY(%s) ORDER BY id FOR UPDATE",
                    list(members.ids),
                )
            )
            members.invalidate_recordset(["clock", "assigned_count"])
        away = members.user_id._vn_away_reasons()
        pools = {}
        for rule in self:
            pools[rule.id] = [
                rotation.Person(
                    member,
                    weight=member.weight,
                    clock=int(member.clock),
                    hindrance=rule._get_hindrance(member, away),
                )
                for member in rule.member_ids
            ]
        return pools

    def _get_hindrance(self, member, away):
        """Return why *member* can't take any turn of the rule, in words or empty.

        :param away: {user id: text} of those who are away
        """
        user = member.user_id
        if not user.active:
            return self.env._("archived")
        if not user._vn_at_work():
            return self.env._("no salesperson")
        if self.company_id and self.company_id not in user.company_ids:
            return self.env._("not in %(company)s", company=self.company_id.name)
        return away.get(user.id, "")

    def _keep_turns(self, pools, turns):
        for rule in self:
            people = pools[rule.id]
            rotation.wind_back(people)
            for person in people:
                member = person.key._vn_as_engine()
                if member.clock != person.clock:
                    member.clock = person.clock
                if turns[person.key]:
                    member.assigned_count += turns[person.key]

    # === Words ===
    def _get_reason(self, pool, chosen, passed):
        """Return why *chosen* gets a lead: the rule, the turn, and why not others."""
        self.ensure_one()
        user = chosen.key.user_id
        words = [
            self.env._(
                "Rule “%(rule)s”: %(user)s's turn among %(count)s people.",
                rule=self.name,
                user=user.name,
                count=len(pool),
            )
        ]
        hindrances = self._get_hindrances([p for p in pool if p is not chosen])
        if hindrances:
            words.append(self.env._("Passed over: %(people)s.", people=hindrances))
        if passed:
            words.append(
                self.env._(
                    "Nobody of an earlier rule can take it: %(rules)s.",
                    rules=", ".join(rule.name for rule in passed),
                )
            )
        return " ".join(words)

    def _get_hindrances(self, people):
        """Return who of *people* can't take a turn, with the reason, in words."""
        words = []
        for person in people:
            if not person.is_there:
                why = person.hindrance or self.env._(
                    "has %(capacity)s open opportunities",
                    capacity=person.key.capacity,
                )
                words.append(f"{person.key.user_id.name} ({why})")
        return ", ".join(words) or ("" if people else self.env._("no people"))
