import json

from werkzeug.exceptions import BadRequest, Forbidden

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class CustomerKpi(http.Controller):
    @http.route(
        "/crm_vn_kpi/customer_kpi.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def customer_kpi(self, options="{}", cids=""):
        """Return the customer KPI report as a spreadsheet.

        :param str options: those of ``crm.vn.kpi.report.get_report``, as JSON
        :param str cids: ids of the companies chosen in the client, with hyphens
        """
        report = request.env["crm.vn.kpi.report"]
        try:
            options = json.loads(options)
            companies = [int(part) for part in cids.split("-") if part]
        except ValueError as error:
            raise BadRequest() from error
        if not isinstance(options, dict):
            raise BadRequest()
        if companies:
            report = report.with_context(allowed_company_ids=companies)
        try:
            content = report._get_xlsx(options)
        except AccessError as error:
            raise Forbidden(str(error)) from error
        except UserError as error:
            raise BadRequest(str(error)) from error
        name = request.env._("Customer KPI")
        return request.make_response(
            content,
            headers=[
                ("Content-Type", XLSX),
                ("Content-Disposition", content_disposition(f"{name}.xlsx")),
            ],
        )
