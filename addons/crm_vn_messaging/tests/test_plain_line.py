"""A line to a gateway: what becomes of a message when the network fails, and when."""

import logging
import threading
from types import SimpleNamespace
from unittest.mock import patch

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from odoo.tests import BaseCase, tagged

from ..tools.gateway import Answer, Message, Request
from ..tools.line import Line

LINE = "odoo.addons.crm_vn_messaging.tools.line"
MESSAGE = Message("u-1", "84912345678", "Chào chị")
REQUEST = Request("POST", "https://sms.example/send", {"Accept": "*/*"}, b"{}")


class Echo:
    """A gateway that asks for REQUEST and says what it was answered."""

    @staticmethod
    def build(config, message):
        return REQUEST._replace(body=f"{config} {message.uuid}".encode())

    @staticmethod
    def answer(config, status, body):
        if body == b"stop":
            return Answer("blocked", str(status))
        return Answer("accepted", str(status), body.decode(), config)


class Network:
    """Takes the place of a session: notes what is asked, and answers or fails."""

    def __init__(self, status=200, content=b"ok", error=None):
        self.response = SimpleNamespace(status_code=status, content=content)
        self.error = error
        self.asked = []
        self.sessions = []
        self.closed = 0

    def close(self):
        self.closed += 1

    def open(self):
        session = SimpleNamespace(
            request=self.request, trust_env=True, close=self.close
        )
        self.sessions.append(session)
        return session

    def request(self, method, url, **options):
        self.asked.append((method, url, options))
        if self.error:
            raise self.error
        return self.response


def not_connected():
    reason = NewConnectionError(None, "refused")
    return requests.exceptions.ConnectionError(MaxRetryError(None, "/", reason))


@tagged("post_install", "-at_install")
class TestPlainLine(BaseCase):
    def _line(self, rate=0, **options):
        network = Network(**options)
        replacement = patch.object(requests, "Session", network.open)
        replacement.start()
        self.addCleanup(replacement.stop)
        return Line(Echo, "config", rate), network

    def test_what_is_asked_and_answered(self):
        line, network = self._line(status=202, content=b"yes")
        found = line.send(MESSAGE)
        self.assertEqual(found, Answer("accepted", "202", "yes", "config"))
        [(method, url, options)] = network.asked
        self.assertEqual((method, url), ("POST", "https://sms.example/send"))
        self.assertEqual(
            options,
            {
                "data": b"config u-1",
                "headers": {"Accept": "*/*"},
                "timeout": 20,
                "allow_redirects": False,
            },
        )

    def test_a_thread_keeps_its_connection(self):
        line, network = self._line()
        line.send(MESSAGE)
        line.send(MESSAGE)
        # a proxy or a password of the machine's own is not used
        self.assertEqual([s.trust_env for s in network.sessions], [False])
        thread = threading.Thread(target=line.send, args=(MESSAGE,))
        thread.start()
        thread.join()
        self.assertEqual((len(network.sessions), len(network.asked)), (2, 3))

    def test_many_by_the_same_connections(self):
        line, network = self._line()
        messages = [MESSAGE._replace(uuid=f"u-{number}") for number in range(7)]
        with line:
            first, second = line.send_all(messages[:4]), line.send_all(messages[4:])
            self.assertEqual(line.send_all([]), {})
            self.assertEqual(network.closed, 0)
        self.assertEqual([*first, *second], [one.uuid for one in messages])
        self.assertEqual({one.outcome for one in first.values()}, {"accepted"})
        self.assertEqual((len(network.sessions), network.closed), (1, 1))

    def test_what_was_never_connected_was_never_sent(self):
        errors = requests.exceptions
        for error, outcome in (
            (not_connected(), "later"),
            (errors.ConnectTimeout("slow"), "later"),
            (errors.ReadTimeout("slow"), "unknown"),
            (errors.ConnectionError(MaxRetryError(None, "/", None)), "unknown"),
            (errors.ConnectionError(NewConnectionError(None, "refused")), "unknown"),
            (errors.ConnectionError(), "unknown"),
        ):
            with self.subTest(error=error):
                line, _network = self._line(error=error)
                name = type(error).__name__
                wanted = Answer(outcome, name, failure="sms_server")
                self.assertEqual(line.send(MESSAGE), wanted)
                self.assertIsNone(line.blocked)

    def test_an_answer_that_nobody_can_read(self):
        line, _network = self._line(content=b"\xff")
        with self.assertLogs(LINE, logging.WARNING) as logs:
            found = line.send(MESSAGE)
        wanted = Answer("unknown", "UnicodeDecodeError", failure="sms_server")
        self.assertEqual(found, wanted)
        # neither number nor text of the message
        self.assertEqual(
            [record.getMessage() for record in logs.records],
            ["A gateway could not be read: UnicodeDecodeError"],
        )

    def test_after_a_block_nothing_goes_out(self):
        line, network = self._line(status=401, content=b"stop")
        self.assertEqual(line.send(MESSAGE), Answer("blocked", "401"))
        self.assertEqual(line.send(MESSAGE), Answer("blocked", "401"))
        self.assertEqual(len(network.asked), 1)

    def test_so_many_a_second(self):
        line, network = self._line(rate=4)
        naps, clock = [], iter((10.0, 10.1, 10.2, 20.0))
        with (
            patch(f"{LINE}.time.monotonic", lambda: next(clock)),
            patch(f"{LINE}.time.sleep", naps.append),
        ):
            for _number in range(4):
                line.send(MESSAGE)
        self.assertEqual([round(nap, 6) for nap in naps], [0, 0.15, 0.3, 0])
        self.assertEqual(len(network.asked), 4)

    def test_without_a_rate_nobody_waits(self):
        line, _network = self._line()
        with patch(f"{LINE}.time.sleep") as sleep:
            line.send(MESSAGE)
        sleep.assert_not_called()
