import threading
from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name
from odoo.tools import mute_logger

TRIES = 10


class VnCursorsCase(BaseCase):
    """Transactions at once, really committed: delete in the end what they made."""

    def setUp(self):
        super().setUp()
        self.db = get_db_name()
        self.registry = Registry(self.db)

    @contextmanager
    def committed(self):
        """Yield a superuser's environment on a cursor of its own, committed after."""
        with db_connect(self.db).cursor() as cr:
            context = {"mail_notify_force_send": False, "tracking_disable": True}
            yield api.Environment(cr, SUPERUSER_ID, context)
            cr.commit()  # pylint: disable=invalid-commit

    def retrying(self, call):
        """Call with an environment of its own until no other transaction disturbs.

        That is what Odoo does with every request.
        """
        for _try in range(TRIES):
            try:
                with self.committed() as env:
                    return call(env)
            except SerializationFailure:  # noqa: PERF203 the point of the loop
                continue
        raise AssertionError(f"disturbed {TRIES} times")

    def together(self, *calls):
        """Make these calls at the same moment, each on a cursor of its own."""
        errors = []
        barrier = threading.Barrier(len(calls))

        def work(call):
            try:
                barrier.wait(timeout=20)
                self.retrying(call)
            except Exception as error:
                errors.append(error)

        with mute_logger("odoo.sql_db"):
            threads = [threading.Thread(target=work, args=(call,)) for call in calls]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(timeout=120)
        self.assertFalse(errors)
