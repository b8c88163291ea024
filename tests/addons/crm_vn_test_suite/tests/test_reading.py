from psycopg2.errors import ReadOnlySqlTransaction

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged
from odoo.tools import mute_logger

from .common import ADMINISTRATOR, MANAGER
from .rights_common import own_methods, read_table
from .test_demo_records import FILLED_BY_WORK

YEAR = ("2026-01-01", "2026-12-31")
#: arguments of those that need any, for a model
ARGUMENTS = {
    ("crm.vn.kpi.report", "get_action"): lambda model: (
        model.get_report({})["options"],
        {"metric": "orders"},
    ),
    ("crm.vn.find.mixin", "web_read_group"): lambda _model: (
        [],
        ["create_date:month"],
    ),
    ("crm.vn.period.table", "get_table"): lambda _model: YEAR,
    ("crm.vn.period.table", "open_records"): lambda model: (
        *YEAR,
        next(iter(model._get_dimensions()), ""),
        next(iter(model._get_columns()), ""),
    ),
}
#: records of each that are tried
SAMPLE = 3


@tagged("post_install", "-at_install")
class TestReading(TransactionCase):
    """What says that it only reads writes nothing: a replica would refuse it."""

    def _targets(self, owner):
        """Return the models that have the methods of *owner*, a mixin perhaps."""
        model = self.env[owner]
        names = model._inherit_children if model._abstract else ()
        known = [name for name in names if name in self.env]
        concrete = [name for name in known if not self.env[name]._abstract]
        return concrete or known or [owner]

    def _try(self, records, name, arguments):
        """Call a method in a transaction that only reads."""
        records.env.invalidate_all()
        with self.env.cr.savepoint() as savepoint:
            self.env.cr.execute("SET TRANSACTION READ ONLY")
            try:
                getattr(records, name)(*arguments)
                self.env.flush_all()
            except UserError:
                # what it refuses it refuses without writing
                pass
            except ReadOnlySqlTransaction as error:
                self.fail(f"{records}.{name} writes: {error}")
            finally:
                savepoint.rollback()

    @mute_logger("odoo.sql_db")
    def test_nothing_is_written(self):
        found, tried = set(), set()
        users = self.env["res.users"].search(
            [("login", "in", (ADMINISTRATOR, MANAGER))]
        )
        for owner, name, function in own_methods(self.env):
            if not getattr(function, "_readonly", False):
                continue
            found.add((owner, name))
            prepare = ARGUMENTS.get((owner, name), lambda _model: ())
            if owner in FILLED_BY_WORK:
                tried.add((owner, name))
            for target in self._targets(owner):
                for user in users:
                    model = self.env[target].with_user(user)
                    if getattr(function, "_api_model", False) or model._abstract:
                        records = [model]
                    elif model.has_access("read"):
                        records = model.search([], limit=SAMPLE)
                    else:
                        records = []
                    arguments = prepare(model)
                    for record in records:
                        with self.subTest(user=user.login, record=record, method=name):
                            self._try(record, name, arguments)
                            tried.add((owner, name))
        table = read_table("reading.csv")
        self.assertEqual(found, {(row["model"], row["method"]) for row in table})
        # the others have no record in the demo company, or none that these people see
        self.assertGreater(len(tried), len(found) * 3 // 4)
