"""Lists that are imported in the background, for tests."""

from odoo.addons.crm_vn_import_undo.tests.common import ImportUndoCase


class ImportQueueCase(ImportUndoCase):
    """Puts lists into the queue as the client does, and runs the cron."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.vn_import_background_rows = 2
        cls.cron = cls.env.ref("crm_vn_import_queue.ir_cron_import")

    def queue(self, content, name="list.xlsx", **options):
        """Put *content* into the queue; return its import as the importer sees it."""
        user = options.pop("user", self.manager)
        skipped = options.pop("without", ())
        dialog = self.dialog(content, name, user)
        options = {"has_headers": True, "quoting": '"', "limit": 2000, **options}
        preview = dialog.parse_preview(dict(options))
        self.assertNotIn("error", preview, preview.get("error"))
        matches = preview["matches"] or {}
        fields = [
            "/".join(matches[index]) if index in matches else False
            for index in range(len(preview["headers"]))
        ]
        fields = [False if name in skipped else name for name in fields]
        import_id = dialog.execute_in_background(
            fields,
            [heading.lower() for heading in preview["headers"]],
            {**options, **preview["options"]},
        )
        return self.env["crm.vn.import"].browse(import_id).with_user(user)

    def run_cron(self):
        """Run the cron as Odoo does, commits included."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.cron.method_direct_trigger()
        self.env.invalidate_all()

    def result(self, record):
        """Return the counts of an import."""
        return (
            record.created_count,
            record.updated_count,
            record.skipped_count,
            record.failed_count,
        )
