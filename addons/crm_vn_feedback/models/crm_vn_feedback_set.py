from odoo import api, fields, models
from odoo.exceptions import ValidationError

OCCASIONS = [
    ("order", "Order delivered"),
    ("contract", "Contract started"),
    ("contract_90", "Contract after 90 days"),
    ("renewal", "Before a renewal"),
    ("visit", "Visit"),
    ("case", "Case closed"),
    ("customer", "By hand"),
]
MAX_QUESTIONS = 3


class CrmVnFeedbackSet(models.Model):
    """What is asked on an occasion: stars, and up to three questions."""

    _name = "crm.vn.feedback.set"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Feedback question set"
    _order = "occasion, sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    occasion = fields.Selection(OCCASIONS, required=True, default="customer")
    company_id = fields.Many2one(
        "res.company", index="btree_not_null", help="Empty: shared by all companies"
    )
    is_automatic = fields.Boolean(
        string="Asked by itself", help="When the occasion comes, after the delay"
    )
    delay_days = fields.Integer(
        string="After working days",
        default=2,
        help="Working days from the occasion to the question",
    )
    automatic_since = fields.Date(
        string="Occasions from",
        default=lambda self: self.env.company._vn_today(),
        help="Older ones are not asked about",
    )
    title = fields.Char(
        required=True, translate=True, help="The question that the stars answer"
    )
    question_ids = fields.One2many(
        "crm.vn.feedback.question", "set_id", string="Questions", copy=True
    )
    thanks = fields.Char(translate=True, required=True)
    asks_call = fields.Boolean(
        string="May we call you",
        default=True,
        help="Lets the customer ask to be called; never ticked beforehand",
    )

    referral = fields.Char(
        string="Question about others",
        translate=True,
        help="Asked on the page of thanks after four or five stars; empty: not asked",
    )

    _check_delay = models.Constraint(
        "CHECK (delay_days BETWEEN 0 AND 60)", "The delay is 0 to 60 working days."
    )

    @api.constrains("question_ids")
    def _check_question_ids(self):
        for one in self:
            if len(one.question_ids) > MAX_QUESTIONS:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” asks %(number)s questions, %(most)s at most: "
                        "people leave longer pages.",
                        name=one.name,
                        number=len(one.question_ids),
                        most=MAX_QUESTIONS,
                    )
                )

    @api.model
    def _get_set(self, occasion, company):
        """Return the set of an occasion, else the one for asking by hand."""
        for wanted in (occasion, "customer"):
            found = self.search(
                [("occasion", "=", wanted), ("company_id", "in", [company.id, False])],
                limit=1,
            )
            if found:
                return found
        return self.browse()

    @api.model
    def _vn_name_questions(self):
        """Name the question of each set that came with the addon.

        Earlier ones had no name, so that nobody could translate them.
        """
        Data = self.env["ir.model.data"]
        own = [("module", "=", "crm_vn_feedback")]
        named = set(
            Data.search([*own, ("model", "=", self.question_ids._name)]).mapped("name")
        )
        rows = []
        for data in Data.search([*own, ("model", "=", self._name)]):
            question = self.browse(data.res_id).exists().question_ids
            name = data.name.replace("_set_", "_question_")
            if len(question) == 1 and name not in named:
                xml_id = f"crm_vn_feedback.{name}"
                rows.append({"xml_id": xml_id, "record": question, "noupdate": True})
        Data._update_xmlids(rows)
