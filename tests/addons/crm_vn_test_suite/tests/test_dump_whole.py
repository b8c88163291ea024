"""Everything, with the demo company, comes back from a plain dump elsewhere."""

import os
import tempfile
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from devtools.devenv import cluster
from devtools.devenv.process import output
from tests import throwaway

#: one line of text each, as psql prints it
INDEXES = """
SELECT string_agg(indexname || ' ' || (indexdef ~ 'unaccent'), E'\n'
                  ORDER BY indexname COLLATE "C")
  FROM pg_indexes WHERE schemaname = 'public'
"""
TABLES = """
SELECT c.relname FROM pg_class c
 WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
#: what the suite keeps of customers, and a search that needs its own function
NUMBERS = """
SELECT count(*), sum(vn_score), sum(vn_star::int), max(vn_last_contact_date),
       md5(string_agg(concat_ws('|', id, vn_tier_id, vn_order_count,
                                vn_last_order_date, vn_contact_base_date), ','
                      ORDER BY id)),
       count(*) FILTER (WHERE unaccent(name) ILIKE '%nguyen%')
  FROM res_partner
"""
SEARCHED = "SET enable_seqscan = off; EXPLAIN SELECT id FROM res_partner"
SEARCHED += " WHERE unaccent(complete_name) ILIKE '%nguyen thi%'"


@tagged("post_install", "-at_install")
class TestDumpWhole(TransactionCase):
    def test_into_an_empty_server(self):
        """By whoever owns the database, no superuser: same indexes, same numbers."""
        name = self.env.cr.dbname
        with throwaway.running() as server, tempfile.TemporaryDirectory() as folder:
            dump = Path(folder) / "full.dump"
            words = [cluster.bin_path("pg_dump"), "-Fc", "-Z1", "-f", dump, name]
            output(words, env={**os.environ, **cluster.environment()})
            server.psql(f"CREATE DATABASE copy TEMPLATE template0 {cluster.LOCALE}")
            server.tool(
                *("pg_restore", "--exit-on-error", "--no-owner", "--jobs=2"),
                *("-d", "copy", dump),
            )
            indexes = server.psql(INDEXES, "copy")
            self.assertEqual(indexes, cluster.psql(INDEXES, name))
            self.assertGreater(indexes.count(" true"), 20)
            tables = server.psql(TABLES, "copy").split()
            self.assertEqual(tables, cluster.psql(TABLES, name).split())
            counts = " UNION ALL ".join(
                f"SELECT '{table}', count(*) FROM \"{table}\""  # noqa: S608
                for table in tables
            )
            # several processes count, in no order
            found = sorted(server.psql(counts, "copy").split())
            self.assertEqual(found, sorted(cluster.psql(counts, name).split()))
            numbers = server.psql(NUMBERS, "copy")
            self.assertEqual(numbers, cluster.psql(NUMBERS, name))
            self.assertIn("res_partner", server.psql(SEARCHED, "copy"))
            self.assertIn("trgm", server.psql(SEARCHED, "copy"))
