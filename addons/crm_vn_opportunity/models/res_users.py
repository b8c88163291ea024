from collections import Counter

from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    vn_is_away = fields.Boolean(
        string="Away from work",
        help="While away, no new opportunity is assigned by the rules",
    )
    vn_away_until = fields.Date(
        string="Away until",
        help="Last day of absence; empty until the switch is turned off",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        return [*super().SELF_READABLE_FIELDS, "vn_is_away", "vn_away_until"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        return [*super().SELF_WRITEABLE_FIELDS, "vn_is_away", "vn_away_until"]

    def _vn_away_reasons(self, moment=None):
        """Return why people can't take work at *moment*: {user id: text}.

        Away are those who switched themselves away, and those on leave. Extend it for
        other reasons.

        :param moment: naive moment in UTC, now by default
        """
        moment = moment or fields.Datetime.now()
        reasons = {}
        for user in self:
            today = user.company_id._vn_day(moment)
            if user.vn_is_away and (
                not user.vn_away_until or user.vn_away_until >= today
            ):
                reasons[user.id] = self.env._("away")
        for user in self._vn_on_leave(moment):
            reasons[user.id] = self.env._("on leave")
        return reasons

    def _vn_present(self, moment=None):
        """Who switched himself or herself away is not there."""
        away = self._vn_away_reasons(moment)
        return super()._vn_present(moment).filtered(lambda user: user.id not in away)

    def _vn_open_lead_counts(self, leads):
        """Return how many open leads people have: a Counter by user id.

        :param leads: leads about to be given again, not counted as anybody's
        """
        # sudo: a number per person is compared with a limit, nothing else is told
        rows = (
            self.env["crm.lead"]
            .sudo()
            ._read_group(
                [
                    ("user_id", "in", self.ids),
                    ("won_status", "=", "pending"),
                    ("active", "=", True),
                    ("id", "not in", leads.ids),
                ],
                ["user_id"],
                ["__count"],
            )
        )
        return Counter({user.id: count for user, count in rows})
