"""What a webhook's request tells. No ORM here."""

import json
from email.parser import BytesParser
from urllib.parse import parse_qsl


def parse(body, content_type="", query=None):
    """Return what a request tells, as a dict or a list.

    JSON is tried first whatever its content type says: many vendors send it as a form.

    :param bytes body: the raw body
    :param str content_type: tells the parts of a form apart
    :param dict query: parameters of the address, used when there is no body
    :raise ValueError: it can't be read

    >>> parse(b'{"a": 1}', "application/x-www-form-urlencoded")
    {'a': 1}
    >>> parse(b"state=ringing&id=1.0"), parse(b"", query={"id": "1"})
    ({'state': 'ringing', 'id': '1.0'}, {'id': '1'})
    >>> parse(b'--x\\r\\nContent-Disposition: form-data; name="a"\\r\\n\\r\\n1'
    ...     b"\\r\\n--x--", "multipart/form-data; boundary=x")
    {'a': '1'}
    >>> parse(b"hello")
    Traceback (most recent call last):
    ...
    ValueError: neither JSON nor a form
    """
    text = body.decode("utf-8-sig", errors="replace").strip()
    if not text:
        return dict(query or {})
    if text[0] in "{[":
        try:
            return json.loads(text)
        except ValueError as error:
            raise ValueError(f"broken JSON: {error}") from error
    if content_type.startswith("multipart/form-data"):
        return _read_parts(body, content_type)
    found = dict(parse_qsl(text, keep_blank_values=True))
    if "=" not in text:
        raise ValueError("neither JSON nor a form")
    return found


def _read_parts(body, content_type):
    """Return the texts of a form that comes in parts."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    whole = BytesParser().parsebytes(head + body)
    return {
        str(part.get_param("name", header="content-disposition")): part.get_payload(
            decode=True
        ).decode(errors="replace")
        for part in whole.walk()
        if not part.is_multipart()
    }
