"""What becomes of SMS after the gateway answered, or did not."""

from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .crm_vn_sms_provider import PROBE

#: minutes until a message is tried again, after each time
DELAYS = (1, 5, 15, 60, 240)
#: a claim that is older belongs to a worker that is no more
CLAIM_MINUTES = 10


class SmsSms(models.Model):
    _inherit = "sms.sms"

    def _vn_store(self, answers, unlink_sent=True):
        """Keep what the gateway answered, and put back what did not leave.

        :param answers: ``{uuid: Answer}``
        """
        ids = defaultdict(list)
        for sms in self:
            answer = answers[sms.uuid]
            outcome = answer.outcome
            if outcome == "unknown" and sms.vn_provider_id._vn_knows_repeats():
                # asked again with the same id, the gateway says what became of it
                outcome = "again"
            ids[outcome].append(sms.id)
        groups = {outcome: self.browse(found) for outcome, found in ids.items()}
        if accepted := groups.get("accepted"):
            accepted._vn_on_accepted(answers, unlink_sent)
        for outcome in ("failed", "unknown"):
            for sms in groups.get(outcome, ()):
                sms._vn_on_failed(answers[sms.uuid])
        for outcome in ("later", "again", "blocked"):
            if again := groups.get(outcome):
                again._vn_on_later(answers, outcome)

    def _vn_on_accepted(self, answers, unlink_sent):
        now = fields.Datetime.now()
        trackers = self.sms_tracker_id.with_context(sms_skip_msg_notification=True)
        trackers._action_update_from_sms_state("pending")
        self.write(
            {
                "state": "pending",
                "failure_type": False,
                **({"to_delete": True} if unlink_sent else {}),
            }
        )
        messages = self.vn_message_id
        messages.flush_recordset()
        self.env.cr.execute_values(
            "UPDATE crm_vn_message m SET state = 'accepted', sent_date = v.moment,"
            " reference = NULLIF(v.reference, ''), error_code = NULL,"
            " error_text = NULL, price = COALESCE(v.price, m.price)"
            " FROM (VALUES %s) AS v(id, moment, reference, price)"
            " WHERE m.id = v.id AND m.state IN"
            " ('sending', 'queued', 'held', 'unknown')",
            [
                (
                    sms.vn_message_id.id,
                    now,
                    answers[sms.uuid].reference,
                    answers[sms.uuid].price,
                )
                for sms in self
            ],
            template="(%s, %s::timestamp, %s, %s::numeric)",
        )
        messages.invalidate_recordset()
        messages._vn_on_moved("accepted")
        self.mail_message_id._notify_message_notification_update()

    def _vn_on_failed(self, answer):
        """The gateway refused it, or nobody knows whether it took it."""
        failure = answer.failure or "unknown"
        # sudo: trackers are the system's
        self.sms_tracker_id.sudo()._action_update_from_sms_state(
            "error", failure_type=failure, failure_reason=answer.text or False
        )
        self.write({"state": "error", "failure_type": failure})
        doubt = answer.outcome == "unknown"
        self.vn_message_id._vn_report(
            "unknown" if doubt else "failed",
            error_code=answer.code,
            error_text=answer.text,
        )
        if not doubt:
            self.vn_message_id._vn_unregister()

    def _vn_on_later(self, answers, outcome):
        """Put messages back into the queue, each a longer time than before."""
        now = fields.Datetime.now()
        for sms in self:
            message = sms.vn_message_id
            answer = answers[sms.uuid]
            if outcome == "blocked":
                moment = now + PROBE
            elif message.attempts > len(DELAYS):
                sms._vn_on_failed(answer)
                continue
            else:
                moment = now + timedelta(minutes=DELAYS[message.attempts - 1])
            sms.write({"state": "outgoing", "vn_not_before": moment})
            message._vn_write(
                {
                    "state": "held",
                    "not_before": moment,
                    "error_code": answer.code or outcome,
                    "error_text": answer.text,
                }
            )
            if outcome != "again":
                message._vn_unregister()
        self._vn_wake(self.mapped("vn_not_before"))

    @api.model
    def _cron_vn_recover(self):
        """Take care of messages whose worker died between claim and answer.

        Strategy: where the gateway knows repeats, they are asked for again with the
        same id, which sends nothing twice; elsewhere they are shown as "perhaps sent",
        for a report or a person to decide. One that fails stands in the list of what
        could not be done.
        """
        limit = fields.Datetime.now() - timedelta(minutes=CLAIM_MINUTES)
        lost = self.search(
            [("state", "=", "process"), ("vn_claimed_date", "<=", limit)], order="id"
        ).try_lock_for_update()
        asked = lost.filtered(lambda sms: sms.vn_provider_id._vn_knows_repeats())
        if asked:
            asked.write({"state": "outgoing", "vn_not_before": False})
            self._vn_wake([fields.Datetime.now()])
        self.env["crm.vn.cron.failure"]._vn_each(
            "crm_vn_messaging.ir_cron_recover",
            lost - asked,
            lambda lost: lost._vn_give_up(),
            together=True,
        )

    def _vn_give_up(self):
        """Say of these messages that perhaps they were sent."""
        self.write({"state": "error", "failure_type": "unknown"})
        # sudo: trackers are the system's
        self.sms_tracker_id.sudo()._action_update_from_sms_state(
            "error", failure_type="unknown"
        )
        self.vn_message_id._vn_report("unknown", error_code="claim")

    def _handle_call_result_hook(self, results):
        """Log what gateways of other addons answered."""
        reasons = {result["uuid"]: result.get("failure_reason") for result in results}

        def told(sms):
            """Return (state, code, text) of what became of one."""
            if sms.state == "error":
                return "failed", sms.failure_type, reasons.get(sms.uuid)
            return "delivered" if sms.state == "sent" else "accepted", False, False

        done = self.filtered(
            lambda sms: (
                sms.vn_message_id
                and sms.state in ("error", "pending", "process", "sent")
            )
        )
        for (state, code, text), alike in done.grouped(told).items():
            alike.vn_message_id._vn_report(state, error_code=code, error_text=text)
        return super()._handle_call_result_hook(results)

    def resend_failed(self):
        """Send again what failed; what perhaps was sent, a person decides first."""
        self.check_access("write")
        doubtful = self.filtered(lambda sms: sms.vn_message_id.state == "unknown")
        todo = self - doubtful
        messages = todo.filtered(lambda sms: sms.state == "error").vn_message_id
        messages.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE crm_vn_message SET state = 'queued', attempts = 0"
                " WHERE id = ANY(%s) AND state = 'failed' RETURNING id",
                messages.ids,
            )
        )
        messages.invalidate_recordset(["state", "attempts"])
        return super(SmsSms, todo).resend_failed()
