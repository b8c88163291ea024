"""Whose work the desk shows."""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    # === Whose desk ===
    @api.model
    def _may_see_everyone(self):
        return self.env.user.has_group("sales_team.group_sale_salesman_all_leads")

    @api.model
    def _get_scope(self, kind, res_id):
        """Return whose work is shown, and whose the user may choose.

        Somebody who sees all documents may look at any team and person, a team
        leader at the own team and its members.

        :return: dict: ``kind``, ``id``, ``name``, ``user_ids``, ``teams``, ``people``
            ({id: name} of the others) and ``names`` (with the user's own)
        :raise AccessError: the user may not look at this work
        """
        user = self.env.user
        domain = Domain("company_id", "in", [False, *self.env.companies.ids])
        if not self._may_see_everyone():
            domain &= Domain("user_id", "=", user.id)
        teams, members = self._get_teams(domain)
        names = {id_: name for team in members.values() for id_, name in team.items()}
        people = {id_: name for id_, name in names.items() if id_ != user.id}
        if kind == "home":
            kind, res_id = self._get_home(teams, people)
        scope = {
            "kind": kind,
            "id": res_id or user.id,
            "name": "",
            "user_ids": user.ids,
            "teams": {id_: name for id_, (name, _leader) in teams.items()},
            "people": people,
            "names": names,
        }
        if kind == "me":
            return {**scope, "id": user.id}
        if kind == "all" and people:
            return {**scope, "id": False, "user_ids": [user.id, *people]}
        if not isinstance(res_id, int):
            # nobody's id: refused below
            res_id = False
        if kind == "team" and res_id in scope["teams"]:
            users = list(members.get(res_id, {}))
            return {**scope, "name": scope["teams"][res_id], "user_ids": users}
        if kind == "user" and res_id in people:
            return {**scope, "name": people[res_id], "user_ids": [res_id]}
        raise AccessError(
            self.env._(
                "You can look at your own desk, and as a manager at those of your "
                "teams and their members."
            )
        )

    @api.model
    def _get_home(self, teams, people):
        """Return (kind, id) of where the user's day begins.

        A manager sees everyone, a team leader the team, everybody else the own day.
        """
        if people and self.env.user.has_group("sales_team.group_sale_manager"):
            return "all", False
        led = [id_ for id_, (_name, leader) in teams.items() if leader == self.env.uid]
        return ("team", led[0]) if led and people else ("me", False)

    @api.model
    def _get_teams(self, domain):
        """Return the teams of *domain* and who is in them, asked at once.

        Salespeople without a team are told to who sees all documents.

        :return: {team id: (name, id of the leader)} in their order, and
            {team id: {user id: name}}, with those in no team under False
        """
        # sudo: only names of the teams and colleagues of these are given
        teams = self.env["crm.team"].sudo()
        self.env["crm.team.member"].flush_model(["crm_team_id", "user_id", "active"])
        self.env["res.partner"].flush_model(["name"])
        query = teams._search(domain)
        sources = [
            SQL(
                "SELECT crm_team_id AS team_id, user_id FROM crm_team_member "
                "WHERE active AND crm_team_id IN (SELECT id FROM team)"
            )
        ]
        if self._may_see_everyone():
            sources.append(self._select_people())
        rows = self.env.execute_query(
            SQL(
                """
                WITH team AS MATERIALIZED (%s)
                SELECT TRUE, id, user_id, name, place FROM team
                 UNION ALL
                SELECT FALSE, m.team_id, u.id, p.name,
                       row_number() OVER (ORDER BY p.name, u.id)
                  FROM (%s) m
                  JOIN res_users u ON u.id = m.user_id AND u.active
                  JOIN res_partner p ON p.id = u.partner_id
              ORDER BY 5
                """,
                query.select(
                    SQL.identifier("crm_team", "id"),
                    SQL.identifier("crm_team", "user_id"),
                    SQL("%s AS name", teams._field_to_sql("crm_team", "name", query)),
                    SQL("row_number() OVER (ORDER BY %s) AS place", query.order),
                ),
                SQL(" UNION ALL ").join(sources),
            )
        )
        found, members = {}, {}
        for is_team, team_id, user_id, name, _place in rows:
            if is_team:
                found[team_id] = (name, user_id)
            else:
                members.setdefault(team_id or False, {})[user_id] = name
        return found, members

    @api.model
    def _select_people(self):
        """Return the SELECT of everyone in sales, as (no team, user)."""
        salesman = self.env["ir.model.data"]._xmlid_to_res_id(
            "sales_team.group_sale_salesman"
        )
        # sudo: only names of colleagues are given, to who sees all documents
        users = self.env["res.users"].sudo()
        domain = Domain("all_group_ids", "in", [salesman]) & Domain("share", "=", False)
        domain &= Domain("company_ids", "in", self.env.companies.ids)
        query = users._search(domain, order="id")
        query.order = None
        return query.select(SQL("NULL::int"), SQL.identifier("res_users", "id"))

    @api.model
    def _format_scope(self, scope):
        return {
            "kind": scope["kind"],
            "id": scope["id"],
            "name": scope["name"],
            "choices": {
                "all": bool(scope["people"]),
                "teams": [{"id": id_, "name": n} for id_, n in scope["teams"].items()],
                "users": [{"id": id_, "name": n} for id_, n in scope["people"].items()],
            },
        }
