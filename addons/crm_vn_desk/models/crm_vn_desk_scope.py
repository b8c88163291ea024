"""Whose work the desk shows, and what is logged from it."""

from odoo import api, fields, models
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

        :return: dict: ``kind``, ``id``, ``name``, ``user_ids``, ``teams`` and
            ``people`` ({id: name})
        :raise AccessError: the user may not look at this work
        """
        user = self.env.user
        domain = Domain("company_id", "in", [False, *self.env.companies.ids])
        if not self._may_see_everyone():
            domain &= Domain("user_id", "=", user.id)
        # sudo: only names of the teams and colleagues of these are given
        teams = self.env["crm.team"].sudo().search_fetch(domain, ["name"])
        members = self._get_members(teams)
        people = {id_: name for team in members.values() for id_, name in team.items()}
        people.pop(user.id, None)
        scope = {
            "kind": kind,
            "id": res_id or user.id,
            "name": "",
            "user_ids": user.ids,
            "teams": {team.id: team.name for team in teams},
            "people": people,
        }
        if kind == "me":
            return {**scope, "id": user.id}
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
    def _get_members(self, teams):
        """Return {team id: {user id: name}}."""
        members = {}
        if teams:
            self.env["crm.team.member"].flush_model(["crm_team_id", "user_id"])
            for team_id, user_id, name in self.env.execute_query(
                SQL(
                    """
                    SELECT m.crm_team_id, m.user_id, p.name
                      FROM crm_team_member m
                      JOIN res_users u ON u.id = m.user_id AND u.active
                      JOIN res_partner p ON p.id = u.partner_id
                     WHERE m.active AND m.crm_team_id IN %s
                  ORDER BY p.name, u.id
                    """,
                    tuple(teams.ids),
                )
            ):
                members.setdefault(team_id, {})[user_id] = name
        return members

    @api.model
    def _format_scope(self, scope):
        return {
            "kind": scope["kind"],
            "id": scope["id"],
            "name": scope["name"],
            "choices": {
                "teams": [{"id": id_, "name": n} for id_, n in scope["teams"].items()],
                "users": [{"id": id_, "name": n} for id_, n in scope["people"].items()],
            },
        }

    # === Logging ===
    @api.model
    def log_contact(self, model, res_id, type_id, note="", next_days=None):
        """Log that somebody was in touch: an activity done at once.

        :param str model: ``res.partner`` or another document with activities
        :param int res_id: its id
        :param int type_id: the type of activity
        :param str note: what was said
        :param int next_days: plan the same type again in so many days
        :return: id of the activity
        :raise AccessError: the user may not plan activities there
        """
        values = {
            "res_model_id": self.env["ir.model"]._get_id(model),
            "res_id": res_id,
            "activity_type_id": type_id,
            "user_id": self.env.uid,
            "date_deadline": self.env.company._vn_today(),
        }
        activities = self.env["mail.activity"].with_context(
            mail_activity_quick_update=True
        )
        activity = activities.create(values)
        activity.action_feedback(feedback=note or False)
        if next_days:
            activities.create(
                {
                    **values,
                    "date_deadline": fields.Date.add(
                        values["date_deadline"], days=int(next_days)
                    ),
                }
            )
        return activity.id

    @api.model
    @api.readonly
    def get_log_types(self):
        """Return the types of activity that can be logged on a customer."""
        types = self.env["mail.activity.type"].search(
            [
                ("res_model", "in", [False, "res.partner"]),
                ("vn_show_on_home", "=", True),
                ("category", "!=", "upload_file"),
            ]
        )
        return [
            {"id": kind.id, "name": kind.name, "icon": kind.icon or "fa-tasks"}
            for kind in types
        ]
