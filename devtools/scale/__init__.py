"""Several nodes for real, on this machine: ``make scale-test``.

A primary PostgreSQL and a replica that follows it, two Odoos with workers, one for
scheduled actions, and nginx with TLS in front, all on the loopback interface: what the
profile ``scale`` of ``docker-compose.yml`` has. Salespeople and managers work over HTTP
(:mod:`~devtools.scale.load`) while parts are killed with -9 and the replica is promoted
(:mod:`~devtools.scale.phases`). In the end what was answered with success must be there
exactly once, and nothing else twice (:mod:`~devtools.scale.verify`).

Set ``PEOPLE``, ``CUSTOMERS`` and ``SECONDS`` (of a phase) for another size.
"""

import os

#: customers in the database, salespeople and managers at work, seconds of a phase
CUSTOMERS = int(os.environ.get("CUSTOMERS") or 20_000)
PEOPLE = int(os.environ.get("PEOPLE") or 100)
MANAGERS = max(1, PEOPLE // 20)
SECONDS = int(os.environ.get("SECONDS") or 25)
#: processes of each web node
WORKERS = int(os.environ.get("WORKERS") or 2)
#: what people think between two clicks, seconds at most: half of it on average. With 8
#: two processors, which have all of it, are asked more than they can do; 40 they can
THINK = float(os.environ.get("THINK") or 8)
PASSWORD = "nhanvien"
DATABASE = "company"
