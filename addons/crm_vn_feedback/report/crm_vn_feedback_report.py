from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnFeedbackReport(models.Model):
    """Questions that were sent, with what came back: one row a question.

    Averages of its columns are the numbers: of the stars, of 100 for an answer and 0
    for none, of 100 for who recommends and -100 for who advises against. Sums of the
    columns of stars are how the answers spread. What is not counted stands apart.
    """

    _name = "crm.vn.feedback.report"
    _description = "Feedback report"
    _auto = False
    _order = "date DESC, id DESC"
    _rec_name = "partner_id"
    _depends = {
        "crm.vn.feedback.request": ["state", "asked_date", "partner_id", "user_id"],
        "crm.vn.feedback.answer": ["stars", "is_suspect", "is_hidden", "request_id"],
        "res.company": ["vn_feedback_promoter_stars", "vn_feedback_detractor_stars"],
        "res.users": ["sale_team_id"],
    }

    request_id = fields.Many2one("crm.vn.feedback.request", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Person asked about", readonly=True)
    team_id = fields.Many2one("crm.team", string="Sales team", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    set_id = fields.Many2one(
        "crm.vn.feedback.set", string="Question set", readonly=True
    )
    occasion = fields.Selection(
        [
            ("order", "Order delivered"),
            ("contract", "Contract started"),
            ("contract_90", "Contract after 90 days"),
            ("renewal", "Before a renewal"),
            ("visit", "Visit"),
            ("case", "Case closed"),
            ("customer", "By hand"),
        ],
        readonly=True,
    )
    date = fields.Datetime(string="Asked on", readonly=True)
    answered = fields.Integer(string="Answers", readonly=True)
    response_rate = fields.Float(
        string="Response rate (%)", digits=(16, 1), aggregator="avg", readonly=True
    )
    stars = fields.Float(
        string="Average stars", digits=(16, 1), aggregator="avg", readonly=True
    )
    promoter_score = fields.Float(
        string="Net promoter score",
        digits=(16, 0),
        aggregator="avg",
        readonly=True,
        help="Share of those who recommend less share of those who advise against, "
        "from -100 to 100; the settings say with how many stars",
    )
    stars_1 = fields.Integer(string="One star", readonly=True)
    stars_2 = fields.Integer(string="Two stars", readonly=True)
    stars_3 = fields.Integer(string="Three stars", readonly=True)
    stars_4 = fields.Integer(string="Four stars", readonly=True)
    stars_5 = fields.Integer(string="Five stars", readonly=True)
    suspects = fields.Integer(
        string="Suspect answers",
        readonly=True,
        help="Probably machines': in no other number",
    )
    hidden = fields.Integer(
        string="Hidden answers",
        readonly=True,
        help="Hidden with a reason: in no other number",
    )

    @property
    def _table_query(self):
        """Without questions that were taken back, suspect and hidden answers."""
        return SQL(
            """
            SELECT r.id, r.id AS request_id, r.partner_id, r.user_id,
                   u.sale_team_id AS team_id, r.company_id, r.set_id, r.occasion,
                   r.asked_date AS date,
                   (a.id IS NOT NULL)::int AS answered,
                   CASE WHEN a.id IS NULL THEN 0 ELSE 100 END AS response_rate,
                   a.stars,
                   CASE WHEN a.stars >= c.vn_feedback_promoter_stars THEN 100
                        WHEN a.stars <= c.vn_feedback_detractor_stars THEN -100
                        WHEN a.stars IS NOT NULL THEN 0 END AS promoter_score,
                   COALESCE(a.stars = 1, FALSE)::int AS stars_1,
                   COALESCE(a.stars = 2, FALSE)::int AS stars_2,
                   COALESCE(a.stars = 3, FALSE)::int AS stars_3,
                   COALESCE(a.stars = 4, FALSE)::int AS stars_4,
                   COALESCE(a.stars = 5, FALSE)::int AS stars_5,
                   COALESCE(apart.suspects, 0) AS suspects,
                   COALESCE(apart.hidden, 0) AS hidden
              FROM crm_vn_feedback_request r
              JOIN res_company c ON c.id = r.company_id
              LEFT JOIN res_users u ON u.id = r.user_id
              LEFT JOIN crm_vn_feedback_answer a ON a.request_id = r.id
                   AND a.is_suspect IS NOT TRUE AND a.is_hidden IS NOT TRUE
              LEFT JOIN (
                   SELECT request_id,
                          count(*) FILTER (WHERE is_suspect)::int AS suspects,
                          count(*) FILTER (WHERE is_suspect IS NOT TRUE)::int AS hidden
                     FROM crm_vn_feedback_answer
                    WHERE is_suspect OR is_hidden
                    GROUP BY request_id
                   ) apart ON apart.request_id = r.id
             WHERE r.state <> 'revoked'
            """
        )

    @api.readonly
    def action_open_answers(self):
        """Open the answers to this question, those that are not counted too."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_feedback.crm_vn_feedback_answer_action"
        )
        return {
            **action,
            "domain": [("request_id", "=", self.request_id.id)],
            "context": {},
        }
