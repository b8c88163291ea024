from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.score import STARS

EXAMPLES = 10


class CrmVnScoreEngine(models.AbstractModel):
    """What a change would do, without doing it."""

    _inherit = "crm.vn.score.engine"

    @api.model
    def _preview(self, domain, star, facts=None):
        """Return how many customers have each star, and would have.

        :param domain: of the customers; the user's rights hold
        :param star: SQL of the star to come, of ``s.score`` in the company ``c``
        :param facts: query of the facts that would come on top
        :return: dict: `stars` (list of dicts `star`, `now`, `new`), `moved` (number of
            customers with another star), `up` and `down` (ten examples each, dicts
            `id`, `name`, `score`, `new_score`, `star`, `new_star`)
        """
        Partner = self.env["res.partner"]
        self.env["res.partner"].flush_model(["vn_score", "vn_star", "company_id"])
        query = Partner._search(Partner._vn_is_customer_domain() & Domain(domain))
        news = SQL(
            "SELECT partner_id, sum(points)::int AS points FROM (%s) f GROUP BY 1",
            facts or self._get_no_facts(),
        )
        moves = SQL(
            """SELECT p.id, p.vn_score AS old_score, s.score,
                COALESCE(p.vn_star, '0')::int AS old_star, (%s)::int AS star
            FROM res_partner p
            JOIN res_partner q ON q.id = p.commercial_partner_id
            JOIN res_company c ON c.id = COALESCE(q.company_id,
                (SELECT min(id) FROM res_company))
            LEFT JOIN (%s) n ON n.partner_id = q.id
            CROSS JOIN LATERAL (SELECT COALESCE(p.vn_score, 0)
                + COALESCE(n.points, 0) AS score) s
            WHERE p.id IN %s""",
            star,
            news,
            query.subselect(),
        )
        counts = self.env.execute_query(
            SQL("SELECT old_star, star, count(*) FROM (%s) m GROUP BY 1, 2", moves)
        )
        stars = [{"star": number, "now": 0, "new": 0} for number in range(STARS + 1)]
        for old, new, count in counts:
            stars[old]["now"] += count
            stars[new]["new"] += count
        return {
            "stars": stars,
            "moved": sum(count for old, new, count in counts if old != new),
            "up": self._get_examples(moves, SQL("star > old_star")),
            "down": self._get_examples(moves, SQL("star < old_star")),
        }

    def _get_examples(self, moves, condition):
        rows = self.env.execute_query_dict(
            SQL(
                "SELECT * FROM (%s) m WHERE %s ORDER BY abs(star - old_star) DESC,"
                " score DESC, id LIMIT %s",
                moves,
                condition,
                EXAMPLES,
            )
        )
        names = {
            partner.id: partner.display_name
            for partner in self.env["res.partner"].browse([row["id"] for row in rows])
        }
        return [
            {
                "id": row["id"],
                "name": names[row["id"]],
                "score": row["old_score"] or 0,
                "new_score": row["score"],
                "star": row["old_star"],
                "new_star": row["star"],
            }
            for row in rows
        ]

    @api.model
    def _preview_thresholds(self, company, thresholds):
        """Return what other *thresholds* would do in *company*, see `_preview`."""
        star = SQL(" + ").join(
            SQL("(s.score >= %s)::int", threshold) for threshold in thresholds
        )
        companies = self._get_companies_of(company)
        return self._preview(
            [("commercial_partner_id.company_id", "in", companies)], star
        )

    @api.model
    def _get_companies_of(self, company):
        """Return the companies of customers for whom *company*'s thresholds hold."""
        shared = self.env["res.company"]._vn_get_score_company() == company
        return [company.id, False] if shared else [company.id]

    @api.model
    def _preview_rule(self, rule):
        """Return what publishing the draft *rule* would do, see `_preview`."""
        self._flush_facts()
        rule.check_access("read")
        facts = rule._get_facts(None, self._get_today(), reader=self.env)
        return self._preview([], self._get_star(SQL("s.score")), facts)
