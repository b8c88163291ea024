import logging
import re
import unicodedata
from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL, split_every

from odoo.addons.crm_vn_base.models.crm_vn_cron_failure import reason_of
from odoo.addons.crm_vn_base.tools import sms_parts
from odoo.addons.crm_vn_base.tools.mark import is_marked, marked
from odoo.addons.crm_vn_base.tools.mobile import is_reachable
from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import PURPOSE_NAMES
from odoo.addons.crm_vn_duplicate.tools import phone

from ..sms_api import SmsApiVn
from .crm_vn_sms_provider import REFUSAL

_logger = logging.getLogger(__name__)
# under this key the queue is at work, nothing else
QUEUE = "vn_sms_queue"
# under this key code says what messages are for; nobody outside does
PURPOSE = "vn_sms_purpose_said"
# under this key a person chose the sender
SENDER = "vn_sms_sender_chosen"
#: what is no reader's of the log: the key in the address of a page of refusal
SECRET = re.compile(rf"({REFUSAL})\S+")
#: so many leave between two commits
CHUNK = 100
POSTPONED = timedelta(minutes=15)


class SmsSms(models.Model):
    """Odoo's queue of SMS: asked whether it may, claimed, sent once, remembered.

    The row is what Odoo works with and deletes soon; ``crm.vn.message`` is what stays.
    """

    _inherit = "sms.sms"

    vn_message_id = fields.Many2one(
        "crm.vn.message",
        string="Message",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        copy=False,
    )
    vn_company_id = fields.Many2one("res.company", string="Company", readonly=True)
    vn_provider_id = fields.Many2one(
        "crm.vn.sms.provider",
        string="Gateway",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    vn_purpose = fields.Selection(PURPOSE_NAMES, string="Purpose", readonly=True)
    vn_not_before = fields.Datetime(string="Not before", readonly=True, copy=False)
    vn_claimed_date = fields.Datetime(readonly=True, copy=False)
    failure_type = fields.Selection(
        selection_add=[("sms_not_allowed", "Not Allowed"), ("sms_rejected", "Rejected")]
    )

    _vn_queue_idx = models.Index("(id) WHERE state = 'outgoing'")
    _vn_claimed_idx = models.Index("(vn_claimed_date) WHERE state = 'process'")

    # === Into the queue ===
    @api.model_create_multi
    def create(self, vals_list):
        self._vn_complete(vals_list)
        records = super().create(vals_list)
        records._vn_log()
        return records

    @api.model
    def _vn_complete(self, vals_list):
        """Add whose message it is, what for, and by which gateway."""
        mails = self.env["mail.message"].sudo()  # sudo: the company of a message only
        mails = mails.browse(
            {vals.get("mail_message_id") for vals in vals_list} - {None}
        )
        companies = {mail.id: mail.record_company_id for mail in mails.exists()}
        found = {}
        for vals in vals_list:
            vals.setdefault("vn_purpose", self._vn_get_purpose(vals))
            company = companies.get(vals.get("mail_message_id")) or self.env.company
            vals.setdefault("vn_company_id", company.id)
            key = vals["vn_company_id"], vals["vn_purpose"]
            if key not in found:
                found[key] = self._vn_get_provider(company.browse(key[0]), key[1])
            if not vals.get("vn_provider_id"):
                vals["vn_provider_id"] = found[key].id
            provider = found[key].browse(vals["vn_provider_id"])
            if body := vals.get("body"):
                partner = self.env["res.partner"].browse(vals.get("partner_id") or ())
                body = provider._add_footer(body, vals["vn_purpose"], partner)
                body = unicodedata.normalize("NFC", body)
                strips = provider.strip_accents or self.env.context.get("vn_sms_strip")
                vals["body"] = sms_parts.strip_accents(body) if strips else body

    @api.model
    def _vn_get_provider(self, company, purpose):
        """Return the gateway: the one that a person chose, else the first."""
        providers = self.env["crm.vn.sms.provider"]
        if is_marked(self.env, SENDER):
            usable = providers._vn_find(company, purpose, limit=None)
            chosen = usable.browse(self.env.context.get("vn_sms_provider_id") or ())
            if chosen in usable:
                return chosen
        return providers._vn_find(company, purpose)

    @api.model
    def _vn_get_purpose(self, vals):
        """Return what a message is for when nobody says it: of many, an advert."""
        purpose = self.env.context.get("vn_sms_purpose")
        if purpose and is_marked(self.env, PURPOSE):
            return purpose
        return "advert" if vals.get("mailing_id") else "care"

    def _vn_log(self):
        """Add the lasting rows of these messages to the log."""
        log = self.env["crm.vn.message"]
        states = {"canceled": "cancelled", "error": "failed"}
        template = self.env["sms.template"].browse(
            self.env.context.get("vn_sms_template_id") or ()
        )
        # sudo: whose message it is, on behalf of who writes it
        todo = self.sudo()
        values = []
        for sms in todo:
            mail = sms.mail_message_id
            off = sms.failure_type in ("sms_blacklist", "sms_optout")
            size, price = log._vn_estimate(sms.body, sms.vn_provider_id)
            values.append(
                {
                    "kind": "sms",
                    "channel": "sms",
                    "purpose": sms.vn_purpose,
                    "company_id": sms.vn_company_id.id,
                    "number": sms.number,
                    "partner_id": sms.partner_id.id,
                    # the link is the receiver's alone
                    "body": SECRET.sub(r"\1…", sms.body or ""),
                    "uuid": sms.uuid,
                    "provider_id": sms.vn_provider_id.id,
                    "brand": sms.vn_provider_id.brand,
                    "sms_template_id": template.exists().id,
                    "mail_message_id": mail.id,
                    "res_model": mail.model or "res.partner",
                    "res_id": mail.res_id or sms.partner_id.id,
                    "is_bulk": self._vn_is_bulk(sms),
                    "state": "refused" if off else states.get(sms.state, "queued"),
                    "verdict": "blacklisted" if off else False,
                    "error_code": sms.failure_type,
                    "parts": size.parts,
                    "price": price,
                    **self._vn_prepare_log(sms),
                }
            )
        messages = log._vn_log_outgoing(values)
        for sms, message in zip(todo, messages, strict=True):
            sms.vn_message_id = message

    @api.model
    def _vn_is_bulk(self, sms):
        """Tell whether a message is one of many."""
        return bool(self.env.context.get("vn_sms_bulk"))

    @api.model
    def _vn_prepare_log(self, sms):
        """Hook: return more values for the log of one SMS."""
        return {}

    # === Out of the queue ===
    def _get_sms_company(self):
        return self.vn_company_id or super()._get_sms_company()

    def _split_by_api(self):
        ours = self.filtered("vn_provider_id")
        # those first: what they sent is kept by the first commit of ours
        if others := self - ours:
            for group in others.grouped("vn_company_id").values():
                yield from super(SmsSms, group)._split_by_api()
        for provider, group in ours.grouped("vn_provider_id").items():
            api_of = SmsApiVn(self.env, provider)
            api_of._set_company(provider.company_id)
            yield api_of, group

    @api.model
    def _vn_get_queue_domain(self):
        """Return the domain of what may be tried now; what is left is counted by it."""
        return [
            ("state", "=", "outgoing"),
            ("to_delete", "!=", True),
            "|",
            ("vn_not_before", "=", False),
            ("vn_not_before", "<=", fields.Datetime.now()),
        ]

    @api.model
    def _process_queue(self):
        """Send what is due, one batch a run, each company by its own gateway.

        Strategy: the batch is taken apart by company and gateway; a part that fails is
        put off and stops no other. What waits for its time is not looked at before it.
        """
        domain = self._vn_get_queue_domain()
        limit = self._get_send_batch_size()
        batch = self.search(domain, limit=limit, order="id").try_lock_for_update()
        if not batch:
            return
        for sms_api, group in list(batch._split_by_api()):
            group._vn_send_part(sms_api)
        remaining = self.search_count(domain) if len(batch) == limit else 0
        self.env["ir.cron"]._commit_progress(len(batch), remaining=remaining)

    def _vn_send_part(self, sms_api):
        """Send the part of a batch that goes through one gateway.

        What stopped it stands in the list of what scheduled actions could not do, with
        the gateway (the company, where it has none), until a part leaves there again.
        """
        failures = self.env["crm.vn.cron.failure"]
        cron = self.env.ref("sms.ir_cron_sms_scheduler_action")
        owner = self.vn_provider_id[:1] or self.vn_company_id[:1] or self.env.company
        try:
            marked(self, QUEUE, sms_api=sms_api)._send(
                unlink_failed=False, unlink_sent=True
            )
            failures._vn_forget(cron, owner)
            # what left is known before the next part is tried
            self.env["ir.cron"]._commit_progress()
        except Exception as error:
            self.env.cr.rollback()
            _logger.exception("A part of the SMS queue failed and is put off")
            failures._vn_note(cron, owner, {owner.id: reason_of(error)})
            self._vn_postpone()

    def _vn_postpone(self):
        """Try these again later, whatever stopped them."""
        moment = fields.Datetime.now() + POSTPONED
        self.env.execute_query(
            SQL(
                "UPDATE sms_sms SET vn_not_before = %s"
                " WHERE id = ANY(%s) AND state = 'outgoing' RETURNING id",
                moment,
                self.ids,
            )
        )
        self.invalidate_model(["vn_not_before"])
        self._vn_wake([moment])

    @api.model
    def _vn_wake(self, moments):
        """Have the queue looked at again at these moments."""
        if moments := sorted(set(filter(None, moments))):
            # sudo: waking the queue sends nothing that would not be sent
            cron = self.env.ref("sms.ir_cron_sms_scheduler_action").sudo()
            cron._trigger(at=moments)

    def _send_with_api(
        self, sms_api, unlink_failed=False, unlink_sent=True, raise_exception=False
    ):
        if lost := self.filtered(lambda sms: not sms.vn_message_id):
            lost._vn_log()
        if not isinstance(sms_api, SmsApiVn):
            allowed = self._vn_admit()
            if not allowed:
                return None
            return super(SmsSms, allowed)._send_with_api(
                sms_api,
                unlink_failed=unlink_failed,
                unlink_sent=unlink_sent,
                raise_exception=raise_exception,
            )
        if not is_marked(self.env, QUEUE):
            # within somebody's transaction nothing leaves: it could be undone
            self._vn_wake([fields.Datetime.now()])
            return None
        with sms_api.provider._open_line() as line:
            for ids in split_every(CHUNK, self.ids):
                claimed = self.browse(ids)._vn_claim()
                self.env["ir.cron"]._commit_progress()
                if claimed:
                    answers = claimed._vn_send_claimed(sms_api, line)
                    claimed._vn_keep(answers, unlink_sent)
        return None

    def _vn_keep(self, answers, unlink_sent):
        """Store and commit answers; a report that came in between only delays it."""
        for last in (False, False, True):
            if self._vn_try_keep(answers, unlink_sent, last):
                return

    def _vn_try_keep(self, answers, unlink_sent, last):
        try:
            self._vn_store(answers, unlink_sent)
            self.env.flush_all()
            self.env["ir.cron"]._commit_progress()
        except psycopg2.OperationalError:
            self.env.cr.rollback()
            if last:
                raise
            return False
        return True

    def _vn_admit(self):
        """Return those of these that may leave now; others wait or are cancelled."""
        messages = self.vn_message_id
        allowed = messages._vn_admit()
        admitted = self.filtered(lambda sms: sms.vn_message_id in allowed)
        rest = (self - admitted).sudo()  # sudo: the queue is nobody's
        held = rest.filtered(lambda sms: sms.vn_message_id.state == "held")
        for sms in held:
            sms.write(
                {
                    "vn_not_before": sms.vn_message_id.not_before,
                    "state": "outgoing",
                    "failure_type": False,
                }
            )
        self._vn_wake(held.mapped("vn_not_before"))
        if refused := rest - held:
            refused._update_sms_state_and_trackers("canceled", "sms_not_allowed")
            reasons = self.env["crm.vn.contact.verdict"]._get_reasons()
            for sms in refused:
                notice = sms.sms_tracker_id.mail_notification_id
                notice.failure_reason = reasons.get(sms.vn_message_id.verdict)
        return admitted

    def _vn_claim(self):
        """Take rows that nobody else took, and of them those that may leave now.

        The caller commits before it opens a connection: what happens then, no other
        worker takes them, and a worker that dies leaves them marked.
        """
        now = fields.Datetime.now()
        self.flush_model(["state", "to_delete"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE sms_sms SET state = 'process', vn_claimed_date = %s,
                                   vn_not_before = NULL
                 WHERE id IN (SELECT id FROM sms_sms
                               WHERE id = ANY(%s) AND state = 'outgoing'
                                 AND to_delete IS NOT TRUE
                               ORDER BY id FOR UPDATE SKIP LOCKED)
                RETURNING id
                """,
                now,
                self.ids,
            )
        )
        claimed = self.browse(sorted(row[0] for row in rows))
        claimed.invalidate_recordset(["state", "vn_claimed_date", "vn_not_before"])
        wrong = claimed.filtered(
            lambda sms: not is_reachable(phone.key((sms.number or "")[:200]))
        )
        if wrong:
            wrong._update_sms_state_and_trackers("error", "sms_number_format")
            wrong.vn_message_id._vn_report("failed", error_code="sms_number_format")
        admitted = (claimed - wrong)._vn_admit()
        messages = admitted.vn_message_id
        messages.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE crm_vn_message SET state = 'sending', claimed_date = %s,"
                " attempts = COALESCE(attempts, 0) + 1"
                " WHERE id = ANY(%s) RETURNING id",
                now,
                messages.ids,
            )
        )
        messages.invalidate_recordset(["state", "claimed_date", "attempts"])
        return admitted

    def _vn_send_claimed(self, sms_api, line):
        """Send claimed rows; return {uuid: answer}."""
        return sms_api.provider._send_many(
            [(sms.uuid, phone.key(sms.number), sms.body or "") for sms in self], line
        )
