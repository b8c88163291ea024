from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

from ..tools.terms import due_steps, next_step_date, open_steps
from .crm_vn_contract_status import RUNNING

EXPIRY_BATCH = 500
REMINDER_BATCH = 100


class CrmVnContract(models.Model):
    """Expiry by dates, and the reminders before it."""

    _inherit = "crm.vn.contract"
    _vn_engine_fields = ("reminder_date",)

    # === Expiry ===
    days_left = fields.Integer(
        compute="_compute_days_left",
        help="Days until the last day; less than 0: days since it",
    )
    is_expired = fields.Boolean(
        string="Expired",
        compute="_compute_is_expired",
        search="_search_is_expired",
        help="In force until its last day, and that day is past in the company's "
        "time zone",
    )

    # === Reminders ===
    reminder_ids = fields.One2many(
        "crm.vn.contract.reminder", "contract_id", string="Reminders sent", copy=False
    )
    reminder_plan = fields.Char(compute="_compute_reminder_plan")
    reminder_date = fields.Date(
        string="Next reminder",
        compute="_compute_reminder_date",
        store=True,
        index="btree_not_null",
        help="Day from which the next step of the type's reminders is to be sent",
    )

    @api.depends("end_date", "company_id")
    def _compute_days_left(self):
        for contract in self:
            today = contract.company_id._vn_today()
            end = contract.end_date
            contract.days_left = (end - today).days if end else 0

    @api.depends("end_date", "meaning", "company_id")
    def _compute_is_expired(self):
        for contract in self:
            contract.is_expired = (
                contract.meaning in (*RUNNING, "expired") and contract._is_past_end()
            )

    def _search_is_expired(self, operator, value):
        if operator != "in":
            return NotImplemented
        past = Domain.OR(
            Domain("company_id", "=", company_id) & Domain("end_date", "<", today)
            for company_id, today in self.env["res.company"]._vn_todays().items()
        )
        expired = Domain("meaning", "in", [*RUNNING, "expired"]) & past
        if True in value and False in value:
            return Domain.TRUE
        return expired if True in value else ~expired

    @api.depends(
        "contract_type_id.reminder_step_ids.days",
        "reminder_ids",
        "user_id",
        "partner_id",
        "reminder_user_ids",
        "end_date",
        "is_annex",
        "is_renewed",
    )
    def _compute_reminder_plan(self):
        for contract in self:
            steps = contract.contract_type_id.reminder_step_ids.mapped("days")
            people = contract._get_reminder_users()
            past = not contract.end_date or contract._is_past_end()
            if not steps or past or contract.is_annex:
                contract.reminder_plan = False
            elif contract.is_renewed:
                contract.reminder_plan = self.env._("Renewed: no more reminders")
            elif not people:
                contract.reminder_plan = self.env._(
                    "Nobody to remind: set an owner or people to remind"
                )
            else:
                sent = contract._get_sent_steps()
                left = open_steps(steps, sent)
                contract.reminder_plan = self.env._(
                    "%(people)s: %(days)s days before %(date)s",
                    people=", ".join(people.mapped("name")),
                    days="/".join(map(str, sorted(left, reverse=True))) or "–",
                    date=format_date(self.env, contract.end_date),
                )

    @api.depends(
        "contract_type_id.reminder_step_ids.days",
        "reminder_ids.days",
        "reminder_ids.end_date",
        "reminder_ids.sent_date",
        "end_date",
        "meaning",
        "is_annex",
        "is_renewed",
    )
    def _compute_reminder_date(self):
        for contract in self:
            end = contract.end_date
            waits = contract.meaning in RUNNING and not (
                contract.is_annex or contract.is_renewed
            )
            contract.reminder_date = (
                end
                and waits
                and next_step_date(
                    contract.contract_type_id.reminder_step_ids.mapped("days"),
                    end,
                    contract._get_sent_steps(),
                )
            )

    def _is_past_end(self):
        self.ensure_one()
        return bool(self.end_date and self.end_date < self.company_id._vn_today())

    def _get_reminder_users(self):
        """Return who gets the reminders: the owner and the people listed.

        Only who is there: for an owner who left, his leader or who stands in.
        """
        self.ensure_one()
        owner, _step = self.partner_id._vn_responsible(self, first="salesperson")
        listed = self.reminder_user_ids.filtered(
            lambda user: user.active and not user.share
        )
        return owner | listed

    def _get_sent_steps(self):
        """Return the steps that went out before the end date of now.

        Who was told late was told of the days that were left then: a step of as many
        days says nothing new, and counts as sent.
        """
        self.ensure_one()
        sent = self.reminder_ids.filtered(
            lambda reminder: reminder.end_date == self.end_date
        )
        told = {self.company_id._vn_day(reminder.sent_date) for reminder in sent}
        return [*sent.mapped("days"), *((self.end_date - day).days for day in told)]

    def _is_reminded_on(self, day):
        """Tell whether a reminder went out on a day, for whichever end date."""
        self.ensure_one()
        return any(
            self.company_id._vn_day(reminder.sent_date) == day
            for reminder in self.reminder_ids
        )

    @api.model
    def _cron_expire(self):
        """Give the contracts past their last day an expired status.

        Strategy: one query finds and locks them; batches are written at once, and
        record by record where a batch fails. A contract that fails stands in the list
        of what could not be done, and is found again by the next run.
        """
        failures = self.env["crm.vn.cron.failure"]
        last_id = 0
        while ids := self._find_expired(last_id, EXPIRY_BATCH):
            last_id = ids[-1]
            for contracts in self.browse(ids).grouped("company_id").values():
                failures._vn_each(
                    "crm_vn_contract.ir_cron_expire_contracts",
                    contracts,
                    lambda some: some._expire(),
                    together=True,
                )
            left = self.env["ir.cron"]._commit_progress(len(ids))
            if not left or len(ids) < EXPIRY_BATCH:
                break

    @api.model
    def _find_expired(self, after_id, limit):
        """Lock and return the ids of running contracts past their last day."""
        past = SQL(
            """
            contract.end_date < %s AND contract.end_date < today.day
            AND EXISTS (
                SELECT 1 FROM crm_vn_contract_status status
                 WHERE status.meaning = 'expired' AND status.active
                   AND (status.company_id IS NULL
                        OR status.company_id = contract.company_id))
            """,
            max(self.env["res.company"]._vn_todays().values()),
        )
        return self._find_running(past, after_id, limit)

    @api.model
    def _find_running(self, condition, after_id, limit):
        """Lock and return the ids of running contracts that meet a condition.

        :param SQL condition: on ``contract`` and ``today.day`` of its company. A bound
            that is the same for all rows lets PostgreSQL know how few there are behind
            an index
        :param int after_id: only of contracts with a higher id
        """
        self.flush_model()
        todays = self.env["res.company"]._vn_todays()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT contract.id
                  FROM crm_vn_contract contract
                  JOIN unnest(%s::int[], %s::date[]) AS today (company_id, day)
                    ON today.company_id = contract.company_id
                 WHERE contract.meaning IN %s AND contract.id > %s AND %s
                 ORDER BY contract.id
                 LIMIT %s
                   FOR NO KEY UPDATE OF contract SKIP LOCKED
                """,
                list(todays),
                list(todays.values()),
                RUNNING,
                after_id,
                condition,
                limit,
            )
        )
        return [row[0] for row in rows]

    def _expire(self):
        """Write the expired status on contracts of one company."""
        before = {contract.id: contract.meaning for contract in self}
        status = self[:1]._get_status("expired")
        self._vn_as_engine().write({"status_id": status.id})
        self._announce_status(before)

    @api.model
    def _cron_remind(self):
        """Send the reminders whose day has come, each once.

        Strategy: the day of the next reminder is kept with each contract, so that
        one query finds and locks those with an open step of the ladder that did not
        go out for this end date, at no cost for the others. What goes out is noted
        under a unique key in the same transaction: a second run, at the same time or
        later, finds nothing to send. A contract that fails stands in the list of what
        could not be done, and is found again by the next run.
        """
        failures = self.env["crm.vn.cron.failure"]
        last_id = 0
        while ids := self._find_to_remind(last_id, REMINDER_BATCH):
            last_id = ids[-1]
            failures._vn_each(
                "crm_vn_contract.ir_cron_remind_contracts",
                self.browse(ids),
                lambda some: some._send_reminder(),
                together=True,
            )
            left = self.env["ir.cron"]._commit_progress(len(ids))
            if not left or len(ids) < REMINDER_BATCH:
                break

    @api.model
    def _find_to_remind(self, after_id, limit):
        """Lock and return the ids of the contracts with a reminder to send."""
        due = SQL(
            """
            contract.reminder_date <= %s AND contract.reminder_date <= today.day
            AND contract.end_date >= today.day AND contract.active
            AND contract.is_annex IS NOT TRUE AND contract.is_renewed IS NOT TRUE
            """,
            max(self.env["res.company"]._vn_todays().values()),
        )
        return self._find_running(due, after_id, limit)

    @api.autovacuum
    def _repair_reminder_dates(self):
        """Repair the days of the next reminders, after plain SQL or a lost race.

        One guarded statement: of contracts that are right nothing is written.

        :return: the contracts that were wrong
        """
        for name in ("", ".reminder", ".reminder.step"):
            self.env[f"{self._name}{name}"].flush_model()
        companies = self.env["res.company"]
        companies.flush_model(["vn_timezone"])
        rows = self.env.execute_query(
            SQL(
                """
                WITH next AS (
                    SELECT contract.id, min(contract.end_date - step.days) AS day
                      FROM crm_vn_contract contract
                      JOIN crm_vn_contract_reminder_step step
                        ON step.contract_type_id = contract.contract_type_id
                      JOIN res_company company ON company.id = contract.company_id
                 LEFT JOIN crm_vn_contract_reminder sent
                        ON sent.contract_id = contract.id
                       AND sent.end_date = contract.end_date
                       AND least(sent.days, contract.end_date - %s) <= step.days
                     WHERE contract.meaning IN %s
                       AND contract.is_annex IS NOT TRUE
                       AND contract.is_renewed IS NOT TRUE
                       AND sent.id IS NULL
                     GROUP BY contract.id)
                UPDATE crm_vn_contract contract
                   SET reminder_date = next.day
                  FROM crm_vn_contract other
             LEFT JOIN next ON next.id = other.id
                 WHERE other.id = contract.id
                   AND contract.reminder_date IS DISTINCT FROM next.day
             RETURNING contract.id
                """,
                companies._vn_day_sql(
                    SQL("sent.sent_date"), SQL("company.vn_timezone")
                ),
                RUNNING,
            )
        )
        wrong = self.browse([row[0] for row in rows])
        wrong.invalidate_recordset(["reminder_date"], flush=False)
        return wrong

    def _send_reminder(self):
        """Remind of the ends of these contracts: one message each for all open steps.

        Once a day at most: what opens on the same day, by another ladder or another
        end date, goes out the day after.
        """
        due = {}
        for contract in self:
            people = contract._get_reminder_users()
            today = contract.company_id._vn_today()
            ladder = contract.contract_type_id.reminder_step_ids.mapped("days")
            sent = contract._get_sent_steps()
            steps = due_steps(ladder, contract.end_date, today, sent)
            if steps and people and not contract._is_reminded_on(today):
                due[contract] = people, steps
        now = fields.Datetime.now()
        self.env["crm.vn.contract.reminder"].create(
            [
                {
                    "contract_id": contract.id,
                    "end_date": contract.end_date,
                    "days": days,
                    "sent_date": now,
                }
                for contract, (_people, steps) in due.items()
                for days in steps
            ]
        )
        for contract, (people, _steps) in due.items():
            contract._notify_of_end(people)

    def _notify_of_end(self, people):
        """Tell *people*, each in their language, when this contract ends."""
        self.ensure_one()
        left = (self.end_date - self.company_id._vn_today()).days
        for language, users in people.grouped("lang").items():
            contract = self.with_context(
                lang=language or self.env.lang, mail_notify_force_send=False
            )
            contract.message_notify(
                partner_ids=users.partner_id.ids,
                subject=contract._get_reminder_subject(left),
                body=contract.env["ir.qweb"]._render(
                    "crm_vn_contract.reminder_notice",
                    {"contract": contract, "days_left": left},
                ),
            )

    def _get_reminder_subject(self, days_left):
        """Return the subject of a reminder, in the language of the context."""
        self.ensure_one()
        return self.env._(
            "Contract %(contract)s of %(customer)s ends on %(date)s, in %(days)s days",
            contract=self.name,
            customer=self.partner_id.display_name,
            date=format_date(self.env, self.end_date),
            days=days_left,
        )
