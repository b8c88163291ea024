from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# leads that a rule is tried on, the newest ones
SAMPLE = 5000
DAYS = 30


class CrmVnAssignmentRuleHealth(models.Model):
    """What is wrong with an assignment rule, told where rules are made."""

    _inherit = "crm.vn.assignment.rule"

    # === Health ===
    match_count = fields.Integer(
        string="Matching",
        compute="_compute_health",
        help="Opportunities, open or of the last 30 days, that match the conditions "
        "(the newest 5,000 are looked at)",
    )
    first_count = fields.Integer(
        string="Decides",
        compute="_compute_health",
        help="Those of them that no earlier rule takes",
    )
    health = fields.Selection(
        [
            ("ok", "Works"),
            ("idle", "Matches nothing"),
            ("conflict", "Shares with an earlier rule"),
            ("dead", "Never decides"),
            ("nobody", "Nobody can take"),
            ("broken", "Conditions can't be used"),
        ],
        compute="_compute_health",
    )
    health_message = fields.Text(string="What to know", compute="_compute_health")

    @api.depends("condition", "sequence", "active", "member_ids.user_id", "company_id")
    def _compute_health(self):
        # the rules and the leads that the reader may read, asked with his rights
        everything = self.sudo(False).search([])
        matches = everything._match(self._get_recent_leads(SAMPLE), as_reader=True)
        match_count, first_count = {}, {}
        takers = {}
        for found in matches.values():
            for rule in found:
                match_count[rule.id] = match_count.get(rule.id, 0) + 1
                if rule != found[0]:
                    counts = takers.setdefault(rule.id, {})
                    counts[found[0]] = counts.get(found[0], 0) + 1
            if found:
                first_count[found[0].id] = first_count.get(found[0].id, 0) + 1
        for rule in self:
            rule.match_count = match_count.get(rule._origin.id, 0)
            rule.first_count = first_count.get(rule._origin.id, 0)
            rule.health, rule.health_message = rule._get_health(
                everything, takers.get(rule._origin.id, {})
            )

    def _get_health(self, everything, takers):
        """Return the state of a rule, and what to do about it.

        :param everything: all active rules, in order
        :param takers: {earlier rule: how many matching leads it takes}
        """
        self.ensure_one()
        error = self._get_condition_error()
        if error:
            return "broken", self.env._(
                "The rule is left out: %(error)s. Choose the conditions anew.",
                error=error,
            )
        if not self.member_ids.filtered(lambda member: member.user_id.active):
            return "nobody", self.env._(
                "There are no people in the rule, or all are archived: it decides "
                "nothing. Add somebody."
            )
        catch_all = self._get_catch_all_before(everything)
        if catch_all:
            return "dead", self.env._(
                "Rule “%(rule)s” comes first and takes everything. Move this one above "
                "it, or give that one conditions.",
                rule=catch_all.name,
            )
        names = ", ".join(
            f"{rule.name} ({count})"
            for rule, count in sorted(takers.items(), key=lambda item: -item[1])
        )
        if self.match_count and not self.first_count:
            return "dead", self.env._(
                "Earlier rules take all %(count)s matching opportunities: %(rules)s.",
                count=self.match_count,
                rules=names,
            )
        if takers:
            return "conflict", self.env._(
                "Earlier rules take some of the %(count)s matching opportunities: "
                "%(rules)s.",
                count=self.match_count,
                rules=names,
            )
        if self.team_id and not self.team_id.active:
            return "conflict", self.env._(
                "Team %(team)s is archived: opportunities go to the team of the "
                "person. Choose another team.",
                team=self.team_id.name,
            )
        if not self.match_count:
            return "idle", self.env._(
                "No opportunity that is open or of the last %(days)s days matches.",
                days=DAYS,
            )
        return "ok", False

    def _get_catch_all_before(self, everything):
        """Return an earlier rule without conditions for the same opportunities."""
        for rule in everything:
            if rule.id == self._origin.id:
                break
            if (
                rule.member_ids
                and rule.company_id in (self.browse().company_id, self.company_id)
                and not rule._get_condition_error()
                and self._vn_condition_domain(rule.condition).is_true()
            ):
                return rule
        return self.browse()

    @api.model
    def _get_recent_domain(self):
        """Return the domain of leads of the last 30 days, whatever became of them."""
        since = fields.Datetime.now() - timedelta(days=DAYS)
        return Domain("create_date", ">=", since) & Domain(
            "active", "in", [True, False]
        )

    @api.model
    def _get_open_domain(self):
        return Domain("active", "=", True) & Domain("won_status", "=", "pending")

    @api.model
    def _get_recent_leads(self, limit):
        domain = self._get_recent_domain() | self._get_open_domain()
        leads = self.env["crm.lead"].sudo(False).with_context(active_test=False)
        return leads.search(domain, order="id desc", limit=limit)

    @api.readonly
    def action_view_matching(self):
        """Open the leads that `match_count` counts."""
        self.ensure_one()
        self.check_access("read")
        self.env["crm.lead"].check_access("read")
        found = self._match(self._get_recent_leads(SAMPLE), as_reader=True)
        action = self.env["ir.actions.act_window"]._for_xml_id("crm.crm_lead_all_leads")
        action.update(
            name=self.name,
            display_name=self.name,
            domain=[("id", "in", [key for key, rules in found.items() if rules])],
            context={"active_test": False, "create": False},
        )
        return action
