"""A line to a gateway: what becomes of a message when the network fails, and when."""

import http.client
import logging
import socket
import threading
from unittest.mock import patch

from odoo.tests import BaseCase, tagged

from ..tools import line as module
from ..tools.connection import Connection, NotConnected
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
    """Takes the place of connections: notes what is asked, and answers or fails."""

    def __init__(self, status=200, content=b"ok", error=None):
        self.answer = status, content
        self.error = error
        self.asked = []
        self.opened = []
        self.closed = 0

    def __call__(self, timeout):
        self.opened.append(timeout)
        return self

    def close(self):
        self.closed += 1

    def ask(self, *request):
        self.asked.append(request)
        if self.error:
            raise self.error
        return self.answer


@tagged("post_install", "-at_install")
class TestPlainLine(BaseCase):
    def _line(self, rate=0, **options):
        network = Network(**options)
        replacement = patch.object(module, "Connection", network)
        replacement.start()
        self.addCleanup(replacement.stop)
        return Line(Echo, "config", rate), network

    def test_what_is_asked_and_answered(self):
        line, network = self._line(status=202, content=b"yes")
        found = line.send(MESSAGE)
        self.assertEqual(found, Answer("accepted", "202", "yes", "config"))
        wanted = ("POST", "https://sms.example/send", b"config u-1", {"Accept": "*/*"})
        self.assertEqual(network.asked, [wanted])

    def test_a_thread_keeps_its_connection(self):
        line, network = self._line()
        line.send(MESSAGE)
        line.send(MESSAGE)
        self.assertEqual(network.opened, [20], "seconds")
        thread = threading.Thread(target=line.send, args=(MESSAGE,))
        thread.start()
        thread.join()
        self.assertEqual((len(network.opened), len(network.asked)), (2, 3))

    def test_many_by_the_same_connections(self):
        line, network = self._line()
        messages = [MESSAGE._replace(uuid=f"u-{number}") for number in range(7)]
        with line:
            first, second = line.send_all(messages[:4]), line.send_all(messages[4:])
            self.assertEqual(line.send_all([]), {})
            self.assertEqual(network.closed, 0)
        self.assertEqual([*first, *second], [one.uuid for one in messages])
        self.assertEqual({one.outcome for one in first.values()}, {"accepted"})
        self.assertEqual((len(network.opened), network.closed), (1, 1))

    def test_what_was_never_connected_was_never_sent(self):
        for error, outcome, name in (
            (NotConnected("gaierror"), "later", "gaierror"),
            (TimeoutError("slow"), "unknown", "TimeoutError"),
            (ConnectionResetError(), "unknown", "ConnectionResetError"),
            (http.client.BadStatusLine("x"), "unknown", "BadStatusLine"),
        ):
            with self.subTest(error=error):
                line, _network = self._line(error=error)
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


class Peer:
    """A server on loopback that does with each connection what it is told.

    :param turns: for each connection, what is answered to each request; None closes
    """

    def __init__(self, *turns):
        self.turns = turns
        self.asked = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        port = self.listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        for turn in self.turns:
            line, _address = self.listening.accept()
            with line, line.makefile("rb") as reader:
                for answer in turn:
                    self.asked.append(self.hear(reader))
                    if answer is not None:
                        line.sendall(answer)

    def hear(self, reader):
        lines = []
        while (line := reader.readline()) not in (b"\r\n", b""):
            lines.append(line.decode().strip())
        size = [line.split(":")[1] for line in lines if line.startswith("Content-L")]
        return lines[0], reader.read(int(size[0])) if size else b""

    def close(self):
        self.listening.close()
        self.thread.join(5)


def told(text, status="200 OK"):
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode()


@tagged("post_install", "-at_install")
class TestPlainConnection(BaseCase):
    def open(self, *turns):
        peer, connection = Peer(*turns), Connection(5)
        self.addCleanup(peer.close)
        self.addCleanup(connection.close)
        return peer, connection

    def ask(self, connection, url, body=b"{}"):
        return connection.ask("POST", url, body, {"X": "y"})

    def test_one_connection_for_many(self):
        peer, connection = self.open([told("a"), told("", "503 No"), told("c")])
        found = [
            self.ask(connection, f"{peer.url}{path}", path.encode())
            for path in ("", "/x", "/y?z=1")
        ]
        self.assertEqual(found, [(200, b"a"), (503, b""), (200, b"c")])
        self.assertEqual(
            peer.asked,
            [
                ("POST / HTTP/1.1", b""),
                ("POST /x HTTP/1.1", b"/x"),
                ("POST /y?z=1 HTTP/1.1", b"/y?z=1"),
            ],
        )

    def test_a_parameter_without_a_path(self):
        peer, connection = self.open([told("a")])
        self.ask(connection, f"{peer.url}?z=1")
        self.assertEqual(peer.asked[0][0], "POST /?z=1 HTTP/1.1")

    def test_no_redirect_is_followed(self):
        peer, connection = self.open([told("", "302 Found")])
        self.assertEqual(self.ask(connection, peer.url), (302, b""))

    def test_one_that_was_closed_meanwhile_is_opened_anew(self):
        """Nothing was sent on it, so that nothing is in doubt."""
        peer, connection = self.open([told("a")], [told("b")])
        self.assertEqual(self.ask(connection, peer.url), (200, b"a"))
        for _number in range(200):
            if connection._is_gone():
                break
            threading.Event().wait(0.01)
        self.assertEqual(self.ask(connection, peer.url), (200, b"b"))

    def test_one_that_the_server_does_not_keep(self):
        end = told("a").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
        peer, connection = self.open([end], [told("b")])
        self.ask(connection, peer.url)
        self.assertEqual(self.ask(connection, peer.url), (200, b"b"))

    def test_another_server(self):
        first, connection = self.open([told("a")])
        second, _other = self.open([told("b")])
        self.assertEqual(self.ask(connection, first.url), (200, b"a"))
        self.assertEqual(self.ask(connection, second.url), (200, b"b"))

    def test_an_answer_that_is_lost(self):
        peer, connection = self.open([None], [b"nonsense\r\n\r\n"], [told("c")])
        with self.assertRaises(OSError):
            self.ask(connection, peer.url)
        with self.assertRaises(http.client.BadStatusLine):
            self.ask(connection, peer.url)
        self.assertEqual(self.ask(connection, peer.url), (200, b"c"))
        self.assertEqual(len(peer.asked), 3, "each was sent once")

    def test_nobody_there(self):
        with socket.create_server(("127.0.0.1", 0)) as one:
            port = one.getsockname()[1]
        for url, name in (
            (f"http://127.0.0.1:{port}/x", "ConnectionRefusedError"),
            ("http://127.0.0.1:port/x", "InvalidURL"),
            (f"https://127.0.0.1:{port}/x", "ConnectionRefusedError"),
        ):
            with self.assertRaisesRegex(NotConnected, name):
                self.ask(Connection(5), url)
