import io

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from odoo import http
from odoo.http import content_disposition, request

# columns of a template; those that a model does not have are left out
CATALOG_COLUMNS = (
    "code",
    "name",
    "type_id",
    "parent_id",
    "state_ids",
    "city_ids",
    "sequence",
    "description",
)
CUSTOMER_COLUMNS = (
    "ref",
    "name",
    "phone",
    "vn_phone2",
    "email",
    "vat",
    "street",
    "city",
    "state_id",
    "vn_type_id",
    "vn_group_ids",
    "vn_channel_id",
    "source_id",
    "industry_id",
    "vn_size_id",
    "vn_relationship_id",
    "user_id",
    "comment",
)
# columns of digits, which a spreadsheet must not read as numbers
TEXT_COLUMNS = ("ref", "code", "phone", "vn_phone2", "vat")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportTemplate(http.Controller):
    @http.route(
        "/crm_vn_import/import_template/<string:model>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def import_template(self, model):
        """Return an empty spreadsheet with the headings of *model*'s import.

        The headings are the labels in the user's language, which the dialog knows.
        """
        known = model in request.env and (
            model == "res.partner" or hasattr(request.env[model], "_vn_match_catalog")
        )
        if not known or not request.env[model].has_access("read"):
            raise request.not_found()
        wanted = CUSTOMER_COLUMNS if model == "res.partner" else CATALOG_COLUMNS
        labels = request.env[model].fields_get(wanted, ["string"])
        columns = [name for name in wanted if name in labels]
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.freeze_panes = "A2"
        for number, name in enumerate(columns, 1):
            cell = sheet.cell(1, number, labels[name]["string"])
            cell.font = Font(bold=True)
            column = sheet.column_dimensions[get_column_letter(number)]
            column.width = max(14, len(labels[name]["string"]) + 4)
            if name in TEXT_COLUMNS:
                column.number_format = "@"
        content = io.BytesIO()
        book.save(content)
        return request.make_response(
            content.getvalue(),
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(f"{model}.xlsx")),
            ],
        )
