import hashlib
import json
import logging
from datetime import timedelta
from uuid import uuid4

import psycopg2

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)
BATCH = 200
#: minutes until an event that could not be used is tried again
DELAYS = (1, 5, 15, 60, 240)
#: the same words of the same number within so many minutes are one reply
REPEAT_MINUTES = 10
KEPT_DAYS = 30


class CrmVnMessageEvent(models.Model):
    """What a gateway told: kept as it came, used afterwards, once."""

    _name = "crm.vn.message.event"
    _description = "Event of a message gateway"
    _order = "id desc"
    _rec_name = "key"

    provider_id = fields.Many2one(
        "crm.vn.sms.provider", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    key = fields.Char(required=True, readonly=True)
    body = fields.Text(readonly=True)
    state = fields.Selection(
        [("new", "New"), ("done", "Done"), ("ignored", "Ignored"), ("error", "Failed")],
        default="new",
        required=True,
        readonly=True,
    )
    attempts = fields.Integer(readonly=True)
    not_before = fields.Datetime(readonly=True)
    error = fields.Char(readonly=True)

    _key_uniq = models.UniqueIndex("(key)")
    _new_idx = models.Index("(id) WHERE state = 'new'")

    # === In ===
    @api.model
    def _vn_receive(self, data, column, owner_id, unique=True):
        """Keep an event; the caller answers at once, it is used later.

        :param dict data: what came
        :param str column: ``provider_id``, or the column of another addon
        :param int owner_id: the record it came to
        :param bool unique: whether the same data again are the same event
        :return: whether it is new
        """
        body = json.dumps(data, sort_keys=True, ensure_ascii=False)
        salt = "" if unique else uuid4().hex
        digest = hashlib.sha256(f"{column}{owner_id}{body}{salt}".encode()).hexdigest()
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_message_event
                       (%s, key, body, state, attempts, create_date, create_uid)
                VALUES (%s, %s, %s, 'new', 0, now() AT TIME ZONE 'UTC', %s)
                ON CONFLICT (key) DO NOTHING RETURNING id
                """,
                SQL.identifier(column),
                owner_id,
                digest,
                body,
                self.env.uid,
            )
        )
        if rows:
            # sudo: a gateway has no user; its event wakes the cron
            self.env.ref("crm_vn_messaging.ir_cron_events").sudo()._trigger()
        return bool(rows)

    # === Out ===
    @api.model
    def _cron_process(self):
        """Use what came in.

        Strategy: oldest first, each in a savepoint; one that can't be used yet (its
        message is not known yet) waits, one that never can is shown.
        """
        cron = self.env["ir.cron"]
        domain = [
            ("state", "=", "new"),
            "|",
            ("not_before", "=", False),
            ("not_before", "<=", fields.Datetime.now()),
        ]
        left = cron._commit_progress(remaining=self.search_count(domain))
        while left and (
            events := self.search(domain, limit=BATCH, order="id").try_lock_for_update()
        ):
            for event in events:
                event._vn_use()
            left = cron._commit_progress(len(events))

    def _vn_use(self):
        """Use one event, or say why not."""
        try:
            with self.env.cr.savepoint():
                used = self._vn_process()
        except psycopg2.OperationalError:
            # somebody else works on the same message: again, on what that left
            self._vn_delay(self.env._("In use"))
        except Exception as error:
            _logger.info("Event %s could not be used: %s", self.id, error)
            self._vn_delay(f"{type(error).__name__}: {error}"[:200])
        else:
            if used is None:
                self._vn_delay(self.env._("No message with this ID"))
            else:
                self.write({"state": "done" if used else "ignored", "error": False})

    def _vn_delay(self, error):
        attempts = self.attempts + 1
        over = attempts > len(DELAYS)
        moment = False
        if not over:
            moment = fields.Datetime.now() + timedelta(minutes=DELAYS[attempts - 1])
            # sudo: a gateway has no user; its event wakes the cron
            self.env.ref("crm_vn_messaging.ir_cron_events").sudo()._trigger(at=moment)
        self.write(
            {
                "attempts": attempts,
                "state": "error" if over else "new",
                "not_before": moment,
                "error": error,
            }
        )

    def _vn_process(self):
        """Use one event.

        :return: whether it told anything; None to try it again later
        """
        provider = self.provider_id
        reports = provider._get_gateway().reports(
            provider._get_config(), json.loads(self.body)
        )
        used = False
        for report in reports:
            if report.kind == "reply":
                used |= self._vn_take_reply(report)
                continue
            if not report.state:
                continue
            message = self._vn_find_message(report)
            if not message:
                return None
            message._vn_report(
                report.state,
                error_code=report.code if report.state == "failed" else False,
                error_text=report.text,
                reference=report.reference,
                price=report.price,
            )
            used = True
        return used

    def _vn_find_message(self, report):
        """Return the message that a report is about."""
        log = self.env["crm.vn.message"]
        found = log
        if report.uuid:
            found = log.search(
                [("uuid", "=", report.uuid), ("provider_id", "=", self.provider_id.id)]
            )
        if not found and report.reference:
            found = log.search(
                [
                    ("reference", "=", report.reference),
                    ("provider_id", "=", self.provider_id.id),
                ],
                limit=1,
            )
        return found

    def _vn_take_reply(self, report):
        """Take in a reply; the same words again at once are a repetition."""
        log = self.env["crm.vn.message"]
        values = {
            "kind": "sms",
            "channel": "sms",
            "company_id": self.provider_id.company_id.id,
            "provider_id": self.provider_id.id,
            "brand": self.provider_id.brand,
            "number": report.number,
            "body": report.text,
        }
        since = fields.Datetime.now() - timedelta(minutes=REPEAT_MINUTES)
        key = log._vn_get_number_key(report.number)
        if log.search_count(
            [
                ("direction", "=", "in"),
                ("number", "=", key),
                ("body", "=", report.text),
                ("date", ">=", since),
            ],
            limit=1,
        ):
            return False
        log._vn_log_incoming(values)
        return True

    def action_retry(self):
        """Try failed events again."""
        self.check_access("write")
        failed = self.filtered(lambda event: event.state == "error")
        failed.write({"state": "new", "attempts": 0, "not_before": False})
        # sudo: waking the cron uses what came in, nothing else
        self.env.ref("crm_vn_messaging.ir_cron_events").sudo()._trigger()

    @api.autovacuum
    def _gc_events(self):
        """Forget raw events that were used."""
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search(
            [("state", "in", ["done", "ignored"]), ("create_date", "<", limit)],
            limit=10000,
        ).unlink()
