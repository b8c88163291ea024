"""From documents and lines to dates and people, for many documents at once."""

from collections import defaultdict
from datetime import timedelta

from odoo.tools import SQL

from ..tools import care_dates

# how far behind the last wished date a moved line may come
MARGIN = timedelta(days=90)


class CarePlanner:
    """Plans the lines of one schedule for documents of one company.

    Reads as superuser: what comes out is shown to, or done for, a person who may use
    the documents; the load of colleagues enters only as a date that moves.

    :param plan: the schedule
    :param company: whose calendar and cap hold
    :param templates: the lines wanted, all of the schedule's by default
    :param past_policy: ``skip`` or ``overdue`` for dates before today
    :param on_demand_user: who takes lines asked for at launch or without an owner
    """

    def __init__(self, plan, company, templates=None, past_policy=None, user=None):
        self.plan = plan.sudo()
        self.env = self.plan.env
        self.company = company.sudo()
        templates = self.plan.template_ids if templates is None else templates.sudo()
        self.templates = templates.filtered(lambda line: line.plan_id == self.plan)
        self.past_policy = past_policy or self.plan.vn_past_policy
        self.user = user or self.env["res.users"]
        self.today = self.company._vn_today()

    def lines(self, sources):
        """Return what would be planned, writing nothing.

        :param sources: dicts with ``record``, ``partner`` and ``base_date``
        :return: dicts with ``source`` (position in *sources*), ``template``,
            ``partner``, ``wished``, ``date``, ``user``, ``state`` (``planned`` or
            ``skipped``), ``move_reason`` (``off_day``, ``cap`` or False) and ``error``
        """
        lines = [
            {
                "source": position,
                "template": template,
                "partner": source["partner"],
                "wished": template._vn_wished_date(source["base_date"]),
                "record": source["record"],
            }
            for position, source in enumerate(sources)
            for template in self.templates
        ]
        if not lines:
            return []
        lines.sort(
            key=lambda line: (line["wished"], line["template"].sequence, line["source"])
        )
        self._set_people(lines)
        self._set_dates(lines)
        lines.sort(key=lambda line: (line["source"], line["date"], line["wished"]))
        return lines

    def _set_people(self, lines):
        known = {}
        for line in lines:
            key = line["template"].id, line["record"]._name, line["record"].id
            if key not in known:
                known[key] = line["template"]._determine_responsible(
                    self.user, line["record"]
                )
            line["user"] = known[key]["responsible"]
            line["error"] = known[key]["error"]

    def _set_dates(self, lines):
        first = min(line["wished"] for line in lines)
        last = max(max(line["wished"] for line in lines), self.today)
        calendar = self.company.resource_calendar_id
        is_off = calendar._vn_is_off(self.company, first - MARGIN, last + 4 * MARGIN)
        ahead = []
        for number, line in enumerate(lines):
            moved = care_dates.apply_policy(
                line["wished"], line["template"].vn_off_day_policy, is_off
            )
            line["date"] = moved
            line["state"] = "planned"
            line["move_reason"] = "off_day" if moved != line["wished"] else False
            if moved < self.today:
                if self.past_policy == "skip":
                    line["state"] = "skipped"
            else:
                key = line["partner"].id
                ahead.append((number, key, line["user"].id, moved))
        if not ahead:
            return
        load = self._load({item[2] for item in ahead}, min(item[3] for item in ahead))
        cap = self.company.vn_care_daily_cap
        for number, day in care_dates.spread(ahead, cap, load, is_off).items():
            line = lines[number]
            if day != line["date"]:
                line["date"] = day
                line["move_reason"] = "cap"

    def _load(self, user_ids, first):
        """Return how many open care activities people have, by day from *first*."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT user_id, date_deadline, COUNT(*)
                  FROM mail_activity
                 WHERE active IS TRUE
                   AND vn_enrollment_id IS NOT NULL
                   AND user_id = ANY(%(users)s)
                   AND date_deadline >= %(first)s
                 GROUP BY user_id, date_deadline
                """,
                users=[user for user in user_ids if user],
                first=first,
            )
        )
        return defaultdict(int, {(user, day): count for user, day, count in rows})
