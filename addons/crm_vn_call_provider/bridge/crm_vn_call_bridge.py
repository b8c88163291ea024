#!/usr/bin/env python3
"""Carry an Asterisk's calls to Odoo, and Odoo's clicks to Asterisk.

One process, the standard library alone. It logs in to the manager interface (AMI), or
listens to the REST interface (ARI, ``crm_vn_call_ari``), makes facts of conversations
from the events (``crm_vn_call_tracker``), and posts them, signed, to the address of the
switchboard in Odoo. While Odoo is away they wait on the disk, in their order. Calls are
asked for at ``POST /call`` on its own port, signed the same way.

    crm_vn_call_bridge.py /etc/crm-vn-call-bridge.ini

See ``README.md`` beside this file for the configuration.
"""

import asyncio
import configparser
import hashlib
import hmac
import json
import logging
import os
import re
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import crm_vn_call_ari as ari
from crm_vn_call_tracker import NUMBER, Parser, Tracker, moment_of

_logger = logging.getLogger("crm-vn-call-bridge")

#: seconds between two signs of life, and until a silent Asterisk is given up
PING, SILENCE = 30, 75
#: seconds until Odoo has to answer, and between two attempts at most
POST_TIMEOUT, WAIT_MAX = 10, 60
#: facts in one post
BATCH = 100
EXTENSION = re.compile(r"[A-Za-z0-9_./@-]{1,40}")


def sign(secret, body, stamp=None):
    """Return the header that proves who sent *body*.

    >>> sign("k", b"x", 1)[:9]
    't=1,v1=97'
    """
    stamp = str(int(time.time()) if stamp is None else stamp)
    digest = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256)
    return f"t={stamp},v1={digest.hexdigest()}"


def is_signed(secret, header, body):
    """Tell whether a request is Odoo's, and not older than five minutes."""
    parts = dict(part.split("=", 1) for part in header.split(",") if "=" in part)
    stamp = parts.get("t", "")
    if not stamp.isdecimal() or abs(time.time() - int(stamp)) > 300:
        return False
    return hmac.compare_digest(
        sign(secret, body, stamp).encode(), header.strip().encode()
    )


