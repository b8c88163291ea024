"""Events that never came: the switchboard's own list of calls is asked for them."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import requests

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import dial, history

#: what was asked before is asked again for so long: rows are written late
OVERLAP = timedelta(hours=2)
#: no more is asked for, however long nobody asked
OLDEST = timedelta(days=7)
#: seconds until the switchboard has to answer
TIMEOUT = 20


class CrmVnCallProvider(models.Model):
    _inherit = "crm.vn.call.provider"

    asks_history = fields.Boolean(
        string="Ask for calls that no event told of",
        copy=False,
        groups="base.group_system",
        help="Every quarter of an hour the switchboard's list of calls is read",
    )
    history_url = fields.Char(
        string="Address of its list of calls",
        copy=False,
        groups="base.group_system",
        help="Where it is another than that of the interface",
    )
    history_date = fields.Datetime(
        string="Asked until", readonly=True, copy=False, groups="base.group_system"
    )

    @api.model
    def _cron_ask_history(self):
        """Fill what events left out.

        Strategy: one switchboard after the other, each committed; one that does not
        answer stands in the list of what could not be done, and is asked for the whole
        time when it answers again. What comes twice is kept once.
        """
        # sudo: switchboards are asked by the system
        providers = self.sudo().search(
            [("asks_history", "=", True), ("kind", "in", list(history.BEGAN))]
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(providers))
        for provider in providers.filtered(lambda one: one.history_url or one.api_url):
            self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_call_provider.ir_cron_ask_history",
                provider,
                lambda one: one._ask_history(),
            )
            cron._commit_progress(1)

    def _ask_history(self):
        """Keep what the switchboard has on record since it was asked last.

        :raise UserError: it does not answer, or not as it is documented
        """
        self.ensure_one()
        now = fields.Datetime.now()
        since = (self.history_date or now - timedelta(days=1)) - OVERLAP
        since = max(since, now - OLDEST)
        for row in self._read_history(since, now):
            body = json.dumps(row, sort_keys=True, ensure_ascii=False).encode()
            self.env["crm.vn.webhook.event"]._keep(self, body, {}, {})
        self.history_date = now

    def _read_history(self, since, until):
        """Return the rows of the calls between two moments, naive UTC."""
        found, page = [], []
        url = self.history_url or self.api_url
        zone = self.company_id._vn_timezone()
        local = [
            moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
            for moment in (since, until)
        ]
        for number in range(history.PAGES):
            last = page[-1] if page else None
            asked = history.page(self.kind, url, *local, number, last)
            page = history.rows(self.kind, self._ask_page(asked))
            found += page
            if history.is_last(self.kind, page, since, zone):
                break
        return found

    def _ask_page(self, asked):
        """Return what the switchboard answers to one request."""
        try:
            token = self._get_login()
            response = self._get_page(asked, token)
            if response.status_code in (401, 403):
                # it ended before its time, or was given up for another
                response = self._get_page(asked, self._get_login(stale=token))
            response.raise_for_status()
            data = response.json()
            reason = history.refusal(data)
        except requests.RequestException as error:
            data, reason = None, type(error).__name__
        if reason:
            raise UserError(
                self.env._(
                    "%(name)s does not tell which calls there were: %(reason)s",
                    name=self.name,
                    reason=reason,
                )
            )
        return data if isinstance(data, dict | list) else []

    def _get_page(self, asked, token):
        return requests.request(
            "GET" if asked.data is None else "POST",
            asked.url,
            params=asked.params,
            json=asked.data,
            headers=dial.login_headers(self.kind, self.api_account or "", token),
            timeout=TIMEOUT,
            allow_redirects=False,
        )
