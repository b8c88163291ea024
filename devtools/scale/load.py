"""People at work, over HTTPS: what they asked for, how long it took, what was promised.

Every write bears a mark of its own. What was answered with success is promised; what
was not may be there or not, as for a person whose connection broke: nobody sends it
again.
"""

import contextlib
import dataclasses
import http.client
import json
import random
import ssl
import threading
import time

from . import DATABASE, PASSWORD, THINK

#: what a salesperson does, and how often in a hundred times
SALESPERSON = {
    "desk": 25,
    "search": 25,
    "open": 25,
    "log": 12,
    "comment": 7,
    "order": 6,
}
MANAGER = {"team_desk": 35, "kpi": 45, "search": 20}
FAMILIES = ("nguyen", "tran", "le", "pham", "hoang", "phan", "vu", "dang", "bui", "do")
CUSTOMER_FIELDS = ("name", "phone", "vn_score", "vn_star", "vn_last_contact_date")


@dataclasses.dataclass(frozen=True)
class Call:
    """One request and its answer."""

    began: float
    seconds: float
    kind: str
    fine: bool


class Ledger:
    """What all people did; threads write into it."""

    def __init__(self):
        self.calls, self.promised, self.doubtful = [], [], []
        self.reasons = {}
        self._lock = threading.Lock()

    def note(self, call, reason=None):
        with self._lock:
            self.calls.append(call)
            if reason:
                key = f"{call.kind}: {reason}"[:160]
                self.reasons[key] = self.reasons.get(key, 0) + 1

    def promise(self, kind, mark, fine):
        """Note a write: one that was answered with success must be there."""
        with self._lock:
            (self.promised if fine else self.doubtful).append((kind, mark))


class Refused(Exception):
    """The server answered that it did not work."""


class Person(threading.Thread):
    """One user with a browser.

    :param port: of the proxy
    :param acts: {what: how often in a hundred times}
    """

    def __init__(self, number, login, port, acts, world, ledger, stop):
        super().__init__(daemon=True)
        self.number, self.login, self.port = number, login, port
        self.acts, self.world, self.ledger = acts, world, ledger
        self.ended = stop
        self.random = random.Random(number)
        self.connection = self.cookie = None
        self.count = 0
        self.ready = threading.Event()

    def run(self):
        names, weights = zip(*self.acts.items(), strict=True)
        while not self.ended.is_set():
            if not self.cookie and not self._log_in():
                self.ended.wait(2)
                continue
            self.ready.set()
            # the same mean as that of people, without marching in step
            self.ended.wait(self.random.uniform(0.2, 2 * THINK - 0.2) / 2)
            if not self.ended.is_set():
                what = self.random.choices(names, weights)[0]
                with contextlib.suppress(Refused):
                    getattr(self, f"do_{what}")()

    # === HTTP ===
    def _log_in(self):
        values = {"db": DATABASE, "login": self.login, "password": PASSWORD}
        with contextlib.suppress(Refused):
            self._post("login", "/web/session/authenticate", values)
        return bool(self.cookie)

    def _post(self, kind, path, params):
        """Send a call of JSON-RPC and return its result.

        :raise Refused: when it was not answered with success
        """
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        headers = {"Content-Type": "application/json"}
        if self.cookie:
            headers["Cookie"] = f"session_id={self.cookie}"
        began = time.monotonic()
        reason = None
        try:
            answer = self._answer(path, body, headers)
            if "error" in answer:
                data = answer["error"].get("data") or {}
                reason = data.get("message") or answer["error"]["message"]
                if "Session" in data.get("name", ""):
                    self.cookie = None
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = f"{type(error).__name__} {error}"
            self.connection = None
        seconds = time.monotonic() - began
        self.ledger.note(Call(began, seconds, kind, reason is None), reason)
        if reason is not None:
            raise Refused(reason)
        return answer["result"]

    def _answer(self, path, body, headers):
        if not self.connection:
            context = ssl._create_unverified_context()
            self.connection = http.client.HTTPSConnection(
                "127.0.0.1", self.port, timeout=60, context=context
            )
        self.connection.request("POST", path, body, headers)
        response = self.connection.getresponse()
        text = response.read()
        if response.status != 200:
            raise ValueError(f"status {response.status}")
        for name, value in response.getheaders():
            if name.lower() == "set-cookie" and value.startswith("session_id="):
                self.cookie = value.split(";")[0].partition("=")[2]
        return json.loads(text)

    def call(self, kind, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self._post(kind, f"/web/dataset/call_kw/{model}/{method}", params)

    def write(self, kind, mark, model, method, *args, **kwargs):
        """Call what writes a mark, and note whether that was promised."""
        fine = False
        try:
            result = self.call(kind, model, method, *args, **kwargs)
            fine = True
        finally:
            self.ledger.promise(kind, mark, fine)
        return result

    # === What people do ===
    def _mark(self):
        self.count += 1
        return f"mark-{self.number}-{self.count}-{self.world['run']}"

    def _customer(self):
        """Return a customer of this person."""
        return self.random.choice(self.world["customers"][self.login])

    def do_desk(self):
        self.call("desk", "crm.vn.desk", "get_desk", "me")

    def do_team_desk(self):
        self.call("team desk", "crm.vn.desk", "get_desk", "all")

    def do_kpi(self):
        period = self.random.choice(("this_month", "last_month"))
        self.call("kpi", "crm.vn.kpi.report", "get_report", {"period": period})

    def do_search(self):
        domain = [
            ("vn_relationship_id", "!=", False),
            ("name", "ilike", self.random.choice(FAMILIES)),
        ]
        wanted = {name: {} for name in CUSTOMER_FIELDS}
        self.call(
            "search",
            "res.partner",
            "web_search_read",
            domain=domain,
            specification=wanted,
            limit=80,
            count_limit=10_001,
        )

    def do_open(self):
        customer = self._customer()
        wanted = {name: {} for name in CUSTOMER_FIELDS}
        self.call("open", "res.partner", "web_read", [customer], specification=wanted)
        self.call("page", "res.partner", "vn_get_page", [customer])

    def do_log(self):
        mark = self._mark()
        values = ("res.partner", self._customer(), self.world["activity_type"], mark)
        self.write("activity", mark, "crm.vn.desk", "log_contact", *values)

    def do_comment(self):
        mark = self._mark()
        self.write(
            "comment",
            mark,
            "res.partner",
            "message_post",
            [self._customer()],
            body=mark,
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )

    def do_order(self):
        mark = self._mark()
        values = {
            "partner_id": self._customer(),
            "client_order_ref": mark,
            "order_line": [(0, 0, {"product_id": self.world["product"]})],
        }
        order = self.write("order", mark, "sale.order", "create", [values])
        self.write("confirmation", mark, "sale.order", "action_confirm", order)


def figures(calls, seconds):
    """Return what a phase was like.

    :param calls: its :class:`Call` objects
    :param seconds: how long it took
    :return: dict of ``per_second``, ``p50``, ``p95`` (seconds) and ``failed``

    >>> calls = [Call(0, number / 100, "x", number < 99) for number in range(1, 101)]
    >>> figures(calls, 10)
    {'per_second': 10.0, 'p50': 0.51, 'p95': 0.96, 'failed': 2}
    >>> figures([], 10)
    {'per_second': 0.0, 'p50': 0, 'p95': 0, 'failed': 0}
    """
    times = sorted(call.seconds for call in calls)
    return {
        "per_second": len(times) / seconds,
        "p50": times[len(times) // 2] if times else 0,
        "p95": times[len(times) * 95 // 100] if times else 0,
        "failed": sum(not call.fine for call in calls),
    }
