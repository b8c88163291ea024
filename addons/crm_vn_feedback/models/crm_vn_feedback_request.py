import hashlib
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .crm_vn_feedback_set import OCCASIONS

VALID = timedelta(days=30)
CHANGE_MINUTES = 15


class CrmVnFeedbackRequest(models.Model):
    """A question to one customer, behind a link of which only a hash is kept."""

    _name = "crm.vn.feedback.request"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Feedback request"
    _vn_engine_only = True
    _order = "asked_date desc, id desc"
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    set_id = fields.Many2one("crm.vn.feedback.set", required=True, readonly=True)
    occasion = fields.Selection(OCCASIONS, required=True, readonly=True)
    res_model = fields.Char(string="Document model", readonly=True)
    res_id = fields.Many2oneReference(
        string="Document", model_field="res_model", readonly=True
    )
    user_id = fields.Many2one(
        "res.users", string="Person asked about", readonly=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    token_hash = fields.Char(readonly=True, groups="base.group_system", copy=False)
    # known to the one who asks, in the moment of asking, and never again
    url = fields.Char(string="Link", store=False)
    asked_date = fields.Datetime(
        readonly=True, default=lambda self: fields.Datetime.now()
    )
    expires_date = fields.Datetime(string="Valid until", readonly=True)
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("answered", "Answered"),
            ("revoked", "Taken back"),
            ("expired", "Expired"),
        ],
        default="waiting",
        required=True,
        readonly=True,
        index=True,
    )
    answer_ids = fields.One2many(
        "crm.vn.feedback.answer", "request_id", string="Answers", readonly=True
    )

    _token_uniq = models.UniqueIndex("(token_hash)")
    _partner_idx = models.Index("(partner_id, asked_date DESC)")

    def _vn_get_engine_hint(self, names):
        return self.env._("Ask with the button “Ask for feedback” on the customer.")

    # === Asking ===
    @api.model
    def _vn_ask(self, partners, occasion, source=None):
        """Ask these customers, each at most once in the company's number of days.

        Who was asked too recently, has an open complaint, or must not be contacted for
        a survey is left out; :meth:`_vn_get_obstacles` says why.

        :param partners: customers or contacts
        :param str occasion: ``order``, ``contract``, ``contract_90``, ``renewal``,
            ``visit``, ``case`` or ``customer``
        :param source: the document that gives the occasion
        :return: the new requests, in the order of the customers; their ``url`` is known
            only now, in this transaction
        :raise UserError: for an unknown occasion
        """
        if occasion not in dict(OCCASIONS):
            raise UserError(self.env._("%s is no occasion to ask.", occasion))
        partners = partners._filtered_access("read")
        obstacles = self._vn_get_obstacles(partners)
        partners = partners.filtered(lambda partner: partner.id not in obstacles)
        if not partners:
            return self.browse()
        now = fields.Datetime.now()
        people = self._get_persons(partners, source)
        sets = {}
        rows, tokens = [], []
        for partner in partners:
            company = partner.company_id or self.env.company
            if company not in sets:
                sets[company] = self._get_questions(occasion, company)
            tokens.append(secrets.token_urlsafe(16))
            person = people.get(partner.id)
            token_hash = self._hash(tokens[-1])
            rows.append((partner.id, sets[company].id, person, company.id, token_hash))
        requests = self._insert(rows, occasion, source, now)
        base = self.get_base_url()
        # no column: what is said for this transaction alone needs no write each
        with self.env.protecting([self._fields["url"]], requests):
            for request, token in zip(requests, tokens, strict=True):
                request.url = f"{base}/f/{token}"
        for company, of_company in partners.grouped(
            lambda partner: partner.company_id or self.env.company
        ).items():
            of_company.with_company(company)._vn_register_contact(
                "email", "survey", now
            )
        return requests

    @api.model
    def _get_questions(self, occasion, company):
        """Return what is asked on an occasion.

        :raise UserError: when nothing is
        """
        # sudo: who asks need not see every set of the company
        questions = self.env["crm.vn.feedback.set"].sudo()._get_set(occasion, company)
        if not questions:
            raise UserError(self.env._("There are no questions for this occasion yet."))
        return questions

    @api.model
    def _insert(self, rows, occasion, source, now):
        """Insert questions in one statement; who is asked was checked.

        :param rows: (customer's, set's, person's, company's id, hash of the link)
        :return: the new requests, in the order of *rows*
        """
        partners, sets, people, companies, hashes = map(list, zip(*rows, strict=True))
        found = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_feedback_request (
                       partner_id, set_id, user_id, company_id, token_hash, occasion,
                       state, res_model, res_id, asked_date, expires_date,
                       create_uid, create_date, write_uid, write_date)
                SELECT r.partner_id, r.set_id, r.user_id, r.company_id, r.token_hash,
                       %(occasion)s, 'waiting', %(model)s, %(res_id)s, %(now)s,
                       %(until)s, %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(%(partners)s::int[], %(sets)s::int[], %(people)s::int[],
                              %(companies)s::int[], %(hashes)s::varchar[])
                       WITH ORDINALITY AS r(partner_id, set_id, user_id, company_id,
                                            token_hash, place)
              ORDER BY r.place
             RETURNING id
                """,
                occasion=occasion,
                model=source._name if source else None,
                res_id=source.id if source else None,
                now=now,
                until=now + VALID,
                uid=self.env.uid,
                partners=partners,
                sets=sets,
                people=people,
                companies=companies,
                hashes=hashes,
            )
        )
        # sudo: requests are made here and nowhere else; who is asked was checked
        requests = self.sudo().browse(row[0] for row in found)
        requests.partner_id.invalidate_recordset(["vn_feedback_count"], flush=False)
        return requests

    @api.model
    def _get_persons(self, partners, source):
        """Return ``{partner id: user id}`` of whose work is asked about.

        The document's person, else the owner of the customer, else of its company.
        """
        if source and "user_id" in source._fields and source.sudo().user_id:
            # sudo: who answers for a document that the one who asks has named
            return dict.fromkeys(partners.ids, source.sudo().user_id.id)
        partners.flush_model(["user_id", "commercial_partner_id"])
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT p.id, COALESCE(p.user_id, c.user_id)
                      FROM res_partner p
                      LEFT JOIN res_partner c ON c.id = p.commercial_partner_id
                     WHERE p.id = ANY(%s)
                    """,
                    partners.ids,
                )
            )
        )

    @api.model
    def _vn_get_obstacles(self, partners):
        """Return ``{partner id: reason}`` of those who must not be asked now."""
        reasons = {}
        verdicts = partners._vn_contact_verdicts("email", "survey")
        words = self.env["crm.vn.contact.verdict"]._get_reasons()
        # sudo: colleagues' requests count as well, only that there is one is told
        requests = self.sudo()
        days = self.env.company.vn_feedback_days
        since = fields.Datetime.now() - timedelta(days=days)
        recent = requests.search(
            Domain("partner_id", "in", partners.ids)
            & Domain("asked_date", ">", since)
            & Domain("state", "!=", "revoked")
        ).partner_id
        complaints = self.env["crm.vn.feedback.case"]._vn_get_complaints(partners)
        for partner in partners:
            allowed, code, _later = verdicts[partner.id]
            if not allowed:
                reasons[partner.id] = words[code]
            elif partner in complaints:
                reasons[partner.id] = self.env._("A complaint is still open.")
            elif partner in recent and days:
                reasons[partner.id] = self.env._("Asked within the last %s days.", days)
        return reasons

    @api.model
    def _vn_get_unreachable(self, partners):
        """Return ``{partner id: reason}`` of those whom no link can be sent to.

        Who is not reached is not asked: extended by other ways of sending.
        """
        reason = self.env._("There is no usable address to send the link to.")
        return dict.fromkeys(
            partners.filtered(lambda one: not one.email_normalized).ids, reason
        )

    @api.model
    def _hash(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _vn_find(self, token):
        """Return the request of a token that may be answered, or none.

        One indexed read and no write, whatever the token is.
        """
        # sudo: the token is what the person shows instead of a login
        request = self.sudo().search_fetch(
            [("token_hash", "=", self._hash(token or ""))],
            # what the page asks for, too: a link that is closed costs alike
            ["state", "expires_date", "partner_id", "set_id", "user_id", "company_id"],
        )
        if request.state == "revoked" or (
            request and request.expires_date < fields.Datetime.now()
        ):
            return self.sudo().browse()
        return request

    def action_revoke(self):
        """Take the question back: its link opens nothing any more."""
        self.check_access("read")
        waiting = self.filtered(lambda request: request.state == "waiting")
        # sudo: people may take back what they may see; nothing else is written
        waiting.sudo()._vn_as_engine().state = "revoked"

    @api.model
    def _vn_revoke_for(self, sources):
        """Take back what is still asked about documents whose reason is gone."""
        # sudo: the reason is gone for every question, whoever asked it
        self.sudo()._vn_as_engine().search(
            [
                ("res_model", "=", sources._name),
                ("res_id", "in", sources.ids),
                ("state", "=", "waiting"),
            ]
        ).state = "revoked"

    @api.model
    def _cron_expire(self):
        """Mark questions that nobody answered in time."""
        self._vn_as_engine().search(
            [("state", "=", "waiting"), ("expires_date", "<", fields.Datetime.now())]
        ).state = "expired"

    # === Sending ===
    def _vn_send(self):
        """Send the link by e-mail, in the moment of asking.

        :return: how many were sent; who has no address is passed over
        """
        template = self.env.ref("crm_vn_feedback.mail_template_feedback")
        sent = 0
        for request in self.filtered(
            lambda one: one.url and one.partner_id.email_normalized
        ):
            template.sudo().with_context(
                vn_feedback_url=request.url, lang=request.partner_id.lang
            ).send_mail(request.id)
            sent += 1
        return sent

    @api.model
    def _make_demo(self):
        """Let customers of the demo company answer: most of them are content."""
        customers = self.env["res.partner"].search(
            [("vn_relationship_id", "!=", False), ("user_id", "!=", False)],
            order="id",
            limit=30,
        )
        answers = self.env["crm.vn.feedback.answer"]
        texts = {1: "Giao hàng trễ ba ngày mà không ai báo.", 5: "Rất hài lòng!"}
        for number, request in enumerate(self._vn_ask(customers, "order")):
            if number % 3 == 2:
                continue
            stars = (5, 4, 5, 3, 1, 5)[number % 6]
            values = {"stars": stars, "text": texts.get(stars)}
            suspicion = "too_fast" if number == 10 else ""
            answers._vn_receive(request, values, f"demo {number}", suspicion)
