from odoo.tests import TransactionCase, tagged
from odoo.tools import SQL

from .common import is_ours

#: what is kept of each run: by Odoo, for the page of health, a line for each check of
#: the scores
BOOKKEEPING = {
    *("ir_cron", "ir_cron_progress", "ir_cron_trigger", "bus_bus"),
    *("crm_vn_cron_run", "crm_vn_health_check", "crm_vn_score_check"),
}
#: columns that say when something was counted, whatever came out
COUNTED_AT = ["desk_date", "write_date", "write_uid"]
COUNTED = {"crm_vn_kpi_sheet", "crm_vn_kpi_sheet_line"}


@tagged("post_install", "-at_install")
class TestCrons(TransactionCase):
    """A cron that runs twice, late or in parallel has done its work once."""

    def _crons(self):
        data = self.env["ir.model.data"].search([("model", "=", "ir.cron")])
        ids = [row.res_id for row in data if is_ours(row.module)]
        crons = self.env["ir.cron"].with_context(active_test=False).browse(ids)
        self.assertGreater(len(crons), 10)
        return crons.exists().sorted("id")

    def _tables(self):
        rows = self.env.execute_query(
            SQL(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                " AND relnamespace = 'public'::regnamespace"
            )
        )
        return sorted({name for (name,) in rows} - BOOKKEEPING)

    def _snapshot(self, tables):
        """Return {table: the hash of all its rows}."""
        self.env.flush_all()
        parts = [
            SQL(
                "SELECT %s, count(*), sum(hashtextextended(%s, 0)) FROM %s t",
                table,
                SQL("(to_jsonb(t) - %s::text[])::text", COUNTED_AT)
                if table in COUNTED
                else SQL("t::text"),
                SQL.identifier(table),
            )
            for table in tables
        ]
        rows = self.env.execute_query(SQL(" UNION ALL ").join(parts))
        return {table: (count, hashed) for table, count, hashed in rows}

    def _count_writes(self):
        """Return {table: the rows written in this transaction}, undone ones as well."""
        self.env.flush_all()
        return dict(
            self.env.execute_query(
                SQL(
                    "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del"
                    " FROM pg_stat_xact_user_tables"
                )
            )
        )

    def _run_again(self, cron, tables):
        """Run a cron once more; return the *tables* whose rows are others then.

        Only those that it writes to are compared: all of them take a second.
        """
        written = self._count_writes()
        savepoint = self.env.cr.savepoint()
        self._run(cron)
        now = self._count_writes()
        touched = [name for name in tables if now[name] != written[name]]
        after = touched and self._snapshot(touched)
        savepoint.close(rollback=True)
        self.env.invalidate_all(flush=False)
        before = touched and self._snapshot(touched)
        return [name for name in touched if before[name] != after[name]]

    def _run(self, cron):
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_the_second_run_changes_nothing(self):
        tables = self._tables()
        for cron in self._crons():
            with self.subTest(cron=cron.cron_name):
                self._run(cron)
                self.assertFalse(self._run_again(cron, tables))

    def test_a_change_is_noticed(self):
        """What the comparison above stands on."""
        code = "one = model.search([], limit=1)\none.write({'name': one.name * 2})"
        server = self.env["ir.actions.server"].create(
            {
                "name": "Another name each time",
                "model_id": self.env.ref("base.model_res_partner_category").id,
                "usage": "ir_cron",
                "state": "code",
                "code": code,
            }
        )
        self.env["res.partner.category"].create({"name": "Khách"})
        cron = self.env["ir.cron"].create({"ir_actions_server_id": server.id})
        tables = self._tables()
        self.assertEqual(self._run_again(cron, tables), ["res_partner_category"])
        server.code = "model.search([], limit=1)"
        self.assertEqual(self._run_again(cron, tables), [])
