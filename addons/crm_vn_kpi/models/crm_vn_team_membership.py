from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class CrmVnTeamMembership(models.Model):
    """From when to when somebody was in a team, so that its past numbers stay.

    Written by whatever changes the members of teams; managers may correct the days.
    """

    _name = "crm.vn.team.membership"
    _inherit = [
        "crm.vn.protected.mixin",
        "crm.vn.company.mixin",
        "crm.vn.no.copy.mixin",
    ]
    _vn_company_links = ("crm_team_id",)
    _description = "Membership of a sales team"
    _order = "crm_team_id, date_from DESC, id DESC"
    _rec_name = "user_id"

    crm_team_id = fields.Many2one(
        "crm.team", string="Sales team", required=True, ondelete="cascade", index=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        required=True,
        ondelete="cascade",
        index=True,
        domain="[('share', '=', False)]",
    )
    company_id = fields.Many2one(related="crm_team_id.company_id", store=True)
    date_from = fields.Date(string="From", help="First day; empty: from the beginning")
    date_to = fields.Date(string="To", help="Last day; empty: still a member")

    _open_uniq = models.UniqueIndex(
        "(crm_team_id, user_id) WHERE date_to IS NULL",
        "This person is a member of this team already.",
    )
    _check_dates = models.Constraint(
        "CHECK (date_from IS NULL OR date_to IS NULL OR date_from <= date_to)",
        "The last day of a membership can't be before its first.",
    )

    @api.constrains("crm_team_id", "user_id", "date_from", "date_to")
    def _check_overlap(self):
        for span in self:
            others = Domain("crm_team_id", "=", span.crm_team_id.id)
            others &= Domain("user_id", "=", span.user_id.id)
            others &= Domain("id", "!=", span.id)
            if span.date_to:
                others &= Domain("date_from", "=", False) | Domain(
                    "date_from", "<=", span.date_to
                )
            if span.date_from:
                others &= Domain("date_to", "=", False) | Domain(
                    "date_to", ">=", span.date_from
                )
            if self.search_count(others, limit=1):
                raise ValidationError(
                    self.env._(
                        "%(person)s would be in team %(team)s twice on the same days: "
                        "change the days of one of both.",
                        person=span.user_id.name,
                        team=span.crm_team_id.name,
                    )
                )

    @api.model
    def _get_spans(self, team_id, user_ids=None):
        """Return who was in a team when: ``{(from, to): {user ids}}``.

        :param int team_id: id of a team
        :param user_ids: only of these people
        :return: days, each perhaps None, the last one included
        """
        domain = Domain("crm_team_id", "=", team_id)
        if user_ids is not None:
            domain &= Domain("user_id", "in", list(user_ids))
        spans = {}
        # sudo: who is in a team is no secret
        for span in self.sudo().search(domain):
            key = span.date_from or None, span.date_to or None
            spans.setdefault(key, set()).add(span.user_id.id)
        return spans

    @api.model
    def _follow(self, pairs):
        """Let the spans follow what teams say of their members now.

        Who joins is a member from today on, in the first team from the beginning; who
        leaves was one until yesterday: a day belongs to the team of its end.

        :param pairs: ``{(team id, user id): whether a member}``
        """
        teams = self.env["crm.team"].browse({team for team, _user in pairs})
        domain = Domain("crm_team_id", "in", teams.ids)
        domain &= Domain("user_id", "in", [user for _team, user in pairs])
        running = {
            (span.crm_team_id.id, span.user_id.id): span
            for span in self.search(domain & Domain("date_to", "=", False))
        }
        for (team_id, user_id), member in sorted(pairs.items()):
            team, span = teams.browse(team_id), running.get((team_id, user_id))
            today = (team.company_id or self.env.company)._vn_today()
            yesterday = today - timedelta(days=1)
            if span and not member:
                if span.date_from and span.date_from > yesterday:
                    span.unlink()
                else:
                    span.date_to = yesterday
            elif member and not span:
                self._open(team_id, user_id, today, yesterday)

    @api.model
    def _open(self, team_id, user_id, today, yesterday):
        mine = self.search([("user_id", "=", user_id)])
        back = mine.filtered(
            lambda span: span.crm_team_id.id == team_id and span.date_to == yesterday
        )
        if back:
            # taken out and put back on the same day
            back.date_to = False
            return
        self.create(
            {
                "crm_team_id": team_id,
                "user_id": user_id,
                "date_from": today if mine else False,
            }
        )
