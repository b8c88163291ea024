import psycopg2

from odoo.exceptions import UserError
from odoo.tools import SQL, mute_logger

from .customers_common import CustomerRowsCase

REFUSALS = (UserError, psycopg2.Error, ValueError, TypeError, LookupError)
#: and what comes of another kind of argument, see test_rights_arguments
FAULTS = (*REFUSALS, AttributeError, AssertionError)
#: what must be read nowhere
SECRETS = ("Khách Kín Tuyệt Đối", "650 001", "650001", "kin.tuyet.doi", "Ngõ Rất Kín")
#: models that are documents of customers, beside those in customers.csv
DOCUMENTS = ("res.partner", "crm.lead", "sale.order")


class HiddenCustomerCase(CustomerRowsCase):
    """A customer whom a colleague and people of another company may not read.

    What they ask is tried in a savepoint: whether it names him, and whether anything
    about him is written.
    """

    #: what there was about the customer, once the rows of a test are there
    before = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write(
            {
                "name": SECRETS[0],
                "phone": "0987 650 001",
                "email": "kin.tuyet.doi@example.com",
                "street": "7 Ngõ Rất Kín",
            }
        )
        cls.customer.message_unsubscribe(cls.other.partner_id.ids)
        cls._limit()
        cls.env.flush_all()
        cls.people = (cls.other, cls.user_2)
        cls.about = cls._make_about()

    @classmethod
    def _make_about(cls):
        """Return the query that sums up what there is about the customer."""
        counts = [
            SQL(
                "SELECT 'values'::text, md5((to_jsonb(partner) - 'write_date')::text)"
                " FROM res_partner partner WHERE id = %s",
                cls.customer.id,
            )
        ]
        for model in cls.env.values():
            if model._abstract or model._transient or not model._auto:
                continue
            for name, field in model._fields.items():
                about = getattr(field, "model_field", None)
                if not field.store or not field.column_type or field.company_dependent:
                    continue
                if field.type == "many2one" and field.comodel_name == "res.partner":
                    where = SQL("%s = %s", SQL.identifier(name), cls.customer.id)
                elif about and model._fields[about].store:
                    where = SQL(
                        "%s = %s AND %s = 'res.partner'",
                        SQL.identifier(name),
                        cls.customer.id,
                        SQL.identifier(about),
                    )
                else:
                    continue
                counts.append(
                    SQL(
                        "SELECT %s::text, count(*)::text FROM %s WHERE %s",
                        f"{model._name}.{name}",
                        SQL.identifier(model._table),
                        where,
                    )
                )
        return SQL(" UNION ALL ").join(counts)

    def _hidden_rows(self):
        """Return rows about the customer that are a colleague's, model by model."""
        if not hasattr(self, "rows"):
            names = [
                name
                for name, row in self.table.items()
                if row["seen"] != "nobody" and self.env[name]._auto
            ]
            self.rows = {"res.partner": self.customer}
            for name in (*names, *DOCUMENTS[1:]):
                with self.subTest(model=name):
                    self.rows[name] = self._row(
                        self.env[name], self.customer, self.user_own
                    )
        return self.rows

    def _sum_up(self):
        """Return {what there is about the customer: how much}."""
        self.env.flush_all()
        return dict(self.env.execute_query(self.about))

    def _call(self, door):
        """Return what is told behind a door, what it changed, whether it is shut."""
        if not self.before:
            # nobody does anything, and twice the same comes of it
            self.before = self._sum_up()
            _told, noise, _refused = self._call(lambda: None)
            self.before = {k: v for k, v in self.before.items() if k not in noise}
        self.env.flush_all()
        self.env.invalidate_all()
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint() as savepoint:
            try:
                told = str(door())
                after = self._sum_up()
            except FAULTS as error:
                return str(error), set(), True
            finally:
                savepoint.rollback()
                self.env.invalidate_all(flush=False)
        changed = {name for name, sum_ in self.before.items() if after[name] != sum_}
        return told, changed, False

    def _check(self, door):
        told, changed, refused = self._call(door)
        for secret in SECRETS:
            self.assertNotIn(secret, told)
        self.assertFalse(changed)
        return refused
