"""Connections to one gateway, used by several threads. No ORM in here."""

import http.client
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from .connection import Connection, NotConnected
from .gateway import Answer

_logger = logging.getLogger(__name__)
TIMEOUT = 20


class Line:
    """Connections to one gateway, used by several threads; no ORM in here.

    They stay open from one message to the next, until the line is closed: used in a
    ``with``, it is closed at the end.
    """

    def __init__(self, gateway, config, rate, parallel=1):
        self.gateway, self.config, self.rate = gateway, config, rate
        self.blocked = None
        self._pool = ThreadPoolExecutor(parallel)
        self._connections = []
        self._local = threading.local()
        self._lock = threading.Lock()
        self._next = 0.0

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._pool.shutdown()
        for connection in self._connections:
            connection.close()

    def send_all(self, messages):
        """Return {uuid: :class:`Answer`} of many messages, a few at a time."""
        answers = self._pool.map(self.send, messages)
        return dict(zip((one.uuid for one in messages), answers, strict=True))

    def send(self, message):
        """Return the :class:`Answer` to one message; never raises."""
        if self.blocked:
            return self.blocked
        self._wait()
        try:
            answer = self._ask(message)
        except Exception as error:
            _logger.warning("A gateway could not be read: %s", type(error).__name__)
            answer = Answer("unknown", type(error).__name__, failure="sms_server")
        if answer.outcome == "blocked":
            self.blocked = answer
        return answer

    def _ask(self, message):
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = Connection(TIMEOUT)
            self._connections.append(connection)
        request = self.gateway.build(self.config, message)
        try:
            status, content = connection.ask(
                request.method, request.url, request.body, request.headers
            )
        except NotConnected as error:
            return Answer("later", str(error), failure="sms_server")
        except (OSError, http.client.HTTPException) as error:
            return Answer("unknown", type(error).__name__, failure="sms_server")
        return self.gateway.answer(self.config, status, content)

    def _wait(self):
        if not self.rate:
            return
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next)
            self._next = turn + 1 / self.rate
        time.sleep(max(0, turn - now))
