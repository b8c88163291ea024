from odoo import api, fields, models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    vn_position_notice_date = fields.Datetime(
        string="Told about positions",
        readonly=True,
        copy=False,
        help="When the person read what positions of check-ins are used for",
        groups="base.group_user",
    )

    @api.model
    def vn_accept_position_notice(self):
        """Note that the current user read what positions are used for."""
        self.env["crm.vn.visit"].check_access("read")
        # sudo: everybody may note this of himself; nothing else is written
        self.env.user.sudo().vn_position_notice_date = fields.Datetime.now()
        return True

    @api.model
    @api.readonly
    def vn_has_position_notice(self):
        """Tell whether the current user read it already."""
        self.env["crm.vn.visit"].check_access("read")
        return bool(self.env.user.vn_position_notice_date)

    def _vn_open_work_domains(self):
        """Routes are work, and so are the visits ahead that no route plans.

        Those of a route go with it.
        """
        planned = Domain("state", "=", "planned") & Domain("route_id", "=", False)
        return {
            **super()._vn_open_work_domains(),
            "crm.vn.visit.route": Domain("active", "=", True),
            "crm.vn.visit": planned,
        }
