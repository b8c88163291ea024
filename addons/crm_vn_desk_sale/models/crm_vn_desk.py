"""Leads, contracts and the pipeline on the desk."""

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_amount, format_date, format_datetime

from odoo.addons.crm_vn_contract.models.crm_vn_contract_status import RUNNING
from odoo.addons.crm_vn_desk.models.crm_vn_desk import ROWS

from ..tools import time_left

#: contracts that end within so many days are on the desk
EXPIRY_DAYS = 60


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    @api.model
    def _get_blocks(self, scope):
        blocks = super()._get_blocks(scope)
        kpi = self._get_kpi_rows(scope)
        blocks["leads"] = self._get_leads(scope)
        blocks["contracts"] = self._get_contracts(scope)
        blocks["kpi"] = self._get_kpi(scope, kpi)
        if scope["kind"] in ("team", "all"):
            blocks["pipeline"] = self._get_pipeline(scope)
            self._add_pace(blocks["team"], kpi)
        return blocks

    # === Leads to handle ===
    @api.model
    def _get_leads(self, scope):
        """Return the leads whose handling deadline runs, the next one first."""
        leads = self.env["crm.lead"]
        now = fields.Datetime.now()
        waiting = self._get_waiting_domain(scope)
        closing = self._get_closing_domain(scope)
        names = ("id", "name", "partner_name", "contact_name", "vn_handling_deadline")
        query = leads._search(waiting, order="vn_handling_deadline, id", limit=ROWS)
        deadline = SQL.identifier("crm_lead", "vn_handling_deadline")
        # one statement, which tells the numbers also when nothing waits
        rows = self.env.execute_query_dict(
            SQL(
                """
                SELECT closing.number AS closing, waiting.*
                  FROM (SELECT count(*) AS number FROM (%s) lead) closing
             LEFT JOIN (%s) waiting ON TRUE
              ORDER BY waiting.vn_handling_deadline, waiting.id
                """,
                leads._search(closing, order="id").select(),
                query.select(
                    *(SQL.identifier("crm_lead", name) for name in names),
                    SQL("count(*) OVER () AS total"),
                    SQL(
                        "count(*) FILTER (WHERE %s < %s) OVER () AS late",
                        deadline,
                        now,
                    ),
                ),
            )
        )
        first = rows[0]
        late = self._get_owner_domain(scope) & leads._vn_late_domain(now)
        return {
            "count": first["total"] or 0,
            "domain": list(waiting),
            "late": first["late"] or 0,
            "late_domain": list(late),
            "closing": first["closing"],
            "closing_domain": list(closing),
            "rows": [self._format_lead(row, now) for row in rows if row["id"]],
        }

    @api.model
    def _format_lead(self, row, now):
        deadline = row["vn_handling_deadline"]
        return {
            "id": row["id"],
            "name": row["partner_name"] or row["contact_name"] or row["name"],
            "detail": row["name"],
            "when": self._say_time_left(deadline, now),
            "date": self._format_moment(deadline, "short"),
            "late": deadline < now,
        }

    @api.model
    def _format_moment(self, moment, dt_format):
        """Return a moment as it is on the clock of the company."""
        zone = str(self.env.company._vn_timezone())
        return format_datetime(self.env, moment, tz=zone, dt_format=dt_format)

    @api.model
    def _get_waiting_domain(self, scope):
        """Return the domain of the leads that nobody has handled yet."""
        return self._get_owner_domain(scope) & Domain(
            [
                ("active", "=", True),
                ("won_status", "=", "pending"),
                ("vn_handling_deadline", "!=", False),
                ("vn_handled_date", "=", False),
                ("vn_paused_date", "=", False),
            ]
        )

    @api.model
    def _get_closing_domain(self, scope):
        """Return the domain of opportunities that should have been closed by now."""
        return self._get_owner_domain(scope) & Domain(
            [
                ("active", "=", True),
                ("won_status", "=", "pending"),
                ("type", "=", "opportunity"),
                ("date_deadline", "<", self.env.company._vn_today()),
            ]
        )

    @api.model
    def _say_time_left(self, deadline, now):
        """Return how much time is left, or past, in words."""
        seconds = (deadline - now).total_seconds()
        unit, number = time_left.parts(seconds)
        if seconds < 0:
            return {
                "day": self.env._("%s days late", number),
                "hour": self.env._("%s hours late", number),
                "minute": self.env._("%s minutes late", number),
            }[unit]
        return {
            "day": self.env._("%s days left", number),
            "hour": self.env._("%s hours left", number),
            "minute": self.env._("%s minutes left", number),
        }[unit]

    # === Contracts ===
    @api.model
    def _get_contracts(self, scope):
        """Return the contracts that end soon and were not renewed."""
        contracts = self.env["crm.vn.contract"]
        today = self.env.company._vn_today()
        domain = self._get_owner_domain(scope) & Domain(
            [
                ("meaning", "in", list(RUNNING)),
                ("is_renewed", "=", False),
                ("is_annex", "=", False),
                ("end_date", ">=", today),
                ("end_date", "<=", fields.Date.add(today, days=EXPIRY_DAYS)),
            ]
        )
        query = contracts._search(domain, order="end_date, id", limit=ROWS)
        company = self.env.company
        self.env["res.partner"].flush_model(["name"])
        # plain SQL: whoever reads a contract sees its customer's name in it
        rows = self.env.execute_query_dict(
            query.select(
                *(
                    SQL.identifier("crm_vn_contract", name)
                    for name in ("id", "name", "title", "end_date")
                ),
                SQL(
                    "(SELECT name FROM res_partner WHERE id = %s) AS customer",
                    SQL.identifier("crm_vn_contract", "partner_id"),
                ),
                SQL("count(*) OVER () AS total"),
                SQL(
                    "sum(%s) FILTER (WHERE %s = %s) OVER () AS value",
                    SQL.identifier("crm_vn_contract", "value_company"),
                    SQL.identifier("crm_vn_contract", "company_id"),
                    company.id,
                ),
            )
        )
        value = rows[0]["value"] if rows else 0
        return {
            "count": rows[0]["total"] if rows else 0,
            # sudo: the own company's money, which everybody may read anyway
            "value": format_amount(self.env, value or 0, company.sudo().currency_id),
            "domain": list(domain),
            "rows": [
                {
                    "id": row["id"],
                    "name": row["customer"],
                    "detail": " · ".join(filter(None, (row["name"], row["title"]))),
                    "when": self._say_when(row["end_date"], today),
                    "date": format_date(self.env, row["end_date"]),
                }
                for row in rows
            ],
        }

    # === Pipeline ===
    @api.model
    def _get_pipeline(self, scope):
        """Return the open opportunities by stage: number and expected revenue."""
        domain = self._get_owner_domain(scope) & Domain(
            [("type", "=", "opportunity"), ("won_status", "=", "pending")]
        )
        groups = self.env.execute_query_dict(
            SQL(
                """
                SELECT s.id, COALESCE(s.name->>%(lang)s, s.name->>'en_US') AS name,
                       count(*), COALESCE(sum(l.expected_revenue), 0) AS revenue
                  FROM crm_lead l LEFT JOIN crm_stage s ON s.id = l.stage_id
                 WHERE l.id IN %(leads)s
              GROUP BY s.id
              ORDER BY s.sequence, s.name, s.id
                """,
                lang=self.env.lang or "en_US",
                leads=self.env["crm.lead"]._search(domain, order="id").subselect(),
            )
        )
        currency = self.env.company.currency_id
        total = max([group["revenue"] for group in groups], default=0) or 1
        return {
            "count": sum(group["count"] for group in groups),
            "value": format_amount(
                self.env, sum(group["revenue"] for group in groups), currency
            ),
            "domain": list(domain),
            "rows": [
                {
                    "id": group["id"] or False,
                    "name": group["name"] or self.env._("No stage"),
                    "count": group["count"],
                    "value": format_amount(self.env, group["revenue"], currency),
                    "share": 100 * group["revenue"] / total,
                    "domain": [*domain, ("stage_id", "=", group["id"] or False)],
                }
                for group in groups
            ],
        }
