from odoo import api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_base.models.crm_vn_condition_mixin import FAULTS

# what a published rule may not change: its points are in the scores already
LOCKED_FIELDS = {
    "kind",
    "event",
    "domain",
    "points",
    "cap",
    "half_life_days",
    "window_days",
    "company_id",
}


class CrmVnScoreRule(models.Model):
    """Points on top of activities and groups: for a condition or for an event."""

    _name = "crm.vn.score.rule"
    _inherit = ["crm.vn.condition.mixin", "crm.vn.protected.mixin"]
    _description = "Scoring rule"
    _vn_engine_fields = ("state",)
    _order = "sequence, id"
    _vn_condition_keys = ("domain", "kind", "event", "company_id")

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: for all companies"
    )
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )

    # === What ===
    kind = fields.Selection(
        [("condition", "A condition on the customer"), ("event", "An event")],
        string="Points for",
        default="condition",
        required=True,
    )
    event = fields.Selection(selection="_selection_event")
    model_name = fields.Char(compute="_compute_model_name")
    domain = fields.Char(string="Condition", default="[]", required=True)

    # === How much ===
    points = fields.Integer(required=True)
    cap = fields.Integer(
        string="Most points",
        help="The most points, positive or negative, that a customer gets from this "
        "rule; the newest events count first. 0: no limit",
    )
    window_days = fields.Integer(
        string="Time window (days)",
        help="Events older than this give nothing. 0: no limit",
    )
    half_life_days = fields.Integer(
        string="Half-life (days)",
        help="After so many days an event gives half of its points. 0: never less",
    )

    _check_limits = models.Constraint(
        "CHECK (cap >= 0 AND window_days >= 0 AND half_life_days >= 0)",
        "The most points, the time window and the half-life can't be negative.",
    )

    @api.model
    def _selection_event(self):
        events = self._vn_score_events()
        return [(key, event["label"]) for key, event in events.items()]

    @api.depends("kind", "event")
    def _compute_model_name(self):
        events = self._vn_score_events()
        for rule in self:
            event = events.get(rule.event) if rule.kind == "event" else None
            rule.model_name = event["model"] if event else "res.partner"

    @api.constrains("kind", "event", "domain", "points")
    def _check_complete(self):
        for rule in self:
            if rule.kind == "event" and not rule.event:
                raise ValidationError(
                    self.env._("Choose the event of rule %(rule)s.", rule=rule.name)
                )
            if not rule.points:
                raise ValidationError(
                    self.env._(
                        "Rule %(rule)s gives no points: enter a number other than 0.",
                        rule=rule.name,
                    )
                )
        self._vn_check_condition()

    @api.onchange("kind", "event")
    def _onchange_event(self):
        self.domain = "[]"

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        published = self.filtered(lambda rule: rule.state == "published")
        if published and LOCKED_FIELDS & vals.keys():
            raise UserError(
                self.env._(
                    "Rule %(rule)s is published, and its points are in the scores. "
                    "Set it back to draft, change it, look at the preview and publish "
                    "it again.",
                    rule=published[0].name,
                )
            )
        result = super().write(vals)
        self.env.registry.clear_cache()
        if "active" in vals and published:
            self.env["crm.vn.score.engine"]._refresh_rules(published)
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        self.filtered(lambda rule: rule.state == "published").action_draft()
        return super().unlink()

    def _vn_get_engine_hint(self, names):
        return self.env._("Use the buttons to publish a rule or to withdraw it.")

    # === Actions ===
    def action_publish(self):
        """Put the points of the rules into the scores."""
        self._vn_as_engine().write({"state": "published"})
        self.flush_recordset()
        self.env["crm.vn.score.engine"]._refresh_rules(self)

    def action_draft(self):
        """Take the points of the rules out of the scores."""
        self._vn_as_engine().write({"state": "draft"})
        self.flush_recordset()
        self.env["crm.vn.score.engine"]._refresh_rules(self)

    @api.readonly
    def action_preview(self):
        """Show whom the rule would move."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_scoring.crm_vn_score_rule_preview_action"
        )
        action["context"] = {"default_rule_id": self.id}
        return action

    # === Events ===
    @api.model
    def _vn_score_events(self):
        """Return what may give points: {key: dict} with these keys.

        ``label`` (for people), ``model``, ``partner`` (its many2one to a contact),
        ``date`` (its date or datetime field), ``domain`` (which records are such an
        event). Those of ``res.partner._vn_customer_events`` are among them, where the
        addon that brings a document says what it is. Models that have activities are
        followed at once, others by the nightly check, or when you call
        `_vn_score_refresh`.
        """
        events = {
            **self.env["res.partner"]._vn_customer_events(),
            "message": {
                "label": self.env._("Message from the customer"),
                "model": "mail.message",
                "partner": "author_id",
                "date": "date",
                "domain": Domain("message_type", "in", ("email", "comment"))
                & Domain("author_id.partner_share", "=", True),
            },
            "won": {
                "label": self.env._("Won opportunity"),
                "model": "crm.lead",
                "partner": "partner_id",
                "date": "date_closed",
                "domain": Domain("won_status", "=", "won")
                & Domain("date_closed", "!=", False),
            },
        }
        if "rating.rating" in self.env:
            events["feedback"] = {
                "label": self.env._("Feedback"),
                "model": "rating.rating",
                "partner": "partner_id",
                "date": "create_date",
                "domain": Domain("consumed", "=", True),
            }
        return events

    @api.model
    @tools.ormcache()
    def _get_published_ids(self):
        """Return the ids of the published rules, in their order."""
        # sudo: the published rules hold for everybody; ids only
        return tuple(self.sudo().search([("state", "=", "published")]).ids)

    @api.model
    @tools.ormcache()
    def _get_followed(self):
        """Return what the published rules look at: {model: partner field or names}.

        For customers it is the names of the fields in conditions, for events the
        many2one to the customer.
        """
        followed = {"res.partner": set()}
        events = self._vn_score_events()
        # sudo: which fields the rules read, none of their values
        for rule in self.sudo().browse(self._get_published_ids()):
            if rule.kind == "event" and rule.event in events:
                event = events[rule.event]
                followed[event["model"]] = event["partner"]
            elif rule.kind == "condition" and not rule.condition_error:
                try:
                    domain = rule._vn_condition_domain(rule.domain)
                except FAULTS:
                    # the next refresh leaves it out and says why
                    continue
                followed["res.partner"].update(
                    condition.field_expr.split(".")[0]
                    for condition in domain.iter_conditions()
                )
        return followed

    # === Facts ===
    @api.model
    def _vn_condition_models(self):
        """Return the models of conditions: customers, and those of the events."""
        events = self._vn_score_events().values()
        return super()._vn_condition_models() | {event["model"] for event in events}

    def _get_matches(self, reader=None):
        """Return the subquery of the records that the rule's domain finds.

        :param reader: environment that sees what lies behind a dotted path; None:
            that of the author of the condition
        """
        event = Domain.TRUE
        if self.kind == "event":
            event = self._vn_score_events()[self.event]["domain"]
        return self._vn_condition_query(event, reader).subselect()

    def _get_facts(self, partners, day, reader=None):
        """Return what the rule gives on *day*, see ``crm.vn.score.engine``.

        What is out of the time window is there, with 0 points: it did happen.

        :param reader: see `_get_matches`
        """
        self.ensure_one()
        if self.kind == "event":
            if self.event not in self._vn_score_events():
                # the addon of the event was uninstalled
                return self.env["crm.vn.score.engine"]._get_no_facts()
            return self._get_valued_events(partners, day, reader)
        return SQL(
            """SELECT p.id AS partner_id, NULL::int4 AS lead_id,
                'rule'::varchar AS kind, NULL::int4 AS activity_type_id,
                NULL::int4 AS group_id, %(rule)s::int4 AS rule_id,
                'res.partner'::varchar AS res_model, p.id AS res_id,
                %(day)s::date AS date, %(points)s::int4 AS points
            FROM res_partner p
            WHERE p.commercial_partner_id = p.id AND p.id IN %(matches)s
            %(company)s%(within)s""",
            rule=self.id,
            day=day,
            points=self.points,
            matches=self._get_matches(reader),
            company=self._get_company_condition(),
            within=self.env["crm.vn.score.engine"]._get_within(SQL("p.id"), partners),
        )

    def _count_facts(self, partners, day):
        """Return how many facts the rule gives, asked alone."""
        query = SQL("SELECT count(*) FROM (%s) f", self._get_facts(partners, day))
        return self._vn_run_guarded(query)

    def _get_facts_at(self, partners, day, held):
        """Return what the rule gave on *day*; *held* limits ledger lines ``l``."""
        if self.kind == "event":
            return self._get_facts(partners, day)
        return SQL(
            """SELECT l.partner_id, l.lead_id, l.kind, l.activity_type_id, l.group_id,
                l.rule_id, l.res_model, l.res_id, l.date, %s::int4 AS points
            FROM crm_vn_score_line l WHERE l.rule_id = %s AND %s""",
            self.points,
            self.id,
            held,
        )

    def _get_valued_events(self, partners, day, reader=None):
        event = self._vn_score_events()[self.event]
        engine = self.env["crm.vn.score.engine"]
        date = SQL.identifier("d", event["date"])
        if self.env[event["model"]]._fields[event["date"]].type == "datetime":
            date = engine._get_day(date)
        events = SQL(
            """SELECT p.commercial_partner_id AS partner_id, d.id AS res_id,
                %(date)s AS date, %(day)s::date - %(date)s AS age
            FROM res_partner p JOIN %(table)s d ON d.%(partner)s = p.id
            WHERE d.id IN %(matches)s AND %(date)s <= %(day)s
            %(company)s%(within)s""",
            date=date,
            partner=SQL.identifier(event["partner"]),
            table=SQL.identifier(self.env[event["model"]]._table),
            day=day,
            matches=self._get_matches(reader),
            company=self._get_company_condition(),
            within=engine._get_within(SQL("p.commercial_partner_id"), partners),
        )
        worth = SQL("%s::int4", abs(self.points))
        if self.half_life_days:
            worth = SQL(
                "floor(%s * power(0.5::float8, age::float8 / %s) + 0.5)::int4",
                worth,
                self.half_life_days,
            )
        if self.window_days:
            worth = SQL(
                "CASE WHEN age > %s THEN 0 ELSE %s END", self.window_days, worth
            )
        points = SQL("worth")
        if self.cap:
            points = SQL(
                "(least(%(cap)s, total) - least(%(cap)s, total - worth))::int4",
                cap=self.cap,
            )
        return SQL(
            """SELECT partner_id, NULL::int4 AS lead_id, 'rule'::varchar AS kind,
                NULL::int4 AS activity_type_id, NULL::int4 AS group_id,
                %(rule)s::int4 AS rule_id, %(model)s::varchar AS res_model, res_id,
                date, (%(sign)s * %(points)s)::int4 AS points
            FROM (SELECT *, sum(worth) OVER (PARTITION BY partner_id
                    ORDER BY date DESC, res_id DESC ROWS UNBOUNDED PRECEDING) AS total
                FROM (SELECT *, %(worth)s AS worth FROM (%(events)s) e) w) t""",
            rule=self.id,
            model=event["model"],
            sign=1 if self.points > 0 else -1,
            points=points,
            worth=worth,
            events=events,
        )

    def _get_company_condition(self):
        if not self.company_id:
            return self._vn_condition_company_sql(SQL("p.company_id"))
        return SQL(
            " AND COALESCE(p.company_id, (SELECT min(id) FROM res_company)) = %s",
            self.company_id.id,
        )
