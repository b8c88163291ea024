from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from ..hooks import COLUMNS, post_init_hook
from .common import JANUARY, VnKpiCommon

MODELS = {
    "sale_order": "sale.order",
    "res_partner": "res.partner",
    "crm_lead": "crm.lead",
    "crm_vn_contract": "crm.vn.contract",
    "mail_activity": "mail.activity",
}


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestLivingDatabase(VnKpiCommon):
    """Coming to a database that has orders and activities already."""

    def test_first_fill_is_what_would_have_been_written(self):
        self._rate(self.usd, "2027-01-01", 1 / 25_000)
        pricelist = self.env["product.pricelist"].create(
            {"name": "USD", "currency_id": self.usd.id, "company_id": self.company.id}
        )
        self._make_january()
        self._order(self.hoa, self.lan, amount=99.99, pricelist_id=pricelist.id)
        contact = self.env["res.partner"].create(
            {"name": "Anh Tú", "parent_id": self.son.id}
        )
        self._order(contact, self.minh)
        self.env.flush_all()
        # when an activity was done is known to the second it was last written
        self.env.cr.execute(
            "UPDATE mail_activity SET write_date = vn_done_at WHERE NOT active"
        )
        before = self._read_columns()
        self._forget_columns()
        self.assertNotEqual(self._read_columns(), before)
        post_init_hook(self.env)
        after = self._read_columns()
        for table in COLUMNS:
            with self.subTest(table=table):
                self.assertEqual(after[table], before[table])
        self.assertEqual(self._number("calls_done"), 2)

    def test_day_without_a_moment(self):
        """An activity of which only the day is known counts at noon in Vietnam."""
        activity = self._activity(self.hoa, self.lan, "2027-01-20 03:00:00")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE mail_activity SET write_date = '2027-02-03', vn_done_at = NULL"
            " WHERE id = %s",
            [activity.id],
        )
        post_init_hook(self.env)
        self.assertEqual(str(activity.vn_done_at), "2027-01-20 05:00:00")
        self.assertEqual(self._metric("calls_done")._vn_total(*JANUARY), 1)

    def _read_columns(self):
        found = {}
        for table, columns in COLUMNS.items():
            rows = self.env.execute_query(
                SQL(
                    "SELECT id, %s FROM %s WHERE id IN %s ORDER BY id",
                    SQL(", ").join(map(SQL.identifier, columns)),
                    SQL.identifier(table),
                    tuple(self._get_ids(table)),
                )
            )
            found[table] = rows
        return found

    def _get_ids(self, table):
        """Return the records of this test."""
        model = self.env[MODELS[table]].with_context(active_test=False)
        fields = {"res_partner": "user_id", "mail_activity": "user_id"}
        if table in fields:
            people = (self.lan | self.minh).ids
            return model.search([(fields[table], "in", people)]).ids
        return model.search([("company_id", "=", self.company.id)]).ids

    def _forget_columns(self):
        for table, columns in COLUMNS.items():
            self.env.execute_query(
                SQL(
                    "UPDATE %s SET %s WHERE id IN %s RETURNING id",
                    SQL.identifier(table),
                    SQL(", ").join(
                        SQL("%s = NULL", SQL.identifier(column)) for column in columns
                    ),
                    tuple(self._get_ids(table)),
                )
            )
        self.env.invalidate_all()
