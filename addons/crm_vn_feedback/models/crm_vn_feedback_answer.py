from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, plaintext2html

#: suspect answers kept for one question; more say nothing new
MAX_SUSPECT = 5
LONGEST = 2000
POOR, GOOD = 2, 4


class CrmVnFeedbackAnswer(models.Model):
    """What a customer answered on the page. Nobody edits or deletes it."""

    _name = "crm.vn.feedback.answer"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Feedback answer"
    _vn_engine_only = True
    _order = "date desc, id desc"
    _rec_name = "partner_id"

    request_id = fields.Many2one(
        "crm.vn.feedback.request",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    partner_id = fields.Many2one(
        related="request_id.partner_id", store=True, index=True, string="Customer"
    )
    user_id = fields.Many2one(
        related="request_id.user_id",
        store=True,
        index=True,
        string="Person asked about",
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    occasion = fields.Selection(related="request_id.occasion", store=True)
    date = fields.Datetime(required=True, readonly=True)
    stars = fields.Integer(readonly=True, aggregator="avg")
    text = fields.Text(readonly=True)
    answers = fields.Json(string="Answers as data", readonly=True)
    answer_text = fields.Text(string="Answers", compute="_compute_answer_text")
    referral = fields.Char(string="Recommends to", readonly=True)
    wants_call = fields.Boolean(string="Wants to be called", readonly=True)
    is_suspect = fields.Boolean(
        string="Suspect", readonly=True, help="Probably a machine's: never counted"
    )
    suspicion = fields.Selection(
        [
            ("no_page", "The page was not opened before"),
            ("trap", "A field that people do not see was filled"),
            ("too_fast", "Faster than a person reads"),
            ("old_page", "The page was opened long before"),
            ("machine", "The browser calls itself a machine"),
            ("late", "Another person's answer was there already"),
        ],
        readonly=True,
    )
    browser_hash = fields.Char(readonly=True, groups="base.group_system")
    is_hidden = fields.Boolean(string="Hidden", readonly=True)
    hidden_reason = fields.Char(readonly=True)

    _check_stars = models.Constraint(
        "CHECK (stars BETWEEN 1 AND 5)", "Stars are one to five."
    )
    # one counted answer a question
    _counted_uniq = models.UniqueIndex("(request_id) WHERE is_suspect IS NOT TRUE")

    @api.depends("answers")
    def _compute_answer_text(self):
        for answer in self:
            pairs = answer.answers or []
            answer.answer_text = "\n".join(f"{name}: {value}" for name, value in pairs)

    # === The page is the only way in ===
    def _vn_get_engine_hint(self, names):
        return self.env._(
            "Answers come from customers alone and are never changed. One that must "
            "not be shown can be hidden with a reason."
        )

    @api.model
    def _vn_receive(self, request, values, browser, suspicion=""):
        """Keep an answer that came in by the page.

        The first answer of a person counts. He or she may change it for 15 minutes in
        the same browser; later ones, and those of machines, are kept apart.

        :param request: what was asked, from ``_vn_find``
        :param dict values: ``stars`` (1 to 5), ``text``, ``answers``, ``wants_call``
        :param str browser: what tells this browser from others
        :param str suspicion: why it is probably no person, "" when it is one
        :return: the answer, or none when it said nothing new
        """
        # sudo: the page is open to everybody; its link was checked
        given, self = self.sudo(), self.sudo()._vn_as_engine()
        values = {
            "stars": values["stars"],
            "text": (values.get("text") or "")[:LONGEST] or False,
            "answers": values.get("answers") or [],
            "wants_call": bool(values.get("wants_call")),
            "date": fields.Datetime.now(),
        }
        digest = request._hash(browser or "")
        # one at a time, so that of two at once one is first
        self.env.execute_query(
            SQL(
                "SELECT id FROM crm_vn_feedback_request WHERE id = %s FOR UPDATE",
                request.id,
            )
        )
        counted = self.search(
            [("request_id", "=", request.id), ("is_suspect", "=", False)]
        )
        if not suspicion and counted:
            if browser and counted._can_be_changed(digest):
                counted.write({**values, "date": counted.date})
                counted._follow_up()
                return counted.with_env(given.env)
            suspicion = "late"
        if suspicion:
            kept = self.search_count(
                [("request_id", "=", request.id), ("is_suspect", "=", True)]
            )
            if kept >= MAX_SUSPECT:
                return given.browse()
        answer = self.create(
            {
                **values,
                "request_id": request.id,
                "browser_hash": digest,
                "is_suspect": bool(suspicion),
                "suspicion": suspicion or False,
            }
        )
        if not suspicion:
            request.sudo()._vn_as_engine().state = "answered"
            answer._follow_up()
            answer._show_on_customer()
        return answer.with_env(given.env)

    def _vn_receive_referral(self, text, browser):
        """Keep whom a content customer names, in the same browser and in time."""
        self.ensure_one()
        digest = self.request_id._hash(browser or "")
        asks = self.stars >= GOOD and self.request_id.set_id.referral
        if asks and browser and self._can_be_changed(digest):
            # sudo: the page is open to everybody; its link was checked
            self.sudo()._vn_as_engine().referral = (text or "")[:500] or False

    def _show_on_customer(self):
        """Put the answer among what happened with the customer."""
        for answer in self.sudo():  # sudo: the customer's page, whoever may read it
            stars = "★" * answer.stars + "☆" * (5 - answer.stars)
            body = plaintext2html("\n".join(filter(None, [stars, answer.text])))
            answer.partner_id.message_post(
                body=body,
                message_type="notification",
                subtype_xmlid="mail.mt_note",
                author_id=answer.partner_id.id,
            )

    def _can_be_changed(self, browser_hash):
        """Tell whether the same browser may still change this answer."""
        self.ensure_one()
        age = fields.Datetime.now() - self.date
        return self.browser_hash == browser_hash and age <= timedelta(minutes=15)

    def _follow_up(self):
        """Act on a person's answer: a poor one becomes a case with a deadline."""
        for answer in self:
            cases = self.env["crm.vn.feedback.case"].sudo()
            case = cases.search([("answer_id", "=", answer.id)], limit=1)
            if answer.stars <= POOR or answer.wants_call:
                case or cases._open_for(answer)
            elif case.state == "open":
                case._vn_as_engine().write(
                    {
                        "state": "closed",
                        "result": self.env._("The customer changed the answer."),
                    }
                )

    @api.readonly
    def action_reply(self):
        """Open a message to the customer, which stays on the customer's page."""
        self.check_access("read")
        self.ensure_one()
        partner = self.partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reply to the customer"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": partner._name,
                "default_res_ids": partner.ids,
                "default_partner_ids": partner.ids,
                "default_composition_mode": "comment",
                "default_subject": self.env._("Your feedback"),
            },
        }

    @api.readonly
    def action_hide(self):
        """Open the dialog that hides an answer with a reason."""
        self.check_access("read")
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hide the answer"),
            "res_model": "crm.vn.feedback.hide",
            "view_mode": "form",
            "target": "new",
            "context": {"default_answer_id": self.id},
        }

    def _hide(self, reason):
        self.check_access("read")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the answer is hidden."))
        # sudo: nobody writes answers; hiding is counted and has its reason
        self.sudo()._vn_as_engine().write({"is_hidden": True, "hidden_reason": reason})
