"""The import's own test organisation and dialog, for tests of its record."""

from odoo.addons.crm_vn_import.tests.import_common import ImportCase


class ImportUndoCase(ImportCase):
    """Imports lists and finds what was remembered of them."""

    def imported(self, content, **options):
        """Import *content*; return the result, and its record as the importer."""
        result = self.run_import(content, **options)
        self.assertFalse(result["messages"], result["messages"])
        record = self.env["crm.vn.import"].browse(result["vn_report"]["import_id"])
        return result, record.with_user(options.get("user") or self.manager)
