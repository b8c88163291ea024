"""What gateways tell: what was delivered, and what customers answer."""

from datetime import timedelta
from uuid import uuid4

from odoo import api, fields, models
from odoo.tools import hmac

from odoo.addons.crm_vn_webhook.models.crm_vn_webhook_mixin import WEBHOOK_STATES
from odoo.addons.crm_vn_webhook.tools.body import parse

SCOPE = "crm_vn_messaging.callback"
#: the same words of the same number within so many minutes are one reply
REPEAT_MINUTES = 10


class CrmVnSmsProvider(models.Model):
    _inherit = "crm.vn.sms.provider"

    webhook_state = fields.Selection(WEBHOOK_STATES)
    callback_version = fields.Integer(
        readonly=True, copy=False, groups="base.group_system"
    )
    callback_url = fields.Char(
        string="Address for reports",
        compute="_compute_callback_url",
        groups="base.group_system",
        help="Where the gateway tells what was delivered, and passes replies on",
    )

    @api.depends("callback_version", "webhook_key_hash")
    def _compute_callback_url(self):
        for provider in self:
            key = provider._get_callback_key()
            # a copy of the database has another secret: its keys are no keys any more
            is_used = provider._vn_hash(key) == provider.webhook_key_hash
            provider.callback_url = is_used and provider._vn_get_address(key)

    @api.model_create_multi
    def create(self, vals_list):
        providers = super().create(vals_list)
        for provider in providers:
            # sudo: the address of a gateway that this user may make
            provider.sudo()._vn_renew_key()
        return providers

    # === The address ===
    def _get_callback_key(self):
        """Return the key of the address: made anew each time, never stored.

        Some gateways want the address with each message.
        """
        # sudo: the secret of the database signs, it is not told
        known = f"{self._origin.id}.{self.sudo().callback_version}"
        return hmac(self.env(su=True), SCOPE, known)[:43]

    def _vn_make_key(self):
        self.callback_version += 1
        return self._get_callback_key()

    # === What comes in ===
    def _vn_event_key(self, body, headers, query):
        """Replies have no ID: the same words another day are another one."""
        key = super()._vn_event_key(body, headers, query)
        try:
            told = parse(body, headers.get("content-type", ""), query)
            is_report = all(one.kind == "state" for one in self._get_reports(told))
        except (AttributeError, LookupError, TypeError, ValueError):
            # nobody can read it: kept once, and shown
            is_report = True
        return key if is_report else f"{key}.{uuid4().hex}"

    def _get_reports(self, told):
        """Return the reports in what a gateway told."""
        gateway, config = self._get_gateway(), self._get_config()
        return [
            report
            for one in (told if isinstance(told, list) else [told])
            if isinstance(one, dict)
            for report in gateway.reports(config, one)
        ]

    def _vn_work_off(self, events):
        return {event: self._take_event(event) for event in events}

    def _take_event(self, event):
        """Use what one event tells; say so, or why it can't be used yet."""
        found = []
        for report in self._get_reports(event._get_data()):
            if report.kind == "state" and report.state:
                message = self._find_message(report)
                if not message:
                    return LookupError(self.env._("No message with this ID"))
                found.append((report, message))
            elif report.kind == "reply":
                found.append((report, None))
        used = [
            self._take_report(message, report) if message else self._take_reply(report)
            for report, message in found
        ]
        return "done" if any(used) else "ignored"

    def _take_report(self, message, report):
        message._vn_report(
            report.state,
            error_code=report.code if report.state == "failed" else False,
            error_text=report.text,
            reference=report.reference,
            price=report.price,
        )
        return True

    def _find_message(self, report):
        """Return the message that a report is about."""
        log = self.env["crm.vn.message"]
        mine = [("provider_id", "=", self.id)]
        found = log
        if report.uuid:
            found = log.search([("uuid", "=", report.uuid), *mine])
        if not found and report.reference:
            found = log.search([("reference", "=", report.reference), *mine], limit=1)
        return found

    def _take_reply(self, report):
        """Take in a reply; the same words again at once are a repetition."""
        log = self.env["crm.vn.message"]
        since = fields.Datetime.now() - timedelta(minutes=REPEAT_MINUTES)
        again = [
            ("direction", "=", "in"),
            ("number", "=", log._vn_get_number_key(report.number)),
            ("body", "=", report.text),
            ("date", ">=", since),
        ]
        if log.search_count(again, limit=1):
            return False
        log._vn_log_incoming(
            {
                "kind": "sms",
                "channel": "sms",
                "company_id": self.company_id.id,
                "provider_id": self.id,
                "brand": self.brand,
                "number": report.number,
                "body": report.text,
            }
        )
        return True
