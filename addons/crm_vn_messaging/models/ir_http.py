from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        result = super()._pre_dispatch(rule, args)
        if rule.endpoint.routing.get("vn_raw_body"):
            # before the form is parsed, which would leave nothing of it
            request.httprequest.get_data(cache=True)
        return result
