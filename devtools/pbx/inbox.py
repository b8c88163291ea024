"""Where bridge and dialplan post to in the tests: an Odoo that can go away."""

import hashlib
import hmac
import http.server
import threading

from .asterisk import free_ports


class Inbox:
    """A server on loopback that keeps what it is told, as Odoo's inbox does.

    :ivar told: list of (content type, body), in the order they came
    """

    def __init__(self, secret):
        self.secret = secret.encode()
        self.told = []
        [self.port] = free_ports(1)
        self.url = f"http://127.0.0.1:{self.port}/vn/hook/key"
        self.server = None
        self.come()

    def come(self):
        """Be there, if it is not yet."""
        if self.server:
            return
        inbox = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                kind = self.headers["Content-Type"]
                fine = kind != "application/json" or inbox.is_signed(
                    self.headers["X-CRM-VN-Signature"], body
                )
                if fine:
                    inbox.told.append((kind, body))
                self.send_response(200 if fine else 404)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_words):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

        self.server = Server(("127.0.0.1", self.port), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def go(self):
        """Be away: nobody listens any more."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.thread.join()
            self.server = None

    def is_signed(self, header, body):
        parts = dict(part.split("=", 1) for part in (header or "").split(","))
        text = parts.get("t", "").encode() + b"." + body
        wanted = hmac.new(self.secret, text, hashlib.sha256).hexdigest()
        return hmac.compare_digest(parts.get("v1", ""), wanted)
