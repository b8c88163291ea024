from odoo import models
from odoo.http import request


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """Keep the body of a webhook as it came, byte by byte.

        A signature is over these bytes, but reading a form uses them up: many
        switchboards send JSON under the content type of a form.
        """
        result = super()._pre_dispatch(rule, args)
        if rule.endpoint.routing.get("vn_raw_body"):
            request.httprequest.get_data(cache=True)
        return result
