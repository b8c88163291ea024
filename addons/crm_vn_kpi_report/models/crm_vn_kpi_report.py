from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date, get_lang

from odoo.addons.crm_vn_base.arguments import fits, takes

from ..tools.customer_period import (
    COMPARISONS,
    PRESETS,
    compared_period,
    preset_period,
)

OWN = "crm_vn_kpi.group_kpi_own"
ALL = "crm_vn_kpi.group_kpi_all"
KINDS = ("me", "all", "team", "user")
#: years that a period may lie in
FIRST_YEAR, LAST_YEAR = 1900, 2200


class CrmVnKpiReport(models.AbstractModel):
    """The customer KPI of a period: numbers, and the records behind each of them.

    ``get_report`` gives the whole screen in one call. Every number has a ``drill``:
    what ``get_action`` needs to open exactly the records that were counted.
    """

    _name = "crm.vn.kpi.report"
    _description = "Customer KPI report"

    # === Calls of the client ===
    @api.model
    @api.readonly
    @takes(options="dict?")
    def get_report(self, options=None):
        """Return the whole screen; nothing is written.

        :param dict options: all optional; ``period``: one of `PRESETS` or ``custom``
            with ``date_from`` and ``date_to``; ``compare``: one of `COMPARISONS`;
            ``kind`` and ``res_id``: ``me``, ``all``, ``team`` or ``user`` and its id
        :return: dict with ``options`` (complete, with the days compared), texts,
            ``choices`` of people, and ``blocks``
        :raise AccessError: the user may not see these numbers
        :raise UserError: the dates are none
        """
        options = self._get_options(options)
        scope = self._get_scope(options["kind"], options["res_id"])
        self = self.with_context(vn_kpi_team_id=scope.get("team_id"))
        return {
            "options": options,
            "title": self.env._("Customer KPI"),
            "period": self._format_period(options["date_from"], options["date_to"]),
            "compared": options["compare_from"]
            and self._format_period(options["compare_from"], options["compare_to"]),
            "people": scope["name"],
            "choices": scope["choices"],
            "blocks": self._get_blocks(options, scope["user_ids"]),
        }

    @api.model
    @api.readonly
    @takes(options="dict", drill="dict")
    def get_action(self, options, drill):
        """Return the action that opens the records behind a number.

        :param dict options: those that `get_report` returned
        :param dict drill: of the number
        :raise AccessError: the user may not see these numbers
        """
        self._check_plain({**options, **drill})
        # the days that are on the screen, even if it is past midnight by now
        scope = self._get_scope(options.get("kind"), options.get("res_id"))
        self = self.with_context(vn_kpi_team_id=scope.get("team_id"))
        start, end = self._get_days(options, drill.get("before"))
        if not start or not end:
            raise UserError(
                self.env._("Nothing is compared: choose a period to compare with.")
            )
        return self._prepare_action(drill, start, end, scope["user_ids"])

    # === Options ===
    @api.model
    def _get_today(self):
        """Return the day it is where the company is."""
        return self.env.company._vn_today()

    @api.model
    def _get_options(self, options):
        """Return *options* checked and completed, dates as text."""
        options = options or {}
        self._check_plain(options)
        period = options.get("period") or "this_month"
        compare = options.get("compare") or "previous"
        kind = options.get("kind") or ("all" if self._may_see_all() else "me")
        today = self._get_today()
        if period in PRESETS:
            week_start = int(get_lang(self.env).week_start or 1)
            start, end = preset_period(period, today, week_start)
        else:
            start, end = self._get_typed_days(options)
        res_id = self._get_res_id(kind, options.get("res_id"))
        if compare not in COMPARISONS or kind not in KINDS:
            raise UserError(self.env._("This report has no such option."))
        before = compared_period(start, end, compare, today) or (None, None)
        return {
            "period": period if period in PRESETS else "custom",
            "date_from": fields.Date.to_string(start),
            "date_to": fields.Date.to_string(end),
            "compare": compare,
            "compare_from": fields.Date.to_string(before[0]),
            "compare_to": fields.Date.to_string(before[1]),
            "kind": kind,
            "res_id": res_id,
        }

    @api.model
    def _check_plain(self, options):
        """Raise when one of the options is no text, number or nothing."""
        if not all(
            one is None or isinstance(one, str | int) for one in options.values()
        ):
            raise UserError(self.env._("This report has no such option."))

    @api.model
    def _get_res_id(self, kind, res_id):
        """Return the id of the team or person asked for, False for the others."""
        if kind not in KINDS[2:]:
            return False
        if not fits(res_id, "id"):
            raise UserError(self.env._("This report has no such option."))
        return res_id

    @api.model
    def _get_typed_days(self, options):
        try:
            start = fields.Date.to_date(options.get("date_from"))
            end = fields.Date.to_date(options.get("date_to"))
        except (TypeError, ValueError):
            start = end = None
        if not start or not end:
            raise UserError(
                self.env._("Type the first and the last day of the period.")
            )
        if not FIRST_YEAR <= start.year <= end.year <= LAST_YEAR and start <= end:
            raise UserError(
                self.env._(
                    "Choose days between the years %(first)s and %(last)s.",
                    first=FIRST_YEAR,
                    last=LAST_YEAR,
                )
            )
        if start > end:
            raise UserError(
                self.env._(
                    "The first day, %(start)s, is after the last day, %(end)s: "
                    "exchange them.",
                    start=format_date(self.env, start),
                    end=format_date(self.env, end),
                )
            )
        return start, end

    @api.model
    def _get_days(self, options, before=False):
        """Return the first and last day; *before*: of what is compared with."""
        prefix = "compare" if before else "date"
        try:
            return tuple(
                fields.Date.to_date(options.get(f"{prefix}_{end}"))
                for end in ("from", "to")
            )
        except (TypeError, ValueError):
            return None, None

    @api.model
    def _format_period(self, start, end):
        return self.env._(
            "%(start)s to %(end)s",
            start=format_date(self.env, start),
            end=format_date(self.env, end),
        )

    # === Whose numbers ===
    @api.model
    def _may_see_all(self):
        return self.env.user.has_group(ALL)

    @api.model
    def _get_scope(self, kind, res_id):
        """Return whose numbers are shown, and whose the user may choose.

        :return: dict: ``name``, ``user_ids`` (None for everyone), ``choices`` and, of
            a team, ``team_id``
        :raise AccessError: the user may not see these numbers
        """
        user = self.env.user
        if not user.has_group(OWN):
            raise AccessError(
                self.env._(
                    "You have no right to the customer KPI report. Ask your "
                    "administrator for “Customer KPI: own numbers”."
                )
            )
        if not self._may_see_all():
            if kind == "me" or (kind == "user" and res_id == user.id):
                choices = {"all": False, "teams": [], "users": []}
                return {"name": user.name, "user_ids": user.ids, "choices": choices}
            raise AccessError(
                self.env._(
                    "You can see your own numbers. Ask your administrator for "
                    "“Customer KPI: all numbers” to see those of others."
                )
            )
        teams = self._get_teams()
        users = self._get_users()
        choices = {
            "all": True,
            "teams": [{"id": id_, "name": team["name"]} for id_, team in teams.items()],
            "users": [{"id": id_, "name": name} for id_, name in users.items()],
        }
        if kind == "me":
            return {"name": user.name, "user_ids": user.ids, "choices": choices}
        if kind == "team" and res_id in teams:
            team = teams[res_id]
            return {
                "name": team["name"],
                "user_ids": team["user_ids"],
                "team_id": res_id,
                "choices": choices,
            }
        if kind == "user" and res_id in users:
            return {"name": users[res_id], "user_ids": [res_id], "choices": choices}
        if kind == "all":
            return {
                "name": self.env._("Everyone"),
                "user_ids": None,
                "choices": choices,
            }
        raise AccessError(
            self.env._(
                "This team or person is not of your companies: choose another one."
            )
        )

    @api.model
    def _get_teams(self):
        """Return {id: {name, user_ids}} of the teams of the user's companies.

        The people are all who ever were members; their days decide what counts.
        """
        domain = [("company_id", "in", [False, *self.env.companies.ids])]
        # sudo: who may see all numbers sees the names of teams and their members
        teams = self.env["crm.team"].sudo().search_fetch(domain, ["name"])
        spans = self.env["crm.vn.team.membership"].sudo()
        members = dict(
            spans._read_group(
                [("crm_team_id", "in", teams.ids)],
                ["crm_team_id"],
                ["user_id:array_agg_distinct"],
            )
        )
        return {
            team.id: {"name": team.name, "user_ids": members.get(team, [])}
            for team in teams
        }

    @api.model
    def _get_users(self):
        """Return {id: name} of those who sell in the user's companies."""
        # sudo: who may see all numbers sees the names of those who made them
        users = (
            self.env["res.users"]
            .sudo()
            .search_fetch(
                [
                    ("share", "=", False),
                    ("company_ids", "in", self.env.companies.ids),
                    (
                        "all_group_ids",
                        "in",
                        self.env.ref("sales_team.group_sale_salesman").ids,
                    ),
                ],
                ["name"],
                order="name, id",
            )
        )
        return {user.id: user.name for user in users}
