import unicodedata

from odoo.modules.db import FunctionStatus
from odoo.tests import tagged
from odoo.tools import SQL

from .common import VnCompanyCase

OWN_INDEX = "crm_vn_cron_failure_record_uniq"
FIELD_INDEX = "res_partner__parent_id_index"
LOGGER = "odoo.addons.crm_vn_base.models.crm_vn_search"


@tagged("post_install", "-at_install")
class TestSearch(VnCompanyCase):
    """What a dump carries, and what is made anew when a restore lost it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the scheduled action is the system's
        cls.search = cls.env["crm.vn.search"]

    def ask(self, sql, *values):
        return self.env.execute_query(SQL(sql, *values))

    def indexes(self, *names):
        rows = self.ask(
            "SELECT indexname FROM pg_indexes WHERE indexname = ANY(%s)", list(names)
        )
        return {name for (name,) in rows}

    def restore_as_it_was(self):
        """Be as after a restore of a dump in which only the extension was."""
        self.env.cr.execute("DROP FUNCTION unaccent(text) CASCADE")
        self.env.cr.execute("DROP EXTENSION unaccent")
        self.env.cr.execute("CREATE EXTENSION unaccent")
        registry = self.env.registry
        for name in ("has_unaccent", "unaccent", "unaccent_python"):
            self.addCleanup(setattr, registry, name, getattr(registry, name))
        self.addCleanup(
            setattr, registry, "registry_invalidated", registry.registry_invalidated
        )
        self.search._vn_tell_registry()

    def test_the_function_is_ours_and_finds_without_accents(self):
        self.assertFalse(self.search._vn_prepare())
        self.assertTrue(self.search._vn_is_carried())
        self.assertEqual(self.search._vn_status(), (FunctionStatus.INDEXABLE, True))
        name = "Đặng Thị Ngọc Ánh"
        for text in (name, unicodedata.normalize("NFD", name)):
            self.assertEqual(
                self.ask("SELECT unaccent(%s)", text), [("Dang Thi Ngoc Anh",)]
            )

    def test_nothing_is_missing(self):
        self.assertFalse(self.search._vn_missing_indexes())
        self.assertFalse(self.search._vn_repair())

    def test_what_a_restore_lost_is_made_anew(self):
        """The extension alone was in the dump: its function is not immutable."""
        before = self.ask("SELECT indexname, indexdef FROM pg_indexes ORDER BY 1, 2")
        self.restore_as_it_was()
        self.assertEqual(self.env.registry.has_unaccent, FunctionStatus.PRESENT)
        self.assertFalse(self.search._vn_is_carried())
        self.assertFalse(self.search._vn_repair())
        self.assertTrue(self.search._vn_is_carried())
        self.assertEqual(self.env.registry.has_unaccent, FunctionStatus.INDEXABLE)
        after = self.ask("SELECT indexname, indexdef FROM pg_indexes ORDER BY 1, 2")
        self.assertEqual(after, before)

    def test_missing_indexes_are_made(self):
        for name in (OWN_INDEX, FIELD_INDEX):
            self.env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
        self.assertEqual(
            set(self.search._vn_missing_indexes()), {OWN_INDEX, FIELD_INDEX}
        )
        self.search._cron_repair()
        self.assertEqual(self.indexes(OWN_INDEX, FIELD_INDEX), {OWN_INDEX, FIELD_INDEX})
        self.assertFalse(self.search._vn_missing_indexes())

    def test_an_index_that_knows_accents_is_made_anew(self):
        """One of parts of words is of no use as long as search takes accents off."""
        self.env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(OWN_INDEX)))
        self.env.cr.execute(
            SQL(
                "CREATE INDEX %s ON crm_vn_cron_failure "
                "USING gin (res_model gin_trgm_ops)",
                SQL.identifier(OWN_INDEX),
            )
        )
        self.assertEqual(set(self.search._vn_missing_indexes()), {OWN_INDEX})

    def test_what_can_not_be_made_is_said_and_stops_no_other(self):
        for name in (OWN_INDEX, FIELD_INDEX):
            self.env.cr.execute(SQL("DROP INDEX %s", SQL.identifier(name)))
        cron = self.env.ref("crm_vn_base.ir_cron_repair_indexes")
        for __ in range(2):
            self.env.cr.execute(
                SQL(
                    "INSERT INTO crm_vn_cron_failure (cron_id, res_model, res_id) "
                    "VALUES (%s, 'res.partner', 1)",
                    cron.id,
                )
            )
        with self.assertLogs(LOGGER, "WARNING") as log:
            self.search._cron_repair()
        self.assertEqual(len(log.output), 1)
        self.assertIn(OWN_INDEX, log.output[0])
        self.assertIn("could not create unique index", log.output[0])
        self.assertEqual(self.indexes(OWN_INDEX, FIELD_INDEX), {FIELD_INDEX})

    def test_a_function_in_the_way_is_named_and_nothing_is_lost(self):
        """A function of the company's own that calls the extension's would break."""
        self.restore_as_it_was()
        self.env.cr.execute(
            "CREATE FUNCTION company_key(text) RETURNS text LANGUAGE sql "
            "AS 'SELECT lower(unaccent($1))'"
        )
        ((what, reason),) = self.search._vn_repair()
        self.assertEqual(what, "unaccent")
        self.assertIn("company_key(text)", reason)
        self.assertFalse(self.search._vn_is_carried())
        self.assertEqual(self.ask("SELECT company_key('ĐÔNG')"), [("dong",)])
        self.env.cr.execute("DROP FUNCTION company_key")
        self.assertFalse(self.search._vn_repair())
