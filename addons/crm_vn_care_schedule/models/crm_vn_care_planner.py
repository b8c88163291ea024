"""From documents and lines to dates and people, for many documents at once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from odoo import api, models
from odoo.tools import SQL

from ..tools import care_dates

# how far behind the last wished date a moved line may come
MARGIN = timedelta(days=90)


@dataclass
class Job:
    """What the planner is asked for.

    :param plan: the schedule
    :param company: whose calendar and cap hold
    :param templates: the lines wanted
    :param past_policy: ``skip`` or ``overdue`` for dates before today
    :param user: who takes lines asked for at launch or without an owner, or empty
    :param today: where the company is
    """

    plan: object
    company: object
    templates: object
    past_policy: str
    user: object
    today: date


class CrmVnCarePlanner(models.AbstractModel):
    """Plans the lines of one schedule for documents of one company.

    Reads as superuser: what comes out is shown to, or done for, a person who may use
    the documents; the load of colleagues enters only as a date that moves.

    Extend :meth:`_set_people` for other people, :meth:`_set_dates` for other dates,
    :meth:`_get_load` for what else fills a day; each works on all lines at once.
    """

    _name = "crm.vn.care.planner"
    _description = "Care planner"

    @api.model
    def _get_lines(
        self, plan, company, sources, templates=None, past_policy=None, user=None
    ):
        """Return what would be planned, writing nothing.

        :param plan: the schedule
        :param company: whose calendar and cap hold
        :param sources: dicts with ``record``, ``partner`` and ``base_date``
        :param templates: the lines wanted, all of the schedule's by default
        :param past_policy: ``skip`` or ``overdue``; the schedule's by default
        :param user: who takes lines asked for at launch or without an owner
        :return: dicts with ``source`` (position in *sources*), ``template``,
            ``partner``, ``record``, ``wished``, ``date``, ``user``, ``user_step``,
            ``state`` (``planned`` or ``skipped``), ``move_reason`` (``off_day``,
            ``cap`` or False) and ``error``
        """
        # sudo: see the class
        plan, company = plan.sudo(), company.sudo()
        templates = plan.template_ids if templates is None else templates.sudo()
        job = Job(
            plan=plan,
            company=company,
            templates=templates.filtered(lambda line: line.plan_id == plan),
            past_policy=past_policy or plan.vn_past_policy,
            user=user or self.env["res.users"],
            today=company._vn_today(),
        )
        lines = [
            {
                "source": position,
                "template": template,
                "partner": source["partner"],
                "wished": template._vn_wished_date(source["base_date"]),
                "record": source["record"],
            }
            for position, source in enumerate(sources)
            for template in job.templates
        ]
        if not lines:
            return []
        lines.sort(
            key=lambda line: (line["wished"], line["template"].sequence, line["source"])
        )
        self._set_people(job, lines)
        self._set_dates(job, lines)
        lines.sort(key=lambda line: (line["source"], line["date"], line["wished"]))
        return lines

    @api.model
    def _set_people(self, job, lines):
        """Set ``user``, ``user_step`` and ``error``; nobody outside gets a line."""
        known = {}
        for line in lines:
            key = line["template"].id, line["record"]._name, line["record"].id
            if key not in known:
                known[key] = line["template"]._vn_person_in_charge(
                    job.user, line["record"].sudo(), line["partner"], job.company
                )
            line.update(known[key])

    @api.model
    def _set_dates(self, job, lines):
        """Set ``date``, ``state`` and ``move_reason``."""
        first = min(line["wished"] for line in lines)
        last = max(max(line["wished"] for line in lines), job.today)
        calendar = job.company.resource_calendar_id
        is_off = calendar._vn_is_off(job.company, first - MARGIN, last + 4 * MARGIN)
        ahead = []
        for number, line in enumerate(lines):
            moved = care_dates.apply_policy(
                line["wished"], line["template"].vn_off_day_policy, is_off, job.today
            )
            line["date"] = moved
            line["state"] = "planned"
            line["move_reason"] = "off_day" if moved != line["wished"] else False
            if moved < job.today:
                if job.past_policy == "skip":
                    line["state"] = "skipped"
            else:
                key = line["partner"].id
                ahead.append((number, key, line["user"].id, moved))
        if not ahead:
            return
        load = self._get_load(
            {item[2] for item in ahead if item[2]}, min(item[3] for item in ahead)
        )
        cap = job.company.vn_care_daily_cap
        for number, day in care_dates.spread(ahead, cap, load, is_off).items():
            line = lines[number]
            if day != line["date"]:
                line["date"] = day
                line["move_reason"] = "cap"

    @api.model
    def _move_off_days(self, company, lines):
        """Move open lines of one company to working days with room, and write it.

        A line never moves to a day before today, nor before an earlier one of the same
        customer.
        """
        lines = lines.sorted(lambda line: (line.date, line.id))
        if not lines:
            return
        today = company._vn_today()
        calendar = company.resource_calendar_id
        is_off = calendar._vn_is_off(
            company, lines[0].date - MARGIN, lines[-1].date + 4 * MARGIN
        )
        items = []
        for line in lines:
            policy = line.template_id.vn_off_day_policy or care_dates.NEXT
            day = care_dates.apply_policy(line.date, policy, is_off)
            if day < today:
                day = care_dates.apply_policy(line.date, care_dates.NEXT, is_off)
            items.append((line, line.partner_id, line.user_id.id, day))
        load = self._get_load(set(lines.user_id.ids), min(item[3] for item in items))
        days = care_dates.spread(items, company.vn_care_daily_cap, load, is_off)
        for day, moved in lines.grouped(lambda line: days[line]).items():
            moved._vn_as_engine().write({"date": day, "move_reason": "off_day"})
            quiet = moved.activity_id.with_context(mail_activity_quick_update=True)
            quiet._vn_as_care_engine().write({"date_deadline": day})

    @api.model
    def _get_load(self, user_ids, first):
        """Return how many open care activities people have: {(user id, day): number}.

        :param first: from this day on
        """
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
                users=list(user_ids),
                first=first,
            )
        )
        return defaultdict(int, {(user, day): count for user, day, count in rows})
