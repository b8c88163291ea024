from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html


class CrmVnFeedbackCase(models.Model):
    """A poor answer, or a wish to be called, until somebody has dealt with it."""

    _name = "crm.vn.feedback.case"
    _inherit = ["mail.thread", "mail.activity.mixin", "crm.vn.protected.mixin"]
    _description = "Feedback case"
    _order = "deadline, id"
    _rec_name = "partner_id"
    _vn_engine_fields = ("state",)
    _vn_sudo_fields = ("answer_id", "partner_id", "company_id", "deadline")

    answer_id = fields.Many2one(
        "crm.vn.feedback.answer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    stars = fields.Integer(related="answer_id.stars")
    text = fields.Text(related="answer_id.text")
    user_id = fields.Many2one(
        "res.users",
        string="Responsible",
        domain="[('share', '=', False)]",
        tracking=True,
        index="btree_not_null",
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    deadline = fields.Date(readonly=True)
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")],
        default="open",
        required=True,
        readonly=True,
        tracking=True,
    )
    result = fields.Text(help="What was done for the customer", tracking=True)

    _answer_uniq = models.UniqueIndex("(answer_id)")

    @api.model
    def _open_for(self, answer):
        """Open a case, and tell the owner and the leader.

        :return: the case
        """
        company = answer.company_id
        today = company._vn_today()
        worked = company._vn_working_days(
            today + timedelta(days=1), today + timedelta(days=30)
        )
        days = max(company.vn_feedback_case_days, 1)
        deadline = worked[days - 1] if len(worked) >= days else today + timedelta(days)
        owner = self._get_owner(answer)
        case = self._vn_as_engine().create(
            {
                "answer_id": answer.id,
                "partner_id": answer.partner_id.id,
                "user_id": owner.id,
                "company_id": company.id,
                "deadline": deadline,
            }
        )
        leader = owner.sale_team_id.user_id
        for user in (owner | leader).filtered("active"):
            # the customer answered, in a language of his or her own
            case = case.with_context(lang=user.lang or self.env.lang)
            case.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=deadline,
                summary=case.env._(
                    "%(stars)s stars from %(customer)s",
                    stars=answer.stars,
                    customer=answer.partner_id.display_name,
                ),
                # what a customer wrote is text
                note=plaintext2html(answer.text) if answer.text else False,
                user_id=user.id,
            )
        return case.with_env(self.env)

    def _get_owner(self, answer):
        """Return who deals with it: the owner, else the person asked about."""
        partner = answer.partner_id
        candidates = (
            partner.user_id
            | partner.commercial_partner_id.user_id
            | answer.user_id
            | answer.user_id.sale_team_id.user_id
        )
        return candidates.filtered(lambda user: user.active and not user.share)[:1]

    def action_close(self):
        """Close these cases; each needs a result."""
        self.check_access("write")
        for case in self:
            if not (case.result or "").strip():
                raise UserError(
                    self.env._(
                        "Say in the case of %s what was done before it is closed.",
                        case.partner_id.display_name,
                    )
                )
        self._vn_as_engine().state = "closed"
        self.activity_ids.action_feedback(feedback=self[:1].result)

    def _vn_get_engine_hint(self, names):
        if names == ["state"]:
            return self.env._("Close a case with its button.")
        return super()._vn_get_engine_hint(names)
