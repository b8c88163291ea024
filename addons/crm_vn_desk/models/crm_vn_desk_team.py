"""The team as a table: who is behind with what, and who has been busy."""

from odoo import api, models
from odoo.tools import SQL, format_date

from .crm_vn_desk_todo import BUCKETS


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    @api.model
    def _get_team_blocks(self, scope):
        """Return the blocks of several people: numbers, and one row for each person.

        The rows of ``team`` have ``id``, ``name``, the counters, the values of
        `_get_team_facts`, and ``domains``: {counter: domain of its list}. Those with
        the most overdue come first.
        """
        todo = self._count_todo(scope)
        forgotten = self._count_forgotten(scope)
        facts = {
            "overdue": {
                user_id: number
                for (user_id, bucket), number in todo.items()
                if bucket == "overdue"
            },
            "forgotten": forgotten,
            **self._get_team_facts(scope),
        }
        names = scope["names"]
        rows = [
            {
                "id": user_id,
                "name": names[user_id],
                **{name: values.get(user_id) or 0 for name, values in facts.items()},
                "domains": self._get_team_domains({**scope, "user_ids": [user_id]}),
            }
            for user_id in scope["user_ids"]
            if user_id in names
        ]
        rows.sort(key=lambda row: (-row["overdue"], -row["forgotten"], row["name"]))
        buckets = [
            {
                "name": name,
                "count": sum(
                    number for (__, bucket), number in todo.items() if bucket == name
                ),
                "domain": list(self._get_todo_domain(scope, name)),
                "rows": [],
            }
            for name in BUCKETS
        ]
        return {
            "todo": {"buckets": buckets},
            "forgotten": {
                "count": sum(forgotten.values()),
                "domain": self._get_forgotten_domain(scope),
                "rows": [],
            },
            "team": {"rows": rows},
        }

    @api.model
    def _get_team_facts(self, scope):
        """Return {name: {user id: value}}: more columns of the table; extend it.

        Each costs one query, however many people there are.
        """
        return {"last": self._get_last_days(scope)}

    @api.model
    def _get_team_domains(self, scope):
        """Return {name: domain} of the lists that a person's counters open."""
        return {
            "overdue": list(self._get_todo_domain(scope, "overdue")),
            "forgotten": self._get_forgotten_domain(scope),
        }

    @api.model
    def _count_forgotten(self, scope):
        """Return {user id: number of customers being forgotten}."""
        partners = self.env["res.partner"]
        query = partners._search(
            self._get_owner_domain(scope) & partners._vn_forgotten_domain(), order="id"
        )
        query.groupby = SQL.identifier("res_partner", "user_id")
        query.order = None
        return dict(
            self.env.execute_query(
                query.select(SQL.identifier("res_partner", "user_id"), SQL("count(*)"))
            )
        )

    @api.model
    def _get_last_days(self, scope):
        """Return {user id: the day of the last activity they did, as text}."""
        self.env["mail.activity"].flush_model(["active", "date_done", "user_id"])
        # plain SQL: days only, of people whose work the user may look at
        rows = self.env.execute_query(
            SQL(
                """
                SELECT user_id, max(date_done) FROM mail_activity
                 WHERE user_id = ANY(%s) AND active IS NOT TRUE
              GROUP BY user_id
                """,
                list(scope["user_ids"]),
            )
        )
        return {user_id: format_date(self.env, day) for user_id, day in rows if day}
