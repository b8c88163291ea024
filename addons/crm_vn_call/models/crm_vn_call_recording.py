"""Recordings: fetched by the server from hosts that are allowed, heard by right."""

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

import requests

from odoo import models
from odoo.exceptions import AccessError, UserError

#: the longest recording that is passed on, in bytes
MAX_BYTES = 200 * 1024 * 1024
#: seconds until the switchboard has to begin
TIMEOUT = 10


class CrmVnCall(models.Model):
    _inherit = "crm.vn.call"

    def _open_recording(self, wanted_range=None):
        """Ask the switchboard for the recording.

        :param str wanted_range: header ``Range`` of the browser
        :return: ``requests.Response``, not yet read
        :raise AccessError: the user may not listen
        :raise UserError: there is none, or its host is not allowed
        """
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group("crm_vn_call.group_vn_listen"):
            raise AccessError(
                self.env._("Ask your manager for the right to listen to recordings.")
            )
        # sudo: the address is fetched for the user and never shown
        call = self.sudo()
        provider = call.provider_id
        if not call.recording:
            raise UserError(self.env._("This call was not recorded."))
        if not provider.announcement_played:
            raise UserError(
                self.env._(
                    "%s: recordings can be heard when callers are told that they are "
                    "recorded.",
                    provider.name,
                )
            )
        url = urljoin(provider.api_url or "", call.recording)
        self._check_host(provider, url)
        headers = {"Range": wanted_range} if wanted_range else {}
        try:
            response = requests.get(
                url,
                headers=headers,
                stream=True,
                timeout=TIMEOUT,
                # a redirect may lead anywhere
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise UserError(
                self.env._(
                    "The switchboard does not answer: the recording is not there."
                )
            ) from error
        size = int(response.headers.get("Content-Length") or 0)
        if response.status_code not in (200, 206) or size > MAX_BYTES:
            response.close()
            raise UserError(
                self.env._("The switchboard does not give the recording away.")
            )
        # sudo: nobody writes or leaves out his own listening
        self.env["crm.vn.call.listen"].sudo()._vn_as_engine().create(
            {"call_id": self.id, "user_id": self.env.uid}
        )
        return response

    def _check_host(self, provider, url):
        """Let the server ask only those that an administrator named.

        :raise UserError: the host is not named, or stands in a private network
        """
        parts = urlsplit(url)
        hosts = {
            host.strip().casefold()
            for host in (provider.recording_hosts or "").split(",")
            if host.strip()
        }
        name = (parts.hostname or "").casefold()
        port = parts.port or (443 if parts.scheme == "https" else 80)
        named = name in hosts or f"{name}:{port}" in hosts
        refusal = UserError(
            self.env._(
                "%(provider)s: recordings are not fetched from %(host)s. An "
                "administrator can allow it there.",
                provider=provider.name,
                host=name or url[:40],
            )
        )
        if parts.scheme not in ("http", "https") or not named:
            raise refusal
        try:
            found = {
                ipaddress.ip_address(address[4][0])
                for address in socket.getaddrinfo(name, port, proto=socket.IPPROTO_TCP)
            }
        except OSError as error:
            raise refusal from error
        for address in found:
            mapped = getattr(address, "ipv4_mapped", None) or address
            if mapped.is_link_local or mapped.is_multicast or mapped.is_unspecified:
                raise refusal
            if not mapped.is_global and not provider.recording_private:
                raise refusal
