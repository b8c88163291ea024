"""A gateway that speaks as the real ones do, on this machine, for tests and benchmarks.

It knows the codes of eSMS, SpeedSMS, VietGuys, Stringee and of any generic gateway; it
remembers what was asked, counts what was really sent, and behaves as it is told: loses
answers, is slow, refuses, is out of money, limits the rate.
"""

import base64
import collections
import http.server
import json
import select
import socket
import threading
from urllib.parse import parse_qs, urlsplit


class Double:
    """One gateway server on loopback.

    :ivar sent: ``{number: times}``: what reached a phone
    :ivar asked: every request as ``(path, data)``, in order
    :ivar behaviour: ``{number: name}``; ``"*"`` is for all others. Names: ``lost``
        (taken, the connection breaks before the answer), ``drop`` (not taken, the
        connection breaks), ``poison`` (refused for good), ``money``, ``keys``, ``busy``
        (try later), ``limit`` (HTTP 429), ``broken`` (HTTP 500), ``html``
    """

    def __init__(self):
        self.sent = collections.Counter()
        self.asked = []
        self.behaviour = {}
        self.delay = 0.0
        self.known = {}
        self.on_taken = None
        self._lock = threading.Lock()
        self._ids = iter(range(1000, 10**9))
        double = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                double.answer(self)

            def do_POST(self):
                double.answer(self)

            def log_message(self, *_args):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_args):
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def reset(self):
        self.sent.clear()
        self.asked.clear()
        self.behaviour.clear()
        self.known.clear()
        self.delay, self.on_taken = 0.0, None

    # === One request ===
    def answer(self, handler):
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length)
        parts = urlsplit(handler.path)
        data = self.parse(body, parts.query)
        with self._lock:
            self.asked.append((parts.path, data))
        if self.delay:
            select.select((), (), (), self.delay)
        status, told = self.route(parts.path, data, handler.headers)
        if status is None:
            # nothing comes back: what the client can't tell from a lost answer
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        raw = told.encode() if isinstance(told, str) else json.dumps(told).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)

    @staticmethod
    def parse(body, query):
        try:
            return json.loads(body)
        except ValueError:
            form = parse_qs((body.decode("utf-8", "replace") or query), True)
            return {name: values[0] for name, values in form.items()}

    def route(self, path, data, headers):
        """Return (status, answer); status None to say nothing."""
        if path.startswith("/MainService.svc"):
            return self.speak(self.esms, data, data.get("Phone"), data.get("RequestId"))
        if path == "/index.php/sms/send":
            token = headers.get("Authorization", "").removeprefix("Basic ")
            data = {**data, "key": base64.b64decode(token).decode()}
            return self.speak(self.speedsms, data, data["to"][0], None)
        if path == "/api/index.php":
            return self.speak(self.vietguys, data, data.get("phone"), None)
        if path == "/v1/sms":
            return self.speak(self.stringee, data, data["sms"][0]["to"], None)
        return self.speak(self.generic, data, data.get("to"), data.get("id"))

    def speak(self, words, data, number, request_id):
        how = self.behaviour.get(number, self.behaviour.get("*"))
        if how == "drop":
            return None, ""
        if how == "limit":
            return 429, {}
        if how == "broken":
            return 500, {}
        if how == "html":
            return 200, "<html>maintenance</html>"
        with self._lock:
            if request_id and request_id in self.known:
                return 200, words("repeat", self.known[request_id])
            if how in ("poison", "money", "keys", "busy"):
                return 200, words(how, "")
            reference = str(next(self._ids))
            if request_id:
                self.known[request_id] = reference
            self.sent[number] += 1
        if self.on_taken:
            self.on_taken(number, request_id)
        if how == "lost":
            return None, ""
        return 200, words("taken", reference)

    # === What each gateway says ===
    @staticmethod
    def esms(case, reference):
        code = {
            "taken": "100",
            "repeat": "124",
            "poison": "108",
            "money": "103",
            "keys": "101",
            "busy": "120",
        }[case]
        told = {"CodeResult": code, "CountRegenerate": 0}
        if case in ("taken", "repeat"):
            told["SMSID"] = reference
        else:
            told["ErrorMessage"] = case
        return told

    @staticmethod
    def speedsms(case, reference):
        if case == "taken":
            return {
                "status": "success",
                "code": "00",
                "data": {
                    "tranId": int(reference),
                    "totalSMS": 1,
                    "totalPrice": 250,
                    "invalidPhone": [],
                },
            }
        code = {"poison": "105", "money": "300", "keys": "008", "busy": "500"}[case]
        return {"status": "error", "code": code, "message": case}

    @staticmethod
    def vietguys(case, reference):
        if case == "taken":
            return {"error": 0, "msgid": reference}
        code = {"poison": -6, "money": -9, "keys": -1, "busy": -99}[case]
        return {"error": 1, "error_code": code, "log": case}

    @staticmethod
    def stringee(case, reference):
        code = {"taken": 0, "poison": 3, "money": 2, "keys": 1, "busy": 9}[case]
        return {
            "smsSent": int(case == "taken"),
            "result": [{"r": code, "msg": case, "price": 300, "messageId": reference}],
        }

    @staticmethod
    def generic(case, reference):
        return {"status": {"taken": "ok"}.get(case, case), "data": {"id": reference}}

    # === What it reports ===
    def report_esms(self, uuid, good=True, status="5"):
        """Return the query of a report of eSMS about a message."""
        return {
            "SMSID": self.known.get(uuid, "0"),
            "RequestId": uuid,
            "SendStatus": status,
            "SendSuccess": "1" if good else "0",
            "SendFailed": "0" if good else "1",
            "TotalReceiver": "1",
            "TotalSent": "1",
            "TotalPrice": "350",
            "TypeId": "2",
            "telcoid": "1",
        }
