from odoo import api, models
from odoo.tools import SQL

# the one row of a partner's company, or the first company for shared customers
COMPANY = SQL(
    "JOIN res_company c ON c.id = COALESCE(p.company_id,"
    " (SELECT min(id) FROM res_company))"
)
WHAT = SQL("COALESCE(group_id, -rule_id, 0)")


class CrmVnScoreEngine(models.AbstractModel):
    """What there is to score, as SQL.

    Every query gives rows of one shape: ``partner_id`` or ``lead_id``, ``kind``,
    ``activity_type_id``, ``group_id``, ``rule_id``, ``res_model``, ``res_id``,
    ``date``, ``points``. *partners* and *leads* are lists or ranges of the ids of
    commercial partners and of leads, or None for all of them.
    """

    _name = "crm.vn.score.engine"
    _description = "Score engine"

    # === Facts ===
    def _get_facts(self, partners, leads, day, rules=None):
        """Return the valued facts of *day*: what the ledger has to hold then."""
        rules = self._get_rules() if rules is None else rules
        parts = self._get_activity_facts(partners, leads, day)
        parts.append(self._get_group_values(self._get_memberships(partners, leads)))
        parts += self._get_rule_facts(rules, partners, day)
        return SQL(" UNION ALL ").join(parts)

    def _get_rules(self):
        """Return the published rules, without those that failed."""
        Rule = self.env["crm.vn.score.rule"]
        # sudo: the published rules hold for everybody
        rules = Rule.sudo().browse(Rule._get_published_ids())
        return rules.filtered(lambda rule: not rule.condition_error)

    def _get_rule_facts(self, rules, partners, day):
        """Return one query per rule; a rule that can't be asked is marked."""
        parts = [rule._vn_try(rule._get_facts, partners, day) for rule in rules]
        return [part for part in parts if part is not None]

    def _mark_failing_rules(self, partners, day):
        """Try each rule alone and mark those that fail; return whether any did."""
        return bool(
            self._get_rules().filtered(
                lambda rule: rule._vn_try(rule._count_facts, partners, day) is None
            )
        )

    def _get_activity_facts(self, partners, leads, day):
        """Return one query per document model: its done activities until *day*."""
        columns = SQL(
            """'activity'::varchar AS kind, a.activity_type_id, NULL::int4 AS group_id,
            NULL::int4 AS rule_id, 'mail.activity'::varchar AS res_model,
            a.id AS res_id, done.date, t.vn_result_points AS points"""
        )
        done = SQL(
            """JOIN mail_activity_type t ON t.id = a.activity_type_id
            CROSS JOIN LATERAL (SELECT COALESCE(a.date_done, %s) AS date) done
            WHERE a.active IS FALSE AND t.vn_result_points <> 0
            AND done.date <= %s""",
            self._get_day(SQL("a.write_date")),
            day,
        )
        parts = []
        partner = self.env["res.partner"]
        for model in partner._vn_customer_documents():
            joins, customer = partner._vn_link_customer(model, SQL("a.res_id"))
            parts.append(
                SQL(
                    """SELECT p.commercial_partner_id AS partner_id,
                    NULL::int4 AS lead_id, %s
                    FROM mail_activity a %s JOIN res_partner p ON p.id = %s
                    %s AND a.res_model = %s%s""",
                    columns,
                    joins,
                    customer,
                    done,
                    model,
                    self._get_within(SQL("p.commercial_partner_id"), partners),
                )
            )
        parts.append(
            SQL(
                """SELECT NULL::int4 AS partner_id, d.id AS lead_id, %s
                FROM mail_activity a JOIN crm_lead d ON d.id = a.res_id %s
                AND a.res_model = 'crm.lead' AND d.partner_id IS NULL%s""",
                columns,
                done,
                self._get_within(SQL("d.id"), leads),
            )
        )
        return parts

    def _get_memberships(self, partners, leads):
        """Return who is in which group; the date is today, when it was noticed."""
        today = self._get_today()
        partner_groups = self.env["res.partner"]._fields["vn_group_ids"]
        lead_groups = self.env["crm.lead"]._fields["vn_group_ids"]
        return SQL(
            """SELECT p.id AS partner_id, NULL::int4 AS lead_id,
                r.%(partner_group)s AS group_id, 'res.partner'::varchar AS res_model,
                p.id AS res_id, %(today)s::date AS date, p.company_id
            FROM %(partner_rel)s r JOIN res_partner p ON p.id = r.%(partner)s
            WHERE p.commercial_partner_id = p.id%(partners)s
            UNION ALL
            SELECT NULL::int4, l.id, r.%(lead_group)s, 'crm.lead'::varchar, l.id,
                %(today)s::date, l.company_id
            FROM %(lead_rel)s r JOIN crm_lead l ON l.id = r.%(lead)s
            WHERE l.partner_id IS NULL%(leads)s""",
            today=today,
            partner_rel=SQL.identifier(partner_groups.relation),
            partner=SQL.identifier(partner_groups.column1),
            partner_group=SQL.identifier(partner_groups.column2),
            lead_rel=SQL.identifier(lead_groups.relation),
            lead=SQL.identifier(lead_groups.column1),
            lead_group=SQL.identifier(lead_groups.column2),
            partners=self._get_within(SQL("p.id"), partners),
            leads=self._get_within(SQL("l.id"), leads),
        )

    def _get_group_values(self, memberships):
        """Return the *memberships* with points: of several the highest, or all."""
        return SQL(
            """SELECT partner_id, lead_id, 'group'::varchar AS kind,
                NULL::int4 AS activity_type_id, group_id, NULL::int4 AS rule_id,
                res_model, res_id, date,
                CASE WHEN mode = 'sum' OR rank = 1 THEN worth ELSE 0 END AS points
            FROM (
                SELECT p.*, c.vn_group_points_mode AS mode, g.worth, row_number() OVER (
                    PARTITION BY p.partner_id, p.lead_id
                    ORDER BY g.live DESC, g.worth DESC, p.group_id) AS rank
                FROM (%s) p %s
                JOIN (SELECT id, active IS TRUE AS live, CASE WHEN active
                        THEN COALESCE(score_points, 0) ELSE 0 END AS worth
                    FROM crm_vn_customer_group) g ON g.id = p.group_id
            ) ranked""",
            memberships,
            COMPANY,
        )

    def _get_facts_at(self, partners, leads, day, certain=False):
        """Return the valued facts of a *day* in the past, as they stood then.

        Activities and events bear their own date; when a group was joined or a
        condition became true only the ledger knows. Points are those of today.

        :param certain: leave out what bears an estimated date
        """
        rules = self._get_rules()
        held = SQL(
            """l.date <= %(day)s
            AND (l.active IS TRUE OR l.date_end > %(day)s)%(partners)s%(certain)s""",
            day=day,
            certain=SQL(" AND l.is_date_estimated IS NOT TRUE") if certain else SQL(),
            partners=self._get_whose(partners, leads),
        )
        memberships = SQL(
            """SELECT l.partner_id, l.lead_id, l.group_id, l.res_model, l.res_id,
                min(l.date) AS date, s.company_id
            FROM crm_vn_score_line l
            LEFT JOIN res_partner q ON q.id = l.partner_id
            LEFT JOIN crm_lead f ON f.id = l.lead_id
            CROSS JOIN LATERAL (
                SELECT COALESCE(q.company_id, f.company_id) AS company_id) s
            WHERE l.kind = 'group' AND %s GROUP BY 1, 2, 3, 4, 5, 7""",
            held,
        )
        taken_back = SQL(
            """SELECT l.partner_id, l.lead_id, l.kind, l.activity_type_id, l.group_id,
                l.rule_id, l.res_model, l.res_id, l.date, t.vn_result_points
            FROM crm_vn_score_line l
            JOIN mail_activity_type t ON t.id = l.activity_type_id
            WHERE l.kind = 'activity' AND l.active IS FALSE AND %s
            AND NOT EXISTS (SELECT FROM mail_activity a WHERE a.id = l.res_id
                AND a.active IS FALSE AND a.date_done <= %s)""",
            held,
            day,
        )
        parts = self._get_activity_facts(partners, leads, day)
        parts += [taken_back, self._get_group_values(memberships)]
        parts += [rule._get_facts_at(partners, day, held) for rule in rules]
        return SQL(" UNION ALL ").join(parts)

    # === Days ===
    @api.model
    def _get_today(self):
        """Return today where the company of the ledger is."""
        return self.env["res.company"]._vn_get_score_company()._vn_today()

    @api.model
    def _get_day(self, moment):
        """Return the SQL of the day of a timestamp where that company is."""
        return self.env["res.company"]._vn_get_score_company()._vn_day_sql(moment)

    # === Parts of queries ===
    @api.model
    def _get_no_facts(self):
        return SQL(
            """SELECT NULL::int4 AS partner_id, NULL::int4 AS lead_id,
            'rule'::varchar AS kind, NULL::int4 AS activity_type_id,
            NULL::int4 AS group_id, NULL::int4 AS rule_id, ''::varchar AS res_model,
            NULL::int4 AS res_id, NULL::date AS date, 0 AS points WHERE FALSE"""
        )

    @api.model
    def _get_within(self, column, ids):
        """Return the condition that *column* is among *ids*; None is no limit."""
        return (
            SQL(" AND %s", self._get_among(column, ids)) if ids is not None else SQL()
        )

    @api.model
    def _get_among(self, column, ids):
        if isinstance(ids, range):
            return SQL("%s BETWEEN %s AND %s", column, ids.start, ids.stop - 1)
        return SQL("%s = ANY(%s)", column, list(ids))

    @api.model
    def _get_whose(self, partners, leads):
        """Return the condition that a line ``l`` is theirs; None is no limit."""
        if partners is None:
            return SQL()
        whose = self._get_among(SQL("l.partner_id"), partners)
        return SQL(" AND (%s OR l.lead_id = ANY(%s))", whose, list(leads))

    @api.model
    def _get_star(self, score):
        """Return the star of *score* by the thresholds of the company ``c``."""
        steps = SQL(" + ").join(
            SQL("(%s >= c.%s)::int", score, SQL.identifier(f"vn_star_{number}_min"))
            for number in range(1, 6)
        )
        return SQL("(%s)::varchar", steps)
