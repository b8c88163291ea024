"""Talking to Zalo for one account."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import requests

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import zalo
from .crm_vn_zalo_account import TIMEOUT


class CrmVnZaloAccount(models.Model):
    _inherit = "crm.vn.zalo.account"

    def _vn_ask(self, method, path, data=None, params=None, server=zalo.BUSINESS_URL):
        """Make one request with a good token; a refused token is replaced once.

        :return: (status, body)
        :raise requests.exceptions.RequestException: without an answer
        """
        account = self.sudo()  # sudo: the token goes to Zalo and nowhere else
        token = account._vn_get_token()
        for last in (False, True):
            response = requests.request(
                method,
                f"{account.server_url or server}{path}",
                json=data,
                params=params,
                headers={"access_token": token},
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            told = zalo.read_answer(response.status_code, response.content)
            if told.outcome != "refresh" or last:
                break
            token = account._vn_get_token(token)
        return response.status_code, response.content

    def _vn_read(self, path, **params):
        """Return the ``data`` of a question to Zalo.

        :raise UserError: when it refuses, or does not answer
        """
        try:
            status, body = self._vn_ask("GET", path, params=params)
            told = zalo.read_answer(status, body)
        except requests.exceptions.RequestException as error:
            told = zalo.Told("unknown", text=type(error).__name__)
        if told.outcome != "accepted":
            raise UserError(
                self.env._(
                    "Zalo does not answer for %(name)s: %(code)s %(text)s",
                    name=self.name,
                    code=told.code or "",
                    text=told.text,
                )
            )
        return zalo.json.loads(body).get("data") or {}

    # === Quota ===
    def _read_quota(self):
        """Read how many messages a day the account may send, and has left."""
        for account in self:
            told = account._vn_read("/message/quota")
            account._take_quota(told.get("dailyQuota"), told.get("remainingQuota"))

    def _take_quota(self, daily=None, left=None):
        values = {"quota_date": fields.Datetime.now()}
        if str(daily or "").isdigit():
            values["quota_daily"] = int(daily)
        if str(left or "0").isdigit() and left is not None:
            values["quota_left"] = int(left)
        self.write(values)

    def action_read_quota(self):
        """Read the quota now."""
        self.check_access("write")
        self._read_quota()

    # === Templates ===
    def action_read_templates(self):
        """Read the account's templates and their parameters from Zalo."""
        self.check_access("write")
        for account in self:
            account._read_templates()

    def _read_templates(self):
        offset, found = 0, self.env["crm.vn.zalo.template"]
        while rows := self._vn_read("/template/all", offset=offset, limit=100):
            for row in rows:
                found |= found._vn_take(self, row)
            offset += len(rows)
            if len(rows) < 100:
                break
        gone = self.template_ids - found
        gone.write({"state": "disabled"})
        return found

    # === Health ===
    def _vn_pause(self, until):
        """Send nothing of this account before a moment (naive UTC)."""
        self.write({"paused_until": until})

    def _vn_block(self, code, text):
        """Nothing goes before a person acts: say so, once."""
        first = not self.blocked_reason
        self.write(
            {
                "blocked_reason": f"{code} {text}".strip(),
                "blocked_date": fields.Datetime.now(),
            }
        )
        if first:
            self._alert(
                self.env._(
                    "Zalo sends nothing of %(name)s: %(reason)s. Messages wait.",
                    name=self.name,
                    reason=self.blocked_reason,
                )
            )

    def action_unblock(self):
        """Try again at once: the account was put right."""
        self.check_access("write")
        self.write(
            {"blocked_reason": False, "blocked_date": False, "paused_until": False}
        )
        self.env["crm.vn.message"]._vn_free_zalo(self)

    def _vn_tomorrow(self):
        """Return 00:05 of the next day of the company, naive UTC."""
        zone = ZoneInfo(self.company_id._vn_timezone())
        day = self.company_id._vn_today() + timedelta(days=1)
        return self._to_utc(datetime.combine(day, time(0, 5), zone))

    def _vn_morning(self):
        """Return the next 7:00 of the company, naive UTC."""
        company = self.company_id
        zone = ZoneInfo(company._vn_timezone())
        moment = datetime.combine(company._vn_today(), time(7), zone)
        if self._to_utc(moment) <= fields.Datetime.now():
            moment += timedelta(days=1)
        return self._to_utc(moment)

    @staticmethod
    def _to_utc(moment):
        return moment.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
