"""Tokens of vendors: asked for with a key, kept until they end."""

import requests

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import login

#: seconds until the vendor has to answer
TIMEOUT = 10


class CrmVnCallProvider(models.Model):
    _inherit = "crm.vn.call.provider"

    api_token = fields.Char(
        string="Token", readonly=True, copy=False, groups="base.group_system"
    )
    api_token_end = fields.Datetime(
        string="Token until", readonly=True, copy=False, groups="base.group_system"
    )

    def write(self, vals):
        if {"kind", "api_url", "api_account", "api_secret"} & vals.keys():
            vals = {**vals, "api_token": False, "api_token_end": False}
        return super().write(vals)

    def _get_login(self, stale=None):
        """Return what the interface is shown: a token where it wants one, or the key.

        Two that ask at once get two tokens; the one that is kept is good.

        :param str stale: a token that the vendor did not take, whatever its date says
        :raise UserError: the vendor gives no token
        """
        self.ensure_one()
        provider = self.sudo()  # sudo: the key goes to the vendor and nowhere else
        secret = provider.api_secret or ""
        wanted = login.request(
            provider.kind, provider.api_url or "", provider.api_account or "", secret
        )
        if not wanted:
            return secret
        now = fields.Datetime.now()
        token, end = provider.api_token, provider.api_token_end
        if token and token != stale and end and end > now:
            return token
        try:
            response = requests.request(
                wanted.method,
                wanted.url,
                params=wanted.params,
                json=wanted.data or None,
                timeout=TIMEOUT,
                allow_redirects=False,
            )
            text, reason = response.text, f"HTTP {response.status_code}"
        except requests.RequestException as error:
            text, reason = "", type(error).__name__
        token, end = login.read(text, provider.company_id._vn_timezone(), now)
        if not token:
            raise UserError(
                self.env._(
                    "%(name)s gives no token for its interface: %(reason)s",
                    name=provider.name,
                    reason=reason,
                )
            )
        provider.write({"api_token": token, "api_token_end": end})
        return token
