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

    def _run(self, cron):
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.env.invalidate_all()

    def test_the_second_run_changes_nothing(self):
        tables = self._tables()
        for cron in self._crons():
            with self.subTest(cron=cron.cron_name):
                self._run(cron)
                before = self._snapshot(tables)
                self._run(cron)
                after = self._snapshot(tables)
                changed = [name for name in tables if before[name] != after[name]]
                self.assertFalse(changed)
