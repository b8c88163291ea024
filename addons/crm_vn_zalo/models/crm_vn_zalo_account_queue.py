"""When an account sends."""

from odoo import fields, models

from .crm_vn_message import PROBE


class CrmVnZaloAccount(models.Model):
    _inherit = "crm.vn.zalo.account"

    def _vn_is_open(self):
        """Tell whether the account sends now; a blocked one is tried once an hour."""
        self.ensure_one()
        now = fields.Datetime.now()
        if self.state != "connected" or (self.paused_until and self.paused_until > now):
            return False
        return not self.blocked_date or self.blocked_date + PROBE <= now

    def _vn_get_next(self):
        """Return when the account is to be tried again, naive UTC."""
        now = fields.Datetime.now()
        if self.paused_until and self.paused_until > now:
            return self.paused_until
        if self.blocked_date:
            return max(now, self.blocked_date) + PROBE
        return now + PROBE
