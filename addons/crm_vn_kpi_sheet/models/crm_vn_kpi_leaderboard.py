from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from odoo.addons.crm_vn_base.arguments import takes

from ..tools import pace


class CrmVnKpiLeaderboard(models.AbstractModel):
    """Who reached how much of the targets, as far as the company shows it."""

    _name = "crm.vn.kpi.leaderboard"
    _description = "KPI leaderboard"

    @api.model
    @api.readonly
    @takes(kind="text?", back="count")
    def get_leaderboard(self, kind="month", back=0):
        """Return the ranks of a period.

        :param str kind: ``month`` or ``quarter``
        :param int back: how many periods ago; 0 is the running one
        :return: dict of ``shown`` (whether the company shows ranks), ``period``,
            ``people`` (list of dicts of ``rank``, ``user_id``, ``name``,
            ``is_me``, ``percent``, ``label``, ``expected``, ``standing``,
            ``sheet_id`` where the reader may open it)
        """
        if not self.env.user.has_group("sales_team.group_sale_salesman"):
            raise AccessError(
                self.env._("The KPI leaderboard is for people of the sales teams.")
            )
        company = self.env.company
        kind = kind if kind in pace.MONTHS else "month"
        first = pace.period(company._vn_today(), kind)[0]
        for _step in range(min(max(int(back), 0), 60)):
            first = pace.previous(first, kind)
        domain = self._get_domain(company)
        result = {"shown": domain is not None, "period": "", "people": []}
        if domain is None:
            return result
        domain &= Domain("date_from", "=", first)
        domain &= Domain("plan_id.period_kind", "=", kind)
        # sudo: names and percentages are shown, to whom the company's setting says
        sheets = self.env["crm.vn.kpi.sheet"].sudo().search(domain)
        last = pace.period(first, kind)[1]
        result["period"] = (
            sheets[:1].period_name
            or sheets.new({"date_from": first, "date_to": last})._get_period_label()
        )
        result["people"] = self._prepare_people(sheets)
        return result

    @api.model
    def _get_domain(self, company):
        """Return which sheets the user may see ranked, None for none."""
        domain = Domain("company_id", "=", company.id) & Domain("state", "!=", "draft")
        user = self.env.user
        if user.has_group("sales_team.group_sale_manager"):
            return domain
        # sudo: a setting of the company, which everybody may know
        setting = company.sudo().vn_kpi_leaderboard
        if setting == "company":
            return domain
        if setting == "team":
            # sudo: which teams one leads or is in
            teams = self.env["crm.team"].sudo()
            teams = teams.search([("user_id", "=", user.id)]) | user.sudo().sale_team_id
            return domain & (
                Domain("team_id", "in", teams.ids) | Domain("user_id", "=", user.id)
            )
        return None

    @api.model
    def _prepare_people(self, sheets):
        """Return a dict per sheet, best first; equal results share a rank."""
        mine = sheets.sudo(False)._filtered_access("read")
        people = [
            {
                "user_id": sheet.user_id.id,
                "name": sheet.user_id.name,
                "team": sheet.team_id.name or "",
                "is_me": sheet.user_id == self.env.user,
                "percent": round(sheet.achievement, 1),
                "label": sheet.achievement_label,
                "expected": sheet.expected_percent,
                "standing": sheet.standing,
                "sheet_id": sheet.id if sheet.sudo(False) in mine else False,
            }
            for sheet in sheets
        ]
        people.sort(key=lambda person: (-person["percent"], person["name"]))
        for place, person in enumerate(people):
            same = place and people[place - 1]["percent"] == person["percent"]
            person["rank"] = people[place - 1]["rank"] if same else place + 1
        return people
