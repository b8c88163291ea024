"""KPI and revenue on the desk, from numbers that are counted every hour."""

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_kpi_sheet.tools import pace


class CrmVnDesk(models.AbstractModel):
    _inherit = "crm.vn.desk"

    @api.model
    def _get_kpi_rows(self, scope):
        """Return the lines of the running sheets that the user may read, as dicts."""
        today = self.env.company._vn_today()
        lines = self.env["crm.vn.kpi.sheet.line"]
        sheets = self.env["crm.vn.kpi.sheet"]
        running = (
            Domain("user_id", "in", scope["user_ids"])
            & Domain("company_id", "=", self.env.company.id)
            & Domain("state", "=", "issued")
            & Domain("date_from", "<=", today)
            & Domain("date_to", ">=", today)
        )
        query = lines._search(
            Domain("sheet_id", "in", sheets._search(running)), order="id"
        )
        metrics = self.env["crm.vn.kpi.metric"]
        self.env.flush_all()
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT l.id, l.sheet_id, s.user_id, s.desk_date, s.desk_percent AS done,
                       s.desk_expected AS due, l.metric_id, l.target, l.desk_actual,
                       l.desk_expected, m.is_monetary, m.direction, m.code,
                       %s AS name
                  FROM crm_vn_kpi_sheet_line l
                  JOIN crm_vn_kpi_sheet s ON s.id = l.sheet_id
                  JOIN crm_vn_kpi_metric m ON m.id = l.metric_id
                 WHERE l.id IN %s
              ORDER BY m.is_monetary IS NOT TRUE, l.sequence, l.id
                """,
                metrics._field_to_sql("m", "name"),
                query.subselect(),
            )
        )

    @api.model
    def _get_kpi(self, scope, rows):
        """Return a bar for each metric, money first; of several people, their sums.

        :param rows: of `_get_kpi_rows`
        """
        bars = {}
        for row in rows:
            bar = bars.setdefault(row["metric_id"], {**row, "sheets": 0})
            bar["sheets"] += 1
            if bar["id"] != row["id"]:
                for name in ("target", "desk_actual", "desk_expected"):
                    bar[name] = (bar[name] or 0) + (row[name] or 0)
        counted = [row["desk_date"] for row in rows if row["desk_date"]]
        sheets = sorted({row["sheet_id"] for row in rows})
        return {
            "date": self._format_moment(min(counted), "HH:mm") if counted else "",
            "domain": [("id", "in", sheets)],
            "count": len(sheets),
            "sheet_id": sheets[0] if len(sheets) == 1 else False,
            "rows": [self._format_bar(bar) for bar in bars.values()],
        }

    @api.model
    def _format_bar(self, bar):
        metric = self.env["crm.vn.kpi.metric"]
        currency = self.env.company.currency_id if bar["is_monetary"] else None
        actual, target = bar["desk_actual"] or 0, bar["target"] or 0
        percent = pace.percent(actual, target, bar["direction"])
        due = pace.percent(bar["desk_expected"] or 0, target, bar["direction"])
        return {
            "id": bar["metric_id"],
            "name": bar["name"],
            "actual": metric._vn_format(actual, currency),
            "target": metric._vn_format(target, currency) if target else "",
            "percent": min(percent or 0, 100),
            "due": min(due or 0, 100),
            "label": metric._vn_format_percent(percent),
            "standing": pace.standing(percent, due),
        }

    @api.model
    def _add_pace(self, team, rows):
        """Put each person's revenue and pace into the *rows* of the team's table."""
        metric = self.env["crm.vn.kpi.metric"]
        currency = self.env.company.currency_id
        for person in team["rows"]:
            mine = [row for row in rows if row["user_id"] == person["id"]]
            money = [row for row in mine if row["is_monetary"]][:1]
            person["pace"] = {}
            person["revenue"] = ""
            if mine:
                done, due = mine[0]["done"] or 0, mine[0]["due"] or 0
                person["pace"] = {
                    "label": metric._vn_format_percent(done),
                    "standing": pace.standing(done, due),
                }
            for row in money:
                person["revenue"] = " / ".join(
                    metric._vn_format(number or 0, currency)
                    for number in (row["desk_actual"], row["target"])
                )
