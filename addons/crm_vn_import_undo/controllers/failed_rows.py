from odoo import http
from odoo.http import content_disposition, request

from odoo.addons.crm_vn_import.controllers.import_template import XLSX


class FailedRows(http.Controller):
    @http.route(
        "/crm_vn_import_undo/failed/<int:import_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def failed_rows(self, import_id):
        """Return the rows that an import left out, to be mended and imported again."""
        record = request.env["crm.vn.import"].browse(import_id).exists()
        if not record or not record.has_access("read") or not record.failed_count:
            raise request.not_found()
        stem = record.name.rpartition(".")[0] or record.name
        return request.make_response(
            record._failed_file(),
            headers=[
                ("Content-Type", XLSX),
                (
                    "Content-Disposition",
                    content_disposition(f"{stem} - {record.failed_count}.xlsx"),
                ),
            ],
        )
