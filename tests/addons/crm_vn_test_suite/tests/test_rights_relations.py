from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .customers_common import CustomerRowsCase
from .rights_common import read_table
from .test_rights_fields import REFUSALS, other_value

#: who somebody is to a customer, with own customers only: whether rows are seen
RELATIONS = {"owner": True, "follower": True, "other_salesperson": False}


@tagged("post_install", "-at_install")
class TestRightsOfRelations(CustomerRowsCase):
    """What owner, follower and stranger may do with each field, on rows.

    ``tests/tables/fields.csv`` says what a salesperson may read and write of a model;
    that holds for the owner and the followers of a customer, and for nobody else.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the table's salesperson keeps no records of privacy
        privacy = cls.env.ref("crm_vn_consent.group_vn_privacy")
        for user in (cls.user_own, cls.follower, cls.other):
            user.group_ids -= privacy
        cls.fields_of = {}
        for row in read_table("fields.csv"):
            model = cls.fields_of.setdefault(row["model"], {})
            model[row["field"]] = row["salesperson"]

    def _rows(self, user):
        """Yield a row of each model about the customer, *user*'s in other respects."""
        yield self.customer
        for model in self._hidden_with_customer():
            if model._name in self.fields_of:
                yield self._row(model, self.customer, user)

    def _reads(self, record, name):
        self.env.invalidate_all()
        try:
            record.read([name])
        except AccessError:
            return False
        return True

    def _readable(self, record, field):
        """Return the id of another record that the user may choose, or None."""
        others = self.env[field.comodel_name].with_user(record.env.user)
        if not others.has_access("read"):
            return None
        before = record.sudo()[field.name]
        return others.search([("id", "not in", before.ids)], limit=1).id or None

    def _writes(self, record, name):
        """Return whether rights let a field be written; rules of business may not."""
        field = record._fields[name]
        if field.type == "many2one":
            value = self._readable(record, field)
        else:
            value = other_value(record, field)
        if value is None:
            return None
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
            try:
                record.write({name: value})
                self.env.flush_all()
            except AccessError:
                return False
            except REFUSALS:
                return None
            finally:
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
        return True

    def _mine(self):
        """Yield (role, whether it sees the rows, row as that person), role by role.

        The rows of one role are gone before those of the next are made: a customer is
        in a campaign once.
        """
        self._limit()
        for role, sees in RELATIONS.items():
            user = self.roles[role]
            with self.env.cr.savepoint() as savepoint:
                for row in self._rows(user):
                    yield role, sees, row.with_user(user)
                savepoint.rollback()
            self.env.invalidate_all(flush=False)

    def test_reading(self):
        for role, sees, mine in self._mine():
            for name, letters in self.fields_of[mine._name].items():
                with self.subTest(role=role, model=mine._name, field=name):
                    reads = self._reads(mine, name)
                    self.assertEqual(reads, sees and "r" in letters)

    def test_writing(self):
        tried = 0
        for role, sees, mine in self._mine():
            for name, letters in self.fields_of[mine._name].items():
                if not mine._fields[name].store:
                    continue
                writes = self._writes(mine, name)
                if writes is None:
                    continue
                tried += 1
                with self.subTest(role=role, model=mine._name, field=name):
                    self.assertEqual(writes, sees and "w" in letters)
        self.assertGreater(tried, 100)
