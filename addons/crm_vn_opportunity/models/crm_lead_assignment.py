from odoo import api, fields, models


class CrmLeadAssignment(models.Model):
    """Leads given to people by the assignment rules."""

    _inherit = "crm.lead"
    _vn_engine_fields = ("vn_assignment_rule_id", "vn_assignment_reason")

    # === Assignment ===
    vn_assignment_rule_id = fields.Many2one(
        "crm.vn.assignment.rule",
        string="Assigned by rule",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    vn_assignment_reason = fields.Text(
        string="Why this person", readonly=True, copy=False
    )
    vn_by_rules = fields.Boolean(
        string="Assign by the rules",
        store=False,
        default=lambda self: self._default_vn_by_rules(),
        help="The first assignment rule that matches decides who gets it; if none "
        "matches, it stays with the salesperson chosen here",
    )

    @api.model
    def _default_vn_by_rules(self):
        # sudo: whether there are rules is no secret
        rules = self.env["crm.vn.assignment.rule"].sudo()
        if self.env.context.get("default_user_id") or not rules._is_used():
            return False
        return bool(rules.search_count(rules._get_company_domain(), limit=1))

    @api.onchange("user_id")
    def _onchange_vn_by_rules(self):
        """Whoever picks a salesperson has decided."""
        if self.user_id and self.user_id != self.env.user:
            self.vn_by_rules = False

    @api.model
    def _vn_split_free(self, vals_list):
        """Tell which new leads the rules may give to somebody.

        Chosen by a human, and so not free, is a lead whose values (or the context)
        name a salesperson, unless the form says that the rules shall decide.

        :return: list of booleans, and the values without the form's switch
        """
        chosen = self.env.context.get("default_user_id")
        free, cleaned = [], []
        for vals in vals_list:
            by_rules = vals.get("vn_by_rules")
            free.append(bool(by_rules or not (vals.get("user_id") or chosen)))
            cleaned.append({k: v for k, v in vals.items() if k != "vn_by_rules"})
        return free, cleaned

    def action_vn_assign_by_rules(self):
        """Give the selected leads to whom the rules say; ask managers only."""
        self.check_access("write")
        # sudo: the rules and the pools belong to managers, see check_access above
        decided = self.sudo()._vn_assign_by_rules()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if decided else "info",
                "message": self.env._(
                    "%(given)s of %(all)s opportunities were assigned by the rules.",
                    given=len(decided),
                    all=len(self),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.private
    def _vn_assign_by_rules(self, excluded=None):
        """Give leads to the people whom the assignment rules name.

        The first rule that matches and has somebody who can take the lead decides. A
        lead that no rule matches isn't touched at all.

        :param excluded: {lead id: user id} of people who shall not get it (again)
        :return: list of ``(lead, rule, user, reason)`` of the leads that were given
        """
        rules = self.env["crm.vn.assignment.rule"].sudo()
        decided = rules._plan(self, excluded=excluded, keep_turns=True)
        groups = {}
        for lead, rule, user, reason in decided:
            groups.setdefault((rule, user, reason), []).append(lead.id)
        quiet = {"mail_auto_subscribe_no_notify": True}
        for (rule, user, reason), lead_ids in groups.items():
            values = {
                "user_id": user.id,
                "vn_assignment_rule_id": rule.id,
                "vn_assignment_reason": reason,
            }
            if rule.team_id.active:
                values["team_id"] = rule.team_id.id
            self.browse(lead_ids)._vn_as_engine(**quiet).write(values)
        if decided:
            leads = self.browse([lead.id for lead, *_rest in decided])
            leads._message_log_batch(
                bodies={lead.id: reason for lead, _rule, _user, reason in decided}
            )
            self._vn_notify_assigned(decided)
        return decided

    def _vn_notify_assigned(self, decided):
        """Tell people what they got: one message each, or one about all of it."""
        by_user = {}
        for lead, _rule, user, _reason in decided:
            by_user.setdefault(user, []).append(lead.id)
        for user, lead_ids in by_user.items():
            if user != self.env.user:
                self.browse(lead_ids)._vn_tell(user, "assigned")
