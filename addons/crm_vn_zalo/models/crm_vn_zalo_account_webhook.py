"""What Zalo tells by webhook."""

from datetime import UTC, datetime

from odoo import fields, models

from odoo.addons.crm_vn_webhook.models.crm_vn_webhook_mixin import WEBHOOK_STATES

from ..tools import zalo

STATES = {
    "ENABLE": "enabled",
    "PENDING_REVIEW": "pending",
    "REJECT": "rejected",
    "DISABLE": "disabled",
    "DELETE": "disabled",
}


class CrmVnZaloAccount(models.Model):
    _inherit = "crm.vn.zalo.account"

    webhook_state = fields.Selection(WEBHOOK_STATES)

    def _vn_check_signature(self, body, headers, query):
        """Tell whether Zalo signed these bytes."""
        account = self.sudo()  # sudo: the key is compared here and not given out
        return zalo.is_signed(
            headers.get("x-zevent-signature"),
            body,
            (account.app_id, account.oa_id),
            account.webhook_secret,
            headers.get("x-zevent-timestamp", ""),
        )

    def _vn_work_off(self, events):
        return {event: self._take_event(event._get_data()) for event in events}

    def _take_event(self, told):
        """Use what Zalo told; say so, or why it can't be used yet."""
        name = str(told.get("event_name") or "") if isinstance(told, dict) else ""
        handler = {
            "user_received_message": self._vn_on_received,
            "user_seen_message": self._vn_on_seen,
            "follow": self._vn_on_follow,
            "unfollow": self._vn_on_follow,
            "user_submit_info": self._vn_on_submit,
            "user_reply_consent": self._vn_on_consent,
            "user_withdraw": self._vn_on_withdraw,
            "user_feedback": self._vn_on_feedback,
            "change_template_status": self._vn_on_template,
            "change_template_quality": self._vn_on_template,
            "change_template_quota": self._vn_on_template,
            "change_oa_daily_quota": self._vn_on_quota,
        }.get(name)
        if name.startswith("user_send_"):
            handler = self._vn_on_chat
        used = handler(told) if handler else False
        if used is None:
            return LookupError(self.env._("No message with this ID"))
        return "done" if used else "ignored"

    @staticmethod
    def _vn_moment(told):
        """Return when it happened, naive UTC; Zalo's moments are in milliseconds."""
        text = str(told or "")
        if not text.isdigit():
            return fields.Datetime.now()
        moment = datetime.fromtimestamp(int(text[:16]) / 1000, UTC)
        moment = moment.replace(tzinfo=None, microsecond=0)
        return min(moment, fields.Datetime.now())

    def _vn_get_person(self, told):
        """Return the Zalo user who acted."""
        zalo_id = str(
            (told.get("sender") or {}).get("id")
            or (told.get("follower") or {}).get("id")
            or told.get("user_id_by_app")
            or ""
        )
        if told.get("event_name") in ("follow", "unfollow"):
            zalo_id = str((told.get("follower") or {}).get("id") or zalo_id)
        return (
            self.env["crm.vn.zalo.user"]._vn_get(self, zalo_id)
            if zalo_id
            else self.env["crm.vn.zalo.user"]
        )

    def _vn_find_zalo(self, message):
        """Return the message that Zalo speaks of."""
        log = self.env["crm.vn.message"]
        mine = [("zalo_account_id", "=", self.id)]
        tracking = str(message.get("tracking_id") or "")
        if tracking and (found := log.search([*mine, ("uuid", "=", tracking)])):
            return found
        if reference := str(message.get("msg_id") or ""):
            return log.search([*mine, ("reference", "=", reference)], limit=1)
        return log

    def _vn_on_received(self, told):
        """A template message, or one of a chat, reached the phone."""
        message = told.get("message") or {}
        found = self._vn_find_zalo(message)
        if not found:
            return None
        moment = message.get("delivery_time") or told.get("timestamp")
        found._vn_report("delivered", self._vn_moment(moment))
        return True

    def _vn_on_seen(self, told):
        message = told.get("message") or {}
        ids = [str(one) for one in message.get("msg_ids") or []]
        found = self.env["crm.vn.message"].search(
            [("zalo_account_id", "=", self.id), ("reference", "in", ids)]
        )
        found._vn_report("read", self._vn_moment(told.get("timestamp")))
        return bool(found)

    def _vn_on_follow(self, told):
        follows = told.get("event_name") == "follow"
        person = self._vn_get_person(told)
        person._vn_acts(self._vn_moment(told.get("timestamp")), is_follower=follows)
        return bool(person)

    def _vn_on_submit(self, told):
        person = self._vn_get_person(told)
        info = told.get("info") or {}
        if name := str(info.get("name") or ""):
            person.name = name[:100]
        person._vn_acts(self._vn_moment(told.get("timestamp")))
        person._vn_link_by_submit(info)
        return bool(person)

    def _vn_on_chat(self, told):
        """The person wrote: into the chat, into the log, and perhaps a refusal."""
        person = self._vn_get_person(told)
        if not person:
            return False
        person._vn_acts(self._vn_moment(told.get("timestamp")))
        message = told.get("message") or {}
        kind = str(told.get("event_name")).removeprefix("user_send_")
        links = [
            str((part.get("payload") or {}).get("url") or "")
            for part in message.get("attachments") or []
        ]
        text = "\n".join(
            part for part in (str(message.get("text") or ""), *links) if part
        )
        text = text[:4000] or f"[{kind}]"
        self.env["crm.vn.message"]._vn_log_incoming(
            {
                "kind": "zalo",
                "channel": "zalo",
                "company_id": self.company_id.id,
                "zalo_account_id": self.id,
                "zalo_user_id": person.id,
                "brand": self.name,
                "partner_id": person.partner_id.id,
                "reference": str(message.get("msg_id") or "") or False,
                "body": text,
                "date": self._vn_moment(told.get("timestamp")),
            }
        )
        person._vn_get_channel()._vn_post_incoming(person, text)
        return True

    def _vn_on_consent(self, told):
        """The person answered whether the account may call or write."""
        person = self._vn_get_person(told)
        agreed = str(told.get("user_consent") or told.get("consent") or "").upper()
        given = agreed in ("TRUE", "ACCEPT", "AGREE", "1", "YES")
        if person.partner_id:
            person.partner_id._vn_record_consent(
                "zalo",
                "advert",
                "given" if given else "withdrawn",
                "software",
                note="user_reply_consent",
            )
        return bool(person.partner_id)

    def _vn_on_withdraw(self, told):
        """The person takes the data back: consent ends, somebody looks after it."""
        person = self._vn_get_person(told)
        partner = person.partner_id
        if not partner:
            return False
        for purpose in ("advert", "care", "survey"):
            partner._vn_record_consent(
                "zalo", purpose, "withdrawn", "software", note="user_withdraw"
            )
        return True

    def _vn_on_feedback(self, told):
        """A rating given in a template message is an answer to it."""
        found = self._vn_find_zalo(told.get("message") or {})
        found._vn_write({"answered": True})
        return bool(found)

    def _vn_on_template(self, told):
        code = str(told.get("template_id") or "")
        template = self.template_ids.filtered(lambda one: one.code == code)
        if not template:
            return False
        status = told.get("status")
        if isinstance(status, dict):
            status = status.get("new_status")
        values = {"reason": str(told.get("reason") or "")[:200] or False}
        if status in STATES:
            values["state"] = STATES[status]
        for name, target in (("quality", "quality"), ("quota", "daily_quota")):
            value = told.get(name)
            if isinstance(value, dict):
                value = value.get(f"new_{name}") or value.get("new_value")
            if value and (target == "quality" or str(value).isdigit()):
                values[target] = value
        template.write(values)
        return True

    def _vn_on_quota(self, told):
        self._take_quota((told.get("quota") or {}).get("new_value"))
        return True
