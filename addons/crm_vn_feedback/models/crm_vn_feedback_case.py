from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, plaintext2html

from .crm_vn_feedback_answer import POOR


class CrmVnFeedbackCase(models.Model):
    """A poor answer, or a wish to be called, until somebody has dealt with it."""

    _name = "crm.vn.feedback.case"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "crm.vn.customer.link.mixin",
        "crm.vn.protected.mixin",
    ]
    _vn_customer_links = ()
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
        case._vn_on_opened()
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
        """Return who deals with it, a person of the company in any case.

        The owner, else the person asked about, else who stands in for them, else a
        sales manager.
        """
        company = answer.company_id
        owner, _step = answer.partner_id._vn_responsible(answer, company=company)
        if owner:
            return owner
        # sudo: who leads sales is no secret, nothing else is told
        managers = self.env.ref("sales_team.group_sale_manager").sudo().all_user_ids
        return managers.with_env(self.env)._vn_at_work(company)[:1]

    # === For addons that let other things wait ===
    @api.model
    def _vn_get_complaints(self, partners):
        """Return those of *partners* whose customer has an open complaint.

        A wish to be called after a good answer is none.
        """
        partners.flush_model(["commercial_partner_id"])
        self.flush_model(["state"])
        self.env["crm.vn.feedback.answer"].flush_model(["stars"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT p.id
                  FROM res_partner p
                  JOIN res_partner q
                    ON q.commercial_partner_id = p.commercial_partner_id
                  JOIN crm_vn_feedback_case c ON c.partner_id = q.id
                       AND c.state = 'open'
                  JOIN crm_vn_feedback_answer a ON a.id = c.answer_id
                       AND a.stars <= %s
                 WHERE p.id = ANY(%s)
                """,
                POOR,
                partners.ids,
            )
        )
        found = {row[0] for row in rows}
        return partners.filtered(lambda partner: partner.id in found)

    def _vn_on_opened(self):
        """These cases were opened; extended by what then waits."""

    def _vn_on_closed(self):
        """These cases were closed with a result; extended by what waited for it."""

    def write(self, vals):
        closed = self.filtered(lambda case: case.state == "open")
        result = super().write(vals)
        if vals.get("state") == "closed" and closed:
            closed._vn_on_closed()
        return result

    @api.readonly
    def action_reply(self):
        """Open a message to the customer, which stays on the customer's page."""
        self.check_access("read")
        self.ensure_one()
        return self.answer_id.action_reply()

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
