from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.score import STARS

CUT_OFF_MONTHS = (3, 6, 12)
OUTCOME_DAYS = 90
FEW = 20


class CrmVnScoreBacktest(models.TransientModel):
    """Do stars predict anything? What each star did in the 90 days after a cut-off."""

    _name = "crm.vn.score.backtest"
    _inherit = "crm.vn.company.wizard.mixin"
    _description = "Backtest of the stars"

    outcome = fields.Selection(
        selection="_selection_outcome",
        required=True,
        default=lambda self: self._selection_outcome()[0][0],
    )
    line_ids = fields.One2many(
        "crm.vn.score.backtest.line",
        "backtest_id",
        compute="_compute_line_ids",
        store=True,
        # it asks where the user works
        compute_sudo=False,
    )

    @api.model
    def _selection_outcome(self):
        outcomes = [("won", self.env._("Won an opportunity"))]
        if "order" in self.env["res.partner"]._vn_customer_events():
            outcomes.insert(0, ("order", self.env._("Ordered")))
        return outcomes

    @api.depends("outcome", "company_id")
    def _compute_line_ids(self):
        self.company_id._vn_check_mine()
        for backtest in self:
            commands = [fields.Command.clear()]
            today = backtest.company_id._vn_today()
            for months in CUT_OFF_MONTHS if backtest.company_id else ():
                cut_off = today - relativedelta(months=months)
                rows = backtest._get_rows(cut_off)
                for star in range(STARS, -1, -1):
                    number, hits = rows.get(star, (0, 0))
                    commands.append(
                        fields.Command.create(
                            {
                                "months": months,
                                "cut_off_date": cut_off,
                                "star": str(star),
                                "customer_count": number,
                                "hit_count": hits,
                                "share": hits / number if number else 0.0,
                                "is_small": number < FEW,
                            }
                        )
                    )
            backtest.line_ids = commands

    def _get_rows(self, cut_off):
        """Return {star: (customers, of these those with the outcome)} at *cut_off*.

        Customers who were there by then, by the facts dated until then: the points and
        thresholds are those of today. Memberships of unknown date don't count.

        :param cut_off: date; the outcome is one of the 90 days after it
        """
        self.ensure_one()
        engine = self.env["crm.vn.score.engine"]
        engine._flush_facts()
        Partner = self.env["res.partner"]
        shared = self.env["res.company"]._vn_get_score_company() == self.company_id
        companies = [self.company_id.id, False] if shared else [self.company_id.id]
        customers = Partner.with_context(active_test=False)._search(
            Partner._vn_is_customer_domain()
            & fields.Domain("company_id", "in", companies)
        )
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT m.star::int, count(*), count(h.partner_id)
                FROM (
                    SELECT p.id, %(star)s AS star
                    FROM res_partner p
                    JOIN res_company c ON c.id = %(company)s
                    LEFT JOIN (
                        SELECT partner_id, sum(points) AS score FROM (%(facts)s) f
                        GROUP BY partner_id) s ON s.partner_id = p.id
                    WHERE p.commercial_partner_id = p.id AND p.id IN %(customers)s
                        AND %(created)s <= %(cut_off)s) m
                LEFT JOIN (%(outcomes)s) h ON h.partner_id = m.id
                GROUP BY 1""",
                star=engine._get_star(SQL("COALESCE(s.score, 0)")),
                company=self.company_id.id,
                facts=engine._get_facts_at(None, None, cut_off, certain=True),
                customers=customers.subselect(),
                created=self.company_id._vn_day_sql(SQL("p.create_date")),
                cut_off=cut_off,
                outcomes=self._get_outcomes(cut_off),
            )
        )
        return {star: (number, hits) for star, number, hits in rows}

    def _get_outcomes(self, cut_off):
        """Return the query of the customers who did it within 90 days."""
        event = self.env["crm.vn.score.rule"]._vn_score_events()[self.outcome]
        # sudo: who ordered is counted for everybody, and nobody is shown
        model = self.env[event["model"]].sudo().with_context(active_test=False)
        day = self.company_id._vn_day_sql(SQL.identifier("d", event["date"]))
        return SQL(
            """SELECT DISTINCT p.commercial_partner_id AS partner_id
            FROM %s d JOIN res_partner p ON p.id = %s
            WHERE d.id IN %s AND %s > %s AND %s <= %s::date + %s""",
            SQL.identifier(model._table),
            SQL.identifier("d", event["partner"]),
            model._search(event["domain"]).subselect(),
            day,
            cut_off,
            day,
            cut_off,
            OUTCOME_DAYS,
        )


class CrmVnScoreBacktestLine(models.TransientModel):
    _name = "crm.vn.score.backtest.line"
    _description = "Line of a backtest"
    _order = "months, star desc"

    backtest_id = fields.Many2one(
        "crm.vn.score.backtest", required=True, ondelete="cascade", index=True
    )
    months = fields.Integer(string="Months back")
    cut_off_date = fields.Date(string="Cut-off")
    star = fields.Selection(
        selection=lambda self: self.env["crm.vn.score.mixin"]._selection_vn_star(),
        string="Stars",
    )
    customer_count = fields.Integer(string="Customers (n)")
    hit_count = fields.Integer(string="Of these, within 90 days")
    share = fields.Float()
    is_small = fields.Boolean(string="Too few to tell")