class Spool:
    """Facts on the disk until Odoo has them, in their order."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._count = 0

    def put(self, facts):
        self._count += 1
        name = f"{time.time_ns():020}-{self._count:06}.json"
        path = self.folder / name
        path.with_suffix(".tmp").write_text(json.dumps({"facts": facts}))
        os.replace(path.with_suffix(".tmp"), path)

    def waiting(self):
        return sorted(self.folder.glob("*.json"))

    def keep(self, calls):
        """Write down which calls are open, for the next start."""
        path = self.folder / "open"
        path.with_suffix(".tmp").write_text(json.dumps(calls))
        os.replace(path.with_suffix(".tmp"), path)

    def kept(self):
        path = self.folder / "open"
        return json.loads(path.read_text()) if path.exists() else {}


class Bridge:
    """The process: a connection to Asterisk, a queue to Odoo, a port for clicks."""

    def __init__(self, settings):
        self.settings = settings
        self.spool = Spool(settings["spool"])
        internal = settings.get("internal", r"\d{2,6}")
        self.tracker = Tracker(internal, known=self.spool.kept())
        self.news = asyncio.Event()
        self.writer = None
        self.ari = None
        if settings.get("ari_url"):
            user, secret = settings["ari_user"], settings["ari_secret"]
            self.ari = ari.Ari(settings["ari_url"], user, secret)
        self._live = set()

    async def run(self):
        server = await asyncio.start_server(
            self._serve,
            self.settings.get("listen", "127.0.0.1"),
            int(self.settings.get("port", "8765")),
        )
        async with server:
            await asyncio.gather(self._listen(), self._post_all())

    # === Asterisk ===
    async def _listen(self):
        wait = 1
        while True:
            try:
                await (self._session_of_ari() if self.ari else self._session())
                wait = 1
            except (
                OSError,
                asyncio.TimeoutError,
                asyncio.IncompleteReadError,
            ) as error:
                _logger.warning("Asterisk is away: %s", type(error).__name__)
            await asyncio.sleep(wait)
            wait = min(wait * 2, WAIT_MAX)

    async def _session(self):
        settings = self.settings
        reader, self.writer = await asyncio.open_connection(
            settings["ami_host"], int(settings["ami_port"])
        )
        pinging = None
        try:
            self.send(
                Action="Login",
                Username=settings["ami_user"],
                Secret=settings["ami_secret"],
            )
            self._live = set()
            self.send(Action="CoreShowChannels", ActionID="crm-live")
            pinging = asyncio.create_task(self._ping())
            parser = Parser()
            while True:
                async with asyncio.timeout(SILENCE):
                    data = await reader.read(65536)
                if not data:
                    break
                for event in parser.feed(data):
                    self._take(event)
        finally:
            if pinging:
                pinging.cancel()
            self.writer.close()
            self.writer = None

    async def _ping(self):
        while True:
            await asyncio.sleep(PING)
            self.send(Action="Ping")

    async def _session_of_ari(self):
        """The same over ARI: events first, then what is there already."""
        reader, writer = await self.ari.open()
        pinging = asyncio.create_task(self._ping_ari(writer))
        try:
            calls = self.tracker.calls
            channels = await asyncio.to_thread(self.ari.get, "channels")
            bridges = await asyncio.to_thread(self.ari.get, "bridges")
            self._live = set()
            for event in ari.snapshot(channels, bridges, calls):
                self._take(event)
            async for told in ari.messages(reader, writer, SILENCE):
                for event in ari.translate(told, calls):
                    self._take(event)
        finally:
            pinging.cancel()
            writer.close()

    async def _ping_ari(self, writer):
        while True:
            await asyncio.sleep(PING)
            writer.write(ari.frame(9))

    def send(self, **fields):
        """Send an action; no value may carry a line of its own.

        :raise ConnectionError: there is no connection
        :raise ValueError: a value has a line break in it
        """
        if not self.writer:
            raise ConnectionError("Asterisk is away")
        lines = []
        for name, value in fields.items():
            if re.search(r"[\r\n]", str(value)):
                raise ValueError(f"{name} has a line break in it")
            lines.append(f"{name}: {value}\r\n")
        self.writer.write("".join([*lines, "\r\n"]).encode())

    def _take(self, event):
        facts = []
        kind = event.get("Event", "")
        if kind == "CoreShowChannel":
            linked = event.get("Linkedid")
            self._live.add(linked)
            known = self.tracker.calls.get(linked, {})
            # its first channel says who calls, and need not stand first
            if not known or (
                event.get("Uniqueid") == linked and not known.get("direction")
            ):
                facts = self.tracker.feed({**event, "Event": "Newchannel"})
            if event.get("BridgeId"):
                joined = {"Event": "BridgeEnter", "BridgeUniqueid": event["BridgeId"]}
                facts += self.tracker.feed({**event, **joined})
        elif kind == "CoreShowChannelsComplete":
            facts = self.tracker.forget_except(self._live, moment_of())
        elif event.get("Response") == "Error":
            _logger.error("Asterisk refuses: %s", event.get("Message"))
        else:
            facts = self.tracker.feed(event)
        if facts:
            self.spool.put(facts)
            self.spool.keep(self.tracker.calls)
            self.news.set()

    # === Odoo ===
    async def _post_all(self):
        wait = 1
        while True:
            self.news.clear()
            for path in self.spool.waiting():
                body = path.read_bytes()
                fine = await asyncio.to_thread(self._post, body)
                if not fine:
                    break
                path.unlink()
                wait = 1
            else:
                await self.news.wait()
                continue
            await asyncio.sleep(wait)
            wait = min(wait * 2, WAIT_MAX)

    def _post(self, body):
        """Post one file; return whether Odoo has it."""
        request = urllib.request.Request(
            self.settings["odoo_url"],
            data=body,
            headers={
                "Content-Type": "application/json",
                "X-CRM-VN-Signature": sign(self.settings["secret"], body),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=POST_TIMEOUT) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError) as error:
            _logger.warning("Odoo is away: %s", type(error).__name__)
            return False

    # === Clicks ===
    async def _serve(self, reader, writer):
        try:
            async with asyncio.timeout(10):
                status, text = await self._answer(reader)
        except (ValueError, asyncio.TimeoutError, asyncio.IncompleteReadError):
            status, text = 400, "bad request"
        body = json.dumps(
            {"status": "ok"} if status == 200 else {"error": text}
        ).encode()
        writer.write(
            b"HTTP/1.1 %d -\r\nContent-Type: application/json\r\nContent-Length: %d\r\n"
            b"Connection: close\r\n\r\n%b" % (status, len(body), body)
        )
        await writer.drain()
        writer.close()

    async def _answer(self, reader):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.splitlines()
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        length = int(headers.get("content-length") or 0)
        if not first.startswith("POST /call ") or not 0 < length < 4096:
            return 404, "not found"
        body = await reader.readexactly(length)
        signature = headers.get("x-crm-vn-signature", "")
        if not is_signed(self.settings["secret"], signature, body):
            return 403, "wrong signature"
        wanted = json.loads(body)
        number, extension, token = (
            str(wanted.get(key, "")) for key in ("number", "extension", "token")
        )
        if not (
            NUMBER.fullmatch(number)
            and EXTENSION.fullmatch(extension)
            and re.fullmatch(r"crm-[0-9a-f]{8,40}", token)
        ):
            return 400, "not a number, extension and token"
        try:
            if self.ari:
                await asyncio.to_thread(
                    self._originate_by_ari, extension, number, token
                )
            else:
                self.originate(extension, number, token)
        except OSError as error:
            return 503, str(error)
        return 200, ""

    def originate(self, extension, number, token):
        """Ring our phone, then the number; every event will carry the token."""
        technology = self.settings.get("technology", "PJSIP")
        self.send(
            Action="Originate",
            ActionID=token,
            ChannelId=token,
            Channel=f"{technology}/{extension}",
            Context=self.settings.get("context", "from-internal"),
            Exten=number,
            Priority=1,
            Async="true",
            Timeout=20000,
            CallerID=f"<{number}>",
            Variable=f"__CRM_CALL={token}",
        )

    def _originate_by_ari(self, extension, number, token):
        technology = self.settings.get("technology", "PJSIP")
        self.ari.originate(
            endpoint=f"{technology}/{extension}",
            context=self.settings.get("context", "from-internal"),
            extension=number,
            priority=1,
            channelId=token,
            timeout=20,
            callerId=f"<{number}>",
        )


def main(path):
    """Read the configuration and run."""
    reader = configparser.ConfigParser(interpolation=None)
    with open(path, encoding="utf-8") as handle:
        reader.read_file(handle)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    asyncio.run(Bridge(dict(reader["bridge"])).run())


if __name__ == "__main__":
    main(sys.argv[1])
