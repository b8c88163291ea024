from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.misc import format_date

#: customers between two commits
BATCH = 10_000


class CrmVnPoolRule(models.Model):
    """When a customer that nobody looks after goes back to everybody."""

    _name = "crm.vn.pool.rule"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Rule of the shared pool"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        default=lambda self: self.env.company,
        help="Empty: customers of all companies",
    )

    # === Which customers ===
    relationship_ids = fields.Many2many(
        "crm.vn.relationship",
        string="Relationships",
        help="Customers in one of these; empty: in any",
    )
    contact_days = fields.Integer(
        string="Days without contact",
        default=90,
        help="More days than this since the last contact; 0: does not count",
    )
    owner_days = fields.Integer(
        string="Days of a new owner without contact",
        help="More days than this with the same owner, who was never in touch; 0: does "
        "not count",
    )

    # === How ===
    warning_days = fields.Integer(
        string="Warned days before",
        default=7,
        help="The owner is told once, so many days before; 0: no warning",
    )
    is_dry_run = fields.Boolean(
        string="Dry run",
        default=True,
        copy=False,
        help="Nothing goes into the pool, and nobody is told: see who would go",
    )
    due_count = fields.Integer(string="Would go today", compute="_compute_counts")
    warned_count = fields.Integer(string="Warned", compute="_compute_counts")

    _check_days = models.Constraint(
        "CHECK (contact_days >= 0 AND owner_days >= 0 AND warning_days >= 0)",
        "Numbers of days can't be negative.",
    )

    @api.depends("relationship_ids", "contact_days", "owner_days", "warning_days")
    def _compute_counts(self):
        Partner = self.env["res.partner"]
        for rule in self:
            rule.due_count = Partner.search_count(rule._get_domain())
            rule.warned_count = Partner.search_count(
                [("vn_pool_rule_id", "=", rule._origin.id)]
            )

    @api.constrains("contact_days", "owner_days", "warning_days")
    def _check_rule(self):
        for rule in self:
            given = [days for days in (rule.contact_days, rule.owner_days) if days]
            if not given:
                raise ValidationError(
                    self.env._(
                        "Rule “%(rule)s”: after how many days does a customer go into "
                        "the pool? Give at least one number.",
                        rule=rule.name,
                    )
                )
            if min(given) <= rule.warning_days:
                raise ValidationError(
                    self.env._(
                        "Rule “%(rule)s” warns %(warning)s days before, but is due "
                        "after %(days)s: warn later.",
                        rule=rule.name,
                        warning=rule.warning_days,
                        days=min(given),
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        # at once: Odoo names whoever flushes when the same person wrote before
        self.flush_recordset()
        if vals.get("is_dry_run") or vals.get("active") is False:
            self._forget_warnings()
        return result

    # === Actions ===
    @api.readonly
    def action_view_due(self):
        """Open who would go into the pool today: as many as the counter says."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_customer.res_partner_action"
        )
        ids = self.env["res.partner"].search(self._get_domain()).ids
        action["display_name"] = self.env._("Would go into the pool: %s", self.name)
        action["domain"] = [("id", "in", ids)]
        return action

    # === The rule ===
    def _get_domain(self, before=0):
        """Return the domain of the customers that this rule is about.

        :param before: so many days before they are due
        """
        self.ensure_one()
        return Domain.custom(
            to_sql=lambda model, alias, query: self._get_condition(alias, before)
        )

    def _get_companies(self):
        """Return whose customers the rule is about, None: of all companies.

        Nobody takes owners from customers of companies in which he does not work.
        """
        self.ensure_one()
        if self.company_id:
            return self.company_id
        # sudo: only who it was, and where that person works
        author = self.sudo().write_uid if self.ids else self.env.user
        if author and (author._is_superuser() or author._is_system()):
            return None
        return author.company_ids

    def _get_today(self):
        self.ensure_one()
        return (self.company_id or self.env.company)._vn_today()

    def _get_condition(self, alias, before=0):
        """Return the condition on customers ``alias`` as SQL."""
        self.ensure_one()
        Partner = self.env["res.partner"]
        Partner.flush_model()
        self.env["mail.activity"].flush_model()
        today = self._get_today()
        column = lambda name: SQL.identifier(alias, name)  # noqa: E731
        owned = SQL(
            "COALESCE(%s, %s::date)", column("vn_owner_date"), column("create_date")
        )
        late = []
        if self.contact_days:
            limit = today - timedelta(days=self.contact_days - before)
            late.append(SQL("%s < %s", column("vn_contact_base_date"), limit))
        if self.owner_days:
            limit = today - timedelta(days=self.owner_days - before)
            contact = column("vn_last_contact_date")
            late.append(
                SQL(
                    "(%(owned)s < %(limit)s AND (%(contact)s IS NULL "
                    "OR %(contact)s < %(owned)s))",
                    owned=owned,
                    limit=limit,
                    contact=contact,
                )
            )
        parts = [
            SQL("%s IS TRUE", column("active")),
            SQL("%s IS NOT NULL", column("user_id")),
            SQL("%s IS NOT NULL", column("vn_relationship_id")),
            SQL("%s = %s", column("commercial_partner_id"), column("id")),
            SQL(
                "(%s IS NULL OR %s <= %s)",
                column("vn_snooze_date"),
                column("vn_snooze_date"),
                today,
            ),
            SQL("(%s)", SQL(" OR ").join(late)),
            Partner._vn_nothing_ahead(alias, today),
        ]
        companies = self._get_companies()
        if companies is not None:
            parts.append(
                SQL(
                    "(%s IS NULL OR %s = ANY(%s))",
                    column("company_id"),
                    column("company_id"),
                    list(companies.ids),
                )
            )
        if self.relationship_ids:
            parts.append(
                SQL(
                    "%s = ANY(%s)",
                    column("vn_relationship_id"),
                    list(self.relationship_ids.ids),
                )
            )
        return SQL(" AND ").join(parts)

    # === Engine ===
    @api.model
    def _cron_run(self):
        """Take back what nobody looks after, and warn of what is next.

        Strategy: per rule, warnings that no longer hold are taken back, then who was
        warned long enough ago and is due goes into the pool, then who is next is
        warned, each once. Batches of one statement and one commit; a second run on
        the same day finds nothing. A rule that fails stops no other, and stands in the
        list of what could not be done.
        """
        Cron = self.env["ir.cron"]
        failures = self.env["crm.vn.cron.failure"]
        moved = {}

        def work(rule):
            moved[rule.id] = len(rule._work_off(BATCH))

        for rule in self.search([("is_dry_run", "=", False)]):
            while failures._vn_each("crm_vn_pool.ir_cron_pool", rule, work):
                if not Cron._commit_progress(moved[rule.id]):
                    return
                if moved[rule.id] < BATCH:
                    break

    def _work_off(self, limit):
        """Take back warnings, move who is due into the pool, then warn who is next.

        :param limit: so many customers are moved at most; nobody is warned before all
            that are due are there
        :return: the customers that were moved or warned
        """
        self.ensure_one()
        self._take_back_warnings()
        moved = self._move_into_pool(limit)
        return moved if len(moved) >= limit else moved | self._warn()

    def _take_back_warnings(self):
        """Forget the warnings of customers that somebody looked after."""
        self.ensure_one()
        return self._forget_warnings(
            SQL("NOT (%s)", self._get_condition("p", self.warning_days))
        )

    def _forget_warnings(self, condition=None):
        """Forget warnings: who is not warned anew does not go into the pool.

        A rule that rests, or is only tried, holds no customer; when it runs again, it
        warns again.

        :param SQL condition: on customers ``p``; of all that these rules warned else
        :return: the customers
        """
        self.env["res.partner"].flush_model(["vn_pool_rule_id", "vn_pool_warned_date"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE res_partner p
                   SET vn_pool_rule_id = NULL, vn_pool_warned_date = NULL
                 WHERE p.vn_pool_rule_id = ANY(%s) AND %s
             RETURNING p.id
                """,
                list(self.ids),
                SQL("TRUE") if condition is None else condition,
            )
        )
        return self._changed(rows)

    def _move_into_pool(self, limit):
        """Take the owner from customers that are due, with their contacts.

        :return: the customers
        """
        self.ensure_one()
        today = self._get_today()
        warned = SQL("TRUE")
        if self.warning_days:
            warned = SQL(
                "p.vn_pool_rule_id = %s AND p.vn_pool_warned_date <= %s",
                self.id,
                today - timedelta(days=self.warning_days),
            )
        rows = self.env.execute_query(
            SQL(
                """
                WITH due AS (
                    SELECT p.id, p.user_id FROM res_partner p
                     WHERE %(warned)s AND %(condition)s
                     ORDER BY p.id LIMIT %(limit)s
                       FOR NO KEY UPDATE OF p SKIP LOCKED
                ), moved AS (
                    INSERT INTO crm_vn_pool_move (
                        partner_id, company_id, kind, date, from_user_id, rule_id,
                        create_uid, create_date)
                    SELECT due.id, partner.company_id, 'pooled', %(today)s,
                           due.user_id, %(rule)s, %(uid)s, %(now)s
                      FROM due JOIN res_partner partner ON partner.id = due.id)
                UPDATE res_partner p
                   SET user_id = NULL,
                       vn_owner_date = NULL,
                       vn_former_user_id = due.user_id,
                       vn_pool_date = CASE WHEN p.id = due.id THEN %(today)s::date END,
                       vn_pool_rule_id = NULL,
                       vn_pool_warned_date = NULL
                  FROM due
                 WHERE p.commercial_partner_id = due.id
                   AND p.user_id = due.user_id
             RETURNING p.id
                """,
                warned=warned,
                condition=self._get_condition("p"),
                limit=limit,
                today=today,
                rule=self.id,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )
        self.env["crm.vn.pool.move"].invalidate_model(flush=False)
        return self._changed(rows)

    def _warn(self):
        """Tell owners, once, what goes into the pool soon.

        :return: the customers
        """
        self.ensure_one()
        if not self.warning_days:
            return self.env["res.partner"]
        today = self._get_today()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE res_partner p
                   SET vn_pool_rule_id = %s, vn_pool_warned_date = %s
                 WHERE p.vn_pool_rule_id IS NULL AND %s
             RETURNING p.id
                """,
                self.id,
                today,
                self._get_condition("p", self.warning_days),
            )
        )
        warned = self._changed(rows)
        due = today + timedelta(days=self.warning_days)
        for user, partners in warned.grouped("user_id").items():
            if not user._vn_at_work():
                continue
            env = user.with_context(lang=user.lang).env
            env["mail.thread"].message_notify(
                partner_ids=user.partner_id.ids,
                subject=env._("Customers about to go into the shared pool"),
                body=env._(
                    "%(count)s of your customers go into the shared pool on %(date)s, "
                    "unless you are in touch with them or plan something: %(names)s.",
                    count=len(partners),
                    date=format_date(env, due),
                    names=", ".join(partners[:10].mapped("name")),
                ),
            )
        return warned

    @api.model
    def _changed(self, rows):
        """Return the customers that a statement changed, their cache emptied.

        By their ids: PostgreSQL returns them as they lie in the table, each time
        differently, and people are told the first names.
        """
        partners = self.env["res.partner"].browse(sorted(row[0] for row in rows))
        partners.invalidate_recordset(flush=False)
        return partners
