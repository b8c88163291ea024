from datetime import timedelta

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

    def _vn_days_away(self, company, date_from, date_to):
        """Return the days of a period on which this person is away.

        :param company: whose days they are
        """
        # sudo: only whether the person is away on a day, to plan around it
        leaves, away = self.env["resource.calendar.leaves"].sudo(), set()
        for leave in leaves.search(
            [
                ("resource_id.user_id", "=", self.id),
                ("date_from", "<", date_to + timedelta(days=2)),
                ("date_to", ">", date_from - timedelta(days=1)),
            ]
        ):
            day = company._vn_day(leave.date_from)
            while day <= company._vn_day(leave.date_to):
                away.add(day)
                day += timedelta(days=1)
        return away

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
