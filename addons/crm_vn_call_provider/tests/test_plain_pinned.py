"""A server is asked at the address that was checked, by the name it is known by."""

import datetime
import ipaddress
import ssl
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from odoo.tests import BaseCase, tagged
from odoo.tools import mute_logger

from ..tools import pinned

# of others, tests ask nobody
NAME = "localhost"


class Named(BaseHTTPRequestHandler):
    """Answers with the name that it was asked by."""

    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:1/")
            self.end_headers()
            return
        body = self.headers["Host"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args):
        pass


def make_certificate(folder):
    """Write a certificate of :data:`NAME`, with its key; return the path."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    names = [x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.2"))]
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = Path(folder) / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return str(path)


@tagged("post_install", "-at_install")
class TestPlainPinned(BaseCase):
    def serve(self, certificate=None):
        """Serve on loopback until the test ends; return the port."""
        server = HTTPServer(("127.0.0.1", 0), Named)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()

        def stop():
            server.shutdown()
            server.server_close()
            thread.join()

        self.addCleanup(stop)
        return server.server_port

    def test_by_name_at_the_address(self):
        port = self.serve()
        response = pinned.get(f"http://{NAME}:{port}/1.wav", "127.0.0.1", timeout=5)
        self.assertEqual(response.text, f"{NAME}:{port}")
        moved = pinned.get(f"http://{NAME}:{port}/moved", "127.0.0.1", timeout=5)
        self.assertEqual(moved.status_code, 302, "and it leads nowhere else")

    @mute_logger("urllib3.connection")
    def test_the_certificate_is_the_name_s(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate = make_certificate(folder)
            port = self.serve(certificate)
            options = {"timeout": 5, "verify": certificate}
            url = f"https://{NAME}:{port}/1.wav"
            response = pinned.get(url, "127.0.0.1", **options)
            self.assertEqual(response.text, f"{NAME}:{port}")
            with self.assertRaises(requests.exceptions.SSLError):
                pinned.get(f"https://127.0.0.1:{port}/", "127.0.0.1", **options)
