from odoo import api, models
from odoo.fields import Domain

#: a text that begins so tells a day by the one it is now: today, now -30d, +1w
RELATIVE = ("today", "now", "+", "-", "=")


class CrmVnDayMixin(models.AbstractModel):
    """Lists in whose filters *today* is the company's day, wherever the reader is.

    Odoo reads it in the time zone of who asks, so that one list of what ends today
    would hold other records for a colleague abroad.
    """

    _name = "crm.vn.day.mixin"
    _description = "Filters by the company's day"

    @api.model
    def _search(self, domain, *args, **kwargs):
        domain = Domain(domain)
        records = self
        if any(
            isinstance(condition.value, str) and condition.value.startswith(RELATIVE)
            for condition in domain.iter_conditions()
        ):
            records = self.with_context(tz=self.env.company._vn_timezone())
        return super(CrmVnDayMixin, records)._search(domain, *args, **kwargs)
