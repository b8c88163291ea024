"""Asking a server at an address that was checked, and at no other. No ORM here.

Whoever looks a name up, checks the address and then asks by the name lets it be looked
up twice: the second time it may stand for a server inside. Here the connection goes to
the address, while the name stays what the server and its certificate are asked for.
"""

from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter


class Pinned(HTTPAdapter):
    """Connects to one address, whatever the name in the URL stands for.

    :param str address: IPv4 or IPv6
    """

    def __init__(self, address):
        self.address = address
        super().__init__()

    def send(self, request, *args, **kwargs):
        parts = urlsplit(request.url)
        if parts.scheme == "https":
            for name in ("server_hostname", "assert_hostname"):
                self.poolmanager.connection_pool_kw[name] = parts.hostname
        request.headers["Host"] = parts.netloc.rpartition("@")[2]
        host = f"[{self.address}]" if ":" in self.address else self.address
        port = f":{parts.port}" if parts.port else ""
        request.url = parts._replace(netloc=host + port).geturl()
        return super().send(request, *args, **kwargs)


def get(url, address, **options):
    """Get *url* from the server at *address*; nothing of the environment is used.

    :param options: as of ``requests.get``
    :raise requests.RequestException: without an answer
    """
    session = requests.Session()
    # no proxy, which would look the name up, and no keys of the machine's own
    session.trust_env = False
    for scheme in ("http://", "https://"):
        session.mount(scheme, Pinned(address))
    # a redirect may lead anywhere
    return session.get(url, allow_redirects=False, **options)
