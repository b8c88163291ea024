from odoo import api, fields, models
from odoo.fields import Command, Domain

LIMIT = 500


class CrmVnAssignmentPreview(models.TransientModel):
    """What the assignment rules would do, without doing it."""

    _name = "crm.vn.assignment.preview"
    _description = "Trial of the assignment rules"

    scope = fields.Selection(
        [
            ("free", "Open opportunities of nobody"),
            ("open", "All open opportunities"),
            ("recent", "Created in the last 30 days"),
        ],
        string="Opportunities",
        default="open",
        required=True,
    )
    line_ids = fields.One2many("crm.vn.assignment.preview.line", "preview_id")
    summary = fields.Char(readonly=True)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if "line_ids" in fields:
            values.update(self._prepare_trial(values.get("scope") or "open"))
        return values

    @api.onchange("scope")
    def _onchange_scope(self):
        self.line_ids = [Command.clear()]
        self.update(self._prepare_trial(self.scope))

    def _prepare_trial(self, scope):
        """Return the lines and the summary of a trial on the leads of *scope*."""
        Lead = self.env["crm.lead"].with_context(active_test=False)
        domain = self._get_domain(scope)
        total = Lead.search_count(domain)
        # in the order in which they came, as they would be given
        leads = Lead.search(domain, order="id desc", limit=LIMIT).sorted("id")
        lines = self._get_lines(leads)
        given = sum(bool(line["user_id"]) for line in lines)
        return {
            "line_ids": [Command.create(line) for line in lines],
            "summary": self.env._(
                "%(given)s of %(tried)s would be assigned, %(changed)s of them to "
                "somebody else than now; there are %(total)s in all.",
                given=given,
                tried=len(leads),
                changed=sum(line["is_changed"] for line in lines),
                total=total,
            ),
        }

    @api.model
    def _get_lines(self, leads):
        """Return what each of *leads* would get, as values; nothing is written."""
        rules = self.env["crm.vn.assignment.rule"].sudo()  # sudo: read only, see ACL
        return [
            {
                "lead_id": outcome.lead.id,
                "current_user_id": outcome.lead.user_id.id,
                "rule_id": outcome.rule.id,
                "user_id": outcome.user.id,
                "reason": outcome.reason or self.env._("No rule matches."),
                "is_changed": bool(
                    outcome.user and outcome.user != outcome.lead.user_id
                ),
            }
            for outcome in rules._get_outcomes(leads)
        ]

    @api.model
    def _get_domain(self, scope):
        rules = self.env["crm.vn.assignment.rule"]
        if scope == "recent":
            return rules._get_recent_domain()
        domain = rules._get_open_domain()
        if scope == "free":
            domain &= Domain("user_id", "=", False)
        return domain
