from odoo import api, models
from odoo.tools import SQL

from .crm_vn_score_engine_facts import COMPANY


class CrmVnScoreEngine(models.AbstractModel):
    """Whom a change of a definition concerns."""

    _inherit = "crm.vn.score.engine"

    @api.model
    def _refresh_activity_types(self, types):
        """Value the past anew after the points of activity *types* changed."""
        self._flush_facts()
        ids = types.ids
        subjects = []
        partner = self.env["res.partner"]
        done = SQL("a.active IS FALSE AND a.activity_type_id = ANY(%s)", ids)
        for model in partner._vn_customer_documents():
            joins, customer = partner._vn_link_customer(model, SQL("a.res_id"))
            subjects.append(
                SQL(
                    """SELECT p.commercial_partner_id, NULL::int4
                    FROM mail_activity a %s JOIN res_partner p ON p.id = %s
                    WHERE a.res_model = %s AND %s""",
                    joins,
                    customer,
                    model,
                    done,
                )
            )
        subjects.append(
            SQL(
                """SELECT NULL::int4, d.id FROM mail_activity a
                JOIN crm_lead d ON d.id = a.res_id
                WHERE a.res_model = 'crm.lead' AND %s""",
                done,
            )
        )
        subjects.append(
            SQL(
                """SELECT partner_id, lead_id FROM crm_vn_score_line
                WHERE active IS TRUE AND activity_type_id = ANY(%s)""",
                ids,
            )
        )
        self._refresh_subjects(SQL(" UNION ").join(subjects))

    @api.model
    def _refresh_groups(self, groups):
        """Value the members anew after the points of *groups* changed."""
        partners, leads = self._get_group_members(groups)
        self._refresh(partners.ids, leads.ids)

    @api.model
    def _refresh_rules(self, rules):
        """Bring the ledger up to date after *rules* were published or withdrawn."""
        self._flush_facts()
        parts = [
            rule._get_facts(None, self._get_today())
            for rule in rules
            if rule.state == "published"
        ]
        subjects = [
            SQL("SELECT partner_id, lead_id FROM (%s) f WHERE points <> 0", part)
            for part in parts
        ]
        subjects.append(
            SQL(
                "SELECT partner_id, lead_id FROM crm_vn_score_line"
                " WHERE active IS TRUE AND rule_id = ANY(%s)",
                rules.ids,
            )
        )
        self._refresh_subjects(SQL(" UNION ").join(subjects))

    @api.model
    def _refresh_companies(self, companies):
        """Bring the customers of *companies* up to date."""
        self._flush_facts()
        partners, leads = (
            SQL(
                "SELECT %s FROM %s p %s WHERE c.id = ANY(%s)",
                columns,
                table,
                COMPANY,
                companies.ids,
            )
            for columns, table in (
                (SQL("p.commercial_partner_id, NULL::int4"), SQL("res_partner")),
                (SQL("NULL::int4, p.id"), SQL("crm_lead")),
            )
        )
        self._refresh_subjects(SQL("%s UNION %s", partners, leads))

    def _refresh_subjects(self, subjects):
        """Apply to the (partner, lead) that the query *subjects* gives."""
        ((partners, leads),) = self.env.execute_query(
            SQL(
                """SELECT array_agg(DISTINCT s.partner) FILTER (
                        WHERE s.partner IS NOT NULL),
                    array_agg(DISTINCT s.lead) FILTER (WHERE s.lead IS NOT NULL)
                FROM (%s) s (partner, lead)""",
                subjects,
            )
        )
        if partners or leads:
            self._apply_in_parts(partners or [], leads or [])

    @api.model
    def _refresh_stars(self, companies):
        """Give everybody of *companies* the stars of the thresholds of now."""
        self.env["res.company"].flush_model()
        for model in ("res.partner", "crm.lead"):
            self.env[model].flush_model(["company_id", "vn_score", "vn_star"])
        self.env["crm.lead"].flush_model(["partner_id"])
        star = self._get_star(SQL("COALESCE(p.vn_score, 0)"))
        companies = companies.ids
        self.env.execute_query(
            SQL(
                """WITH stars AS (
                    SELECT p.id, %(star)s AS star
                    FROM res_partner p %(company)s
                    WHERE c.id = ANY(%(companies)s) AND p.commercial_partner_id = p.id),
                partner_stars AS (
                    UPDATE res_partner q SET vn_star = s.star FROM stars s
                    WHERE q.commercial_partner_id = s.id
                    AND q.vn_star IS DISTINCT FROM s.star RETURNING q.id),
                lead_stars AS (
                    UPDATE crm_lead l SET vn_star = s.star
                    FROM stars s JOIN res_partner q ON q.commercial_partner_id = s.id
                    WHERE l.partner_id = q.id AND l.vn_star IS DISTINCT FROM s.star),
                own_lead_stars AS (
                    UPDATE crm_lead l SET vn_star = s.star
                    FROM (SELECT p.id, %(star)s AS star FROM crm_lead p %(company)s
                        WHERE c.id = ANY(%(companies)s) AND p.partner_id IS NULL) s
                    WHERE l.id = s.id AND l.vn_star IS DISTINCT FROM s.star)
                SELECT count(*) FROM partner_stars""",
                star=star,
                company=COMPANY,
                companies=companies,
            )
        )
        self._invalidate()

    @api.model
    def _get_group_members(self, groups):
        """Return the (partners, leads) that are in *groups*, archived ones as well."""
        # sudo: see `_queue`
        found = []
        for model in ("res.partner", "crm.lead"):
            records = self.env[model].sudo().with_context(active_test=False)
            found.append(
                records.search([("vn_group_ids", "in", groups.ids)], order="id")
            )
        return found
