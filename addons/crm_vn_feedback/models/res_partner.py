from odoo import api, fields, models
from odoo.fields import Domain

from .crm_vn_feedback_answer import GOOD, POOR


class ResPartner(models.Model):
    _inherit = "res.partner"

    vn_feedback_count = fields.Integer(
        string="Answers",
        compute="_compute_vn_counts",
        groups="sales_team.group_sale_salesman",
    )
    vn_feedback_average = fields.Float(
        string="Average stars",
        compute="_compute_vn_counts",
        digits=(2, 1),
        groups="sales_team.group_sale_salesman",
    )

    vn_feedback_answer_ids = fields.One2many(
        "crm.vn.feedback.answer",
        "partner_id",
        string="Feedback",
        readonly=True,
        copy=False,
        domain=[("is_suspect", "=", False), ("is_hidden", "=", False)],
        groups="sales_team.group_sale_salesman",
    )

    @api.model
    def _vn_customer_events(self):
        answer = {
            "model": "crm.vn.feedback.answer",
            "partner": "partner_id",
            "date": "date",
        }
        counted = Domain("is_suspect", "=", False) & Domain("is_hidden", "=", False)
        return {
            **super()._vn_customer_events(),
            "feedback_good": {
                **answer,
                "label": self.env._("Feedback of four or five stars"),
                "domain": counted & Domain("stars", ">=", GOOD),
            },
            "feedback_poor": {
                **answer,
                "label": self.env._("Feedback of one or two stars"),
                "domain": counted & Domain("stars", "<=", POOR),
            },
        }

    @api.model
    def _vn_customer_documents(self):
        documents = super()._vn_customer_documents()
        return {**documents, "crm.vn.feedback.case": "partner_id"}

    def _vn_counts(self):
        answers = {
            "model": "crm.vn.feedback.answer",
            "domain": [("is_suspect", "=", False), ("is_hidden", "=", False)],
            "scope": "family",
        }
        return {
            **super()._vn_counts(),
            "vn_feedback_count": answers,
            "vn_feedback_average": {**answers, "aggregate": "stars:avg"},
        }

    @api.readonly
    def action_vn_open_feedback(self):
        """Open the answers of this customer and its contacts."""
        self.check_access("read")
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "crm_vn_feedback.crm_vn_feedback_answer_action"
        )
        return {
            **action,
            "domain": [("partner_id", "child_of", self.id)],
            "context": {"search_default_counted": 1},
        }
