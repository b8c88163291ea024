"""Recordings: fetched by the server from hosts that are allowed, heard by right."""

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

import requests

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.crm_vn_call_provider.tools import dial, pinned

#: the longest recording that is passed on, in bytes
MAX_BYTES = 200 * 1024 * 1024
#: seconds until the switchboard has to begin
TIMEOUT = 10
#: recordings forgotten in one go
BATCH = 500


class CrmVnCall(models.Model):
    _inherit = "crm.vn.call"

    def _open_recording(self, wanted_range=None):
        """Ask the switchboard for the recording.

        :param str wanted_range: header ``Range`` of the browser
        :return: ``requests.Response``, not yet read
        :raise AccessError: the user may not listen
        :raise UserError: there is none, or its host is not allowed
        """
        self.check_access("read")
        if not self.env.user.has_group("crm_vn_call.group_vn_listen"):
            raise AccessError(
                self.env._("Ask your manager for the right to listen to recordings.")
            )
        if not self.exists():
            raise UserError(self.env._("This call was not recorded."))
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
        address = self._check_host(provider, url)
        headers = {"Range": wanted_range} if wanted_range else {}
        if provider.recording_login:
            headers |= dial.login_headers(
                provider.kind, provider.api_account or "", provider._get_login()
            )
        try:
            response = pinned.get(
                url, address, headers=headers, stream=True, timeout=TIMEOUT
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

    # === How long ===
    @api.model
    def _cron_forget_recordings(self):
        """Forget where recordings stand that are older than the company keeps them.

        Strategy: batches by an index of calls with a recording, each committed; what is
        forgotten is not found again.
        """
        cron = self.env["ir.cron"]
        while True:
            rows = self.env.execute_query(
                SQL(
                    """UPDATE crm_vn_call SET recording = NULL, facts = (
                        SELECT jsonb_agg(fact - 'recording')
                          FROM jsonb_array_elements(facts) fact)
                    WHERE id IN (
                        SELECT c.id FROM crm_vn_call c
                          JOIN res_company o ON o.id = c.company_id
                         WHERE c.recording IS NOT NULL AND o.vn_recording_months > 0
                           AND c.started < %s::timestamp
                               - make_interval(months => o.vn_recording_months)
                         ORDER BY c.id LIMIT %s FOR UPDATE OF c SKIP LOCKED)
                    RETURNING id""",
                    fields.Datetime.now(),
                    BATCH,
                )
            )
            forgotten = self.browse(row[0] for row in rows)
            forgotten.invalidate_recordset(["recording", "facts"], flush=False)
            if not cron._commit_progress(len(rows)) or len(rows) < BATCH:
                break

    # === Where from ===
    def _check_host(self, provider, url):
        """Let the server ask only those that an administrator named.

        :return: the address that was checked, and is the one to be asked
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
        return str(min(found, key=str))
