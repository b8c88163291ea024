from odoo import api, models

TEAM_MEMBERS = ["crm_team_member_ids", "crm_team_member_all_ids", "member_ids"]


class CrmTeamMember(models.Model):
    """Members of teams, with the days on which they are."""

    _inherit = "crm.team.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._vn_date()
        return members

    def write(self, vals):
        if vals.keys().isdisjoint({"active", "crm_team_id", "user_id"}):
            return super().write(vals)
        before = self._vn_get_pairs()
        result = super().write(vals)
        self._vn_date(before)
        # a day that is taken back empties the memory, and teams then forget members
        # who are archived: they have to look again who is there
        self.crm_team_id.invalidate_recordset(TEAM_MEMBERS)
        return result

    def unlink(self):
        before = self._vn_get_pairs()
        result = super().unlink()
        self.browse()._vn_date(before)
        return result

    def _vn_get_pairs(self):
        return {(member.crm_team_id.id, member.user_id.id) for member in self}

    @api.model
    def _vn_date_all(self):
        """Date the members that teams had before memberships had days."""
        self.search([])._vn_date()

    def _vn_date(self, others=()):
        """Let the dated memberships follow these members, and other pairs."""
        pairs = self._vn_get_pairs() | set(others)
        if not pairs:
            return
        # sudo: dates follow whoever may change the members of a team
        active = self.sudo().search(
            [
                ("crm_team_id", "in", [team for team, _user in pairs]),
                ("user_id", "in", [user for _team, user in pairs]),
            ]
        )
        there = active._vn_get_pairs()
        self.env["crm.vn.team.membership"].sudo()._follow(
            {pair: pair in there for pair in pairs}
        )
