"""Zalo messages: the log is their queue."""

import json
import random
from datetime import timedelta

import requests

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools.mobile import is_reachable, spell
from odoo.addons.crm_vn_duplicate.tools import phone

from ..tools import zalo

BATCH = 200
CHUNK = 20
CLAIM = timedelta(minutes=10)
PROBE = timedelta(hours=1)
TRIES = 5


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    kind = fields.Selection(
        selection_add=[("zns", "Zalo template"), ("zalo", "Zalo chat")],
        ondelete={"zns": "cascade", "zalo": "cascade"},
    )
    zalo_account_id = fields.Many2one(
        "crm.vn.zalo.account",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    zalo_template_id = fields.Many2one(
        "crm.vn.zalo.template",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    zalo_user_id = fields.Many2one(
        "crm.vn.zalo.user", readonly=True, index="btree_not_null", ondelete="set null"
    )
    zalo_values = fields.Text(readonly=True, groups="base.group_system")
    fallback_ids = fields.One2many("crm.vn.message", "fallback_of_id")

    # === Into the queue ===
    @api.model
    def _vn_queue_template(self, template, records, **values):
        """Put a message by template to the customer of each record into the queue.

        Values are read as the user who sends, and checked before anything is kept.

        :param template: ``crm.vn.zalo.template``, approved
        :param records: documents of customers, of the template's model
        :param values: more for the log: ``is_bulk``, ``campaign_id``, …
        :return: ({record id: message}, {record id: why not, in words})
        """
        template._vn_check_usable()
        records.check_access("read")
        path = self.env["res.partner"]._vn_customer_documents()[records._name]
        rows, made, refused = [], [], {}
        for record in records:
            partner = record if path == "id" else record.mapped(path)[:1]
            try:
                rows.append(
                    self._vn_prepare_template(template, record, partner, values)
                )
                made.append(record.id)
            except UserError as error:
                refused[record.id] = str(error)
        messages = self._vn_log_outgoing(rows)
        if messages:
            self._vn_wake_zalo([fields.Datetime.now()])
        return dict(zip(made, messages, strict=True)), refused

    @api.model
    def _vn_prepare_template(self, template, record, partner, values):
        """Return the row of one message by template.

        :raise UserError: when it can't be sent, in words
        """
        # sudo: the number of a customer whose document the user reads
        number = partner.sudo().vn_contact_number
        person = template._vn_get_person(partner)
        if not (person or is_reachable(number)):
            raise UserError(
                self.env._("%s has no mobile number.", partner.display_name or "?")
            )
        filled = template._vn_fill(record)
        return {
            "kind": "zns",
            "channel": "zalo",
            "purpose": template.purpose,
            "company_id": template.company_id.id,
            "zalo_account_id": template.account_id.id,
            "zalo_template_id": template.id,
            "brand": template.account_id.name,
            "partner_id": partner.id,
            "number": number,
            "body": template._vn_get_text(filled),
            "zalo_values": json.dumps(filled, ensure_ascii=False),
            "res_model": record._name,
            "res_id": record.id,
            "zalo_user_id": person.id,
            "price": template.price_user if person else template.price,
            **values,
        }

    @api.model
    def _vn_wake_zalo(self, moments):
        """Have the queue of Zalo looked at at these moments."""
        if moments := sorted(set(filter(None, moments))):
            # sudo: waking the queue sends nothing that would not be sent
            self.env.ref("crm_vn_zalo.ir_cron_send").sudo()._trigger(at=moments)

    @api.model
    def _vn_free_zalo(self, accounts):
        """Let what waits for an account go at once."""
        # sudo: the right on the account was checked
        waiting = self.sudo().search(
            [
                ("state", "=", "held"),
                ("zalo_account_id", "in", accounts.ids),
                ("error_code", "!=", False),
            ]
        )
        waiting._vn_write({"not_before": False, "state": "queued"})
        self._vn_wake_zalo([fields.Datetime.now()])

    # === Out of the queue ===
    @api.model
    def _vn_get_zalo_domain(self):
        """Return the domain of what may be tried now."""
        now = fields.Datetime.now()
        free = Domain("not_before", "=", False) | Domain("not_before", "<=", now)
        paused = self.env["crm.vn.zalo.account"].search(
            Domain("paused_until", ">", now) | Domain("state", "=", "lost")
        )
        closed = self.env["crm.vn.zalo.template"]._vn_get_closed()
        return (
            Domain("kind", "in", ["zns", "zalo"])
            & Domain("direction", "=", "out")
            & Domain("state", "in", ["queued", "held"])
            & Domain("zalo_account_id", "not in", paused.ids)
            & Domain("zalo_template_id", "not in", closed.ids)
            & free
        )

    @api.model
    def _cron_send_zalo(self):
        """Send what is due.

        Strategy: batches by account, a chunk is claimed and committed before it is
        sent; what waits for its time, an account or a template is not looked at before.
        """
        cron = self.env["ir.cron"]
        domain = self._vn_get_zalo_domain()
        batch = self.search(domain, limit=BATCH, order="id")
        if not batch:
            return
        for account, messages in batch.grouped("zalo_account_id").items():
            for number in range(0, len(messages), CHUNK):
                if not account._vn_is_open():
                    break
                messages[number : number + CHUNK]._vn_send_chunk(account)
        domain = self._vn_get_zalo_domain()
        cron._commit_progress(
            len(batch),
            remaining=self.search_count(domain) if len(batch) == BATCH else 0,
        )

    def _vn_send_chunk(self, account):
        """Claim, commit, send, keep."""
        claimed = self._vn_claim_zalo()
        self.env["ir.cron"]._commit_progress()
        for message in claimed:
            if not account._vn_is_open():
                # the quota ended, or a person must act: the rest waits
                message._vn_hold(account._vn_get_next())
                continue
            if message.zalo_template_id._vn_is_closed():
                message._vn_hold(message.zalo_template_id._vn_get_next())
                continue
            told = message._vn_send_one(account)
            message._vn_keep_zalo(account, told)
            # one by one: what left is known, whatever happens to the next
            self.env["ir.cron"]._commit_progress()
        self.env["ir.cron"]._commit_progress()

    def _vn_claim_zalo(self):
        """Take messages that nobody else took, and of them those that may leave now."""
        now = fields.Datetime.now()
        self.flush_model(["state"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE crm_vn_message
                   SET state = 'sending', claimed_date = %s, not_before = NULL,
                       attempts = COALESCE(attempts, 0) + 1
                 WHERE id IN (SELECT id FROM crm_vn_message
                               WHERE id = ANY(%s) AND state IN ('queued', 'held')
                               ORDER BY id FOR UPDATE SKIP LOCKED)
                RETURNING id
                """,
                now,
                self.ids,
            )
        )
        claimed = self.browse(sorted(row[0] for row in rows))
        claimed.invalidate_recordset()
        # in the order in which they are sent: see `_vn_settle_claimed`
        admitted = claimed._vn_admit().sorted("id")
        self._vn_wake_zalo(
            (claimed - admitted).filtered("not_before").mapped("not_before")
        )
        return admitted

    def _vn_send_one(self, account):
        """Send one message; never raises.

        :return: ``tools.zalo.Told``
        """
        try:
            status, body = account._vn_ask("POST", *self._vn_get_request())
        except UserError as error:
            return zalo.Told("lost", text=str(error))
        except requests.exceptions.ConnectTimeout:
            return zalo.Told("busy")
        except requests.exceptions.RequestException as error:
            return zalo.Told("unknown", text=type(error).__name__)
        return zalo.read_answer(status, body)

    def _vn_get_request(self):
        """Return (path, data, params, server) of the request that sends it."""
        if self.kind == "zalo":
            data = {
                "recipient": {"user_id": self.zalo_user_id.zalo_id},
                "message": {"text": zalo.tidy(self.body)},
            }
            return "/v3.0/oa/message/cs", data, None, zalo.OPEN_URL
        # sudo: the values that the sender read
        values = json.loads(self.sudo().zalo_values or "{}")
        data = {"template_id": self.zalo_template_id.code, "template_data": values}
        if self.zalo_user_id:
            data["user_id"] = self.zalo_user_id.zalo_id
            return "/v3.0/oa/message/template", data, None, zalo.OPEN_URL
        data["phone"] = spell(phone.key(self.number), "plain")
        return "/message/template", {**data, "tracking_id": self.uuid}

    # === What became of it ===
    def _vn_keep_zalo(self, account, told):
        """Keep what Zalo answered to one message."""
        if told.remaining is not None:
            account._take_quota(left=told.remaining)
        now = fields.Datetime.now()
        outcome, code, text = told.outcome, told.code, told.text
        if outcome == "accepted":
            self._vn_report("accepted", reference=told.reference)
            if account.blocked_reason:
                account.write({"blocked_reason": False, "blocked_date": False})
        elif outcome == "unknown":
            # the webhook tells by the tracking ID; it is not sent again by itself
            self._vn_report("unknown", error_code=str(code or ""), error_text=text)
        elif outcome in ("busy", "refresh") and self.attempts < TRIES:
            wait = 60 * self.attempts + random.randrange(30)
            self._vn_hold(now + timedelta(seconds=wait), code, text)
        elif outcome == "night":
            self._vn_hold(account._vn_morning(), code, text)
        elif outcome == "quota":
            account._vn_pause(account._vn_tomorrow())
            self._vn_hold(account.paused_until, code, text)
        elif outcome == "template_quota":
            self.zalo_template_id._vn_pause(account._vn_tomorrow())
            self._vn_hold(self.zalo_template_id.paused_until, code, text)
        elif code in zalo.STOPPED and self.zalo_template_id:
            self.zalo_template_id._vn_stop(code, text)
            self._vn_hold(self.zalo_template_id._vn_get_next(), code, text)
        elif outcome == "account":
            account._vn_block(code, text)
            self._vn_hold(now + PROBE, code, text)
        elif outcome == "lost":
            self._vn_hold(now + PROBE, "lost", text)
        elif code == zalo.NO_FOLLOWER and self.kind == "zns" and self.zalo_user_id:
            # the account was left since: by phone number then
            price = self.zalo_template_id.price
            self._vn_write({"zalo_user_id": False, "price": price})
            self._vn_hold(now, code, text)
        else:
            self._vn_fail(told)

    def _vn_hold(self, moment, code="", text=""):
        """Put a message back; it is no contact yet."""
        self._vn_write(
            {
                "state": "held",
                "not_before": moment,
                "error_code": str(code) if code else self.error_code or "wait",
                "error_text": text or False,
            }
        )
        self._vn_unregister()
        self._vn_wake_zalo([moment])

    def _vn_fail(self, told):
        """The receiver, the template or the values: it will not be sent again."""
        self._vn_report("failed", error_code=str(told.code), error_text=told.text)
        self._vn_unregister()
        if told.code in zalo.REFUSED and self.partner_id:
            self.partner_id._vn_record_consent(
                "zalo", self.purpose, "withdrawn", "software", note=told.text[:200]
            )
        if told.code in zalo.FALLBACK:
            self._vn_fall_back()
