"""Starting care schedules for documents, thousands at once."""

from collections import defaultdict
from datetime import date

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from .mail_activity_plan import BATCH


class MailActivityPlan(models.Model):
    _inherit = "mail.activity.plan"

    def _vn_enroll(
        self,
        sources,
        base_date=None,
        templates=None,
        automatic=False,
        past_policy=None,
        user=None,
    ):
        """Start these schedules for documents.

        The base date is the document's own date (contract start, order date, today
        for a customer) in the company's time zone. By hand, a document that already
        has the schedule is refused; automatically it is left as it is, so that this
        may be called any number of times, also at the same time.

        :param sources: contracts, orders or customers
        :param base_date: one date for all instead of the documents' own
        :param templates: only these lines; all by default
        :param automatic: skip what is there, and obey the schedule's rule for a
            customer that has it from another document
        :param past_policy: ``skip`` or ``overdue``; the schedule's by default
        :param user: who takes lines asked for at launch and those without an owner or
            salesperson; by hand the current user by default, automatically nobody
        :return: the new ``crm.vn.care.enrollment`` records
        :raise UserError: by hand, when a document already has the schedule

        >>> plan._vn_enroll(contracts)                              # doctest: +SKIP
        """
        if not isinstance(sources, self.env.registry["crm.vn.care.source.mixin"]):
            raise ValueError(f"{sources._name} can't start a care schedule")
        sources.check_access("read")
        sources = sources.with_company(self.env.company)
        enrollments = self.env["crm.vn.care.enrollment"]
        if user is None:
            user = self.env["res.users"] if automatic else self.env.user
        # reading the documents was checked; enrollments, lines and activities are
        # the engine's to write, and none of them is shown to who can't read it
        for plan in self.sudo():
            for batch in split_every(BATCH, sources.ids, sources.sudo().browse):
                wanted = plan._vn_not_enrolled(batch, automatic)
                enrollments += plan._vn_enroll_batch(
                    wanted, base_date, templates, past_policy, user, automatic
                )
                if len(sources) > BATCH:
                    # memory stays flat, however many batches there are
                    self.env.flush_all()
                    self.env.invalidate_all(flush=False)
        self.env["crm.vn.care.enrollment"]._vn_tell_people(enrollments)
        return enrollments.with_env(self.env)

    def _vn_not_enrolled(self, sources, automatic):
        """Return the documents that don't have this schedule yet.

        :raise UserError: by hand, when one has it
        """
        # what runs is looked up for everybody; by hand only the names of documents
        # that the person chose are said
        known = (
            self.env["crm.vn.care.enrollment"]
            .sudo()
            .search_fetch(
                [
                    ("plan_id", "=", self.id),
                    ("res_model", "=", sources._name),
                    ("res_id", "in", sources.ids),
                ],
                ["res_id", "source_name"],
            )
        )
        if known and not automatic:
            names = ", ".join(known[:5].mapped("source_name"))
            raise UserError(
                self.env._(
                    "“%(plan)s” already runs for: %(documents)s. Leave them out, or "
                    "resume what was stopped there.",
                    plan=self.name,
                    documents=names,
                )
            )
        taken = set(known.mapped("res_id"))
        return sources.browse(id_ for id_ in sources.ids if id_ not in taken)

    def _vn_enroll_batch(
        self, sources, base_date, templates, past_policy, user, automatic
    ):
        """Enroll documents that don't have the schedule, company by company."""
        enrollments = self.env["crm.vn.care.enrollment"]
        by_company = defaultdict(list)
        for values in sources._vn_care_values(base_date):
            if not values["partner"]._vn_refuses_contact():
                by_company[values["company"]].append(values)
        for company, values in by_company.items():
            if automatic:
                values = self._vn_obey_repeat_policy(values)
            created, values = self._vn_insert_enrollments(company, values)
            if not created:
                continue
            planned = self.env["crm.vn.care.planner"]._get_lines(
                self, company, values, templates, past_policy, user
            )
            lines = self._vn_create_lines(created, planned, company)
            self.env["mail.activity"]._vn_create_for_care(
                lines.filtered(lambda line: line.state == "planned")
            )
            created._update_done()
            enrollments += created
        return enrollments

    def _vn_running_for(self, partners):
        """Return what runs of this schedule for customers."""
        self.ensure_one()
        return self.env["crm.vn.care.enrollment"].search(
            [
                ("plan_id", "=", self.id),
                ("partner_id", "in", partners.ids),
                ("state", "in", ("running", "paused")),
            ]
        )

    def _vn_obey_repeat_policy(self, values):
        """Apply the schedule's rule for customers that have it already.

        Of documents that come together, the first one runs where the earlier one goes
        on, the last one where it is stopped. A document that was left out stays so,
        however often the hourly look at missing ones finds it.
        """
        if self.vn_repeat_policy == "keep":
            return values
        partners = self.env["res.partner"].union(*[row["partner"] for row in values])
        rows = sorted(values, key=lambda row: (row["base_date"], row["record"].id))
        if self.vn_repeat_policy == "skip":
            spans = self._vn_spans(partners)
            chosen = {}
            for row in rows:
                day = row["base_date"]
                if not any(a <= day <= b for a, b in spans[row["partner"]]):
                    chosen.setdefault(row["partner"], row)
            return list(chosen.values())
        chosen = {row["partner"]: row for row in rows}
        newest = self._vn_newest(partners)
        wanted = [
            row
            for partner, row in chosen.items()
            if (row["base_date"], row["record"].id)
            >= newest.get(partner, (row["base_date"], 0))
        ]
        again = partners.browse([row["partner"].id for row in wanted])
        self._vn_running_for(again)._vn_stop(
            self.env._("Started anew by another document"), "repeat"
        )
        return wanted

    def _vn_spans(self, partners):
        """Return from when to when this schedule ran for customers.

        :return: {partner: list of (first day, last day)}; what runs has no last day
        """
        spans = defaultdict(list)
        enrollments = self.env["crm.vn.care.enrollment"].search(
            [
                ("plan_id", "=", self.id),
                ("partner_id", "in", partners.ids),
                ("state", "!=", "stopped"),
            ]
        )
        for enrollment in enrollments:
            first, last = date.min, date.max
            if enrollment.state == "done":
                lines = enrollment.line_ids
                last = max(
                    (line.done_date or line.date for line in lines),
                    default=enrollment.base_date,
                )
                first = enrollment.base_date
            spans[enrollment.partner_id].append((first, last))
        return spans

    def _vn_newest(self, partners):
        """Return the newest document that started this schedule, by customer.

        :return: {partner: (base date, id of the document)}
        """
        newest = {}
        enrollments = self.env["crm.vn.care.enrollment"].search(
            [
                ("plan_id", "=", self.id),
                ("partner_id", "in", partners.ids),
                ("state", "!=", "stopped"),
            ]
        )
        for enrollment in enrollments:
            found = enrollment.base_date, enrollment.res_id
            partner = enrollment.partner_id
            newest[partner] = max(found, newest.get(partner, found))
        return newest

    def _vn_insert_enrollments(self, company, values):
        """Insert enrollments, leaving out what another cursor was quicker with.

        :return: the new records, and their rows of *values* in the same order
        """
        Enrollment = self.env["crm.vn.care.enrollment"]
        if not values:
            return Enrollment, []
        Enrollment.flush_model()
        now = fields.Datetime.now()
        rows = [
            (
                self.id,
                row["partner"].id,
                company.id,
                row["record"]._name,
                row["record"].id,
                row["record"]._vn_care_name(),
                row["base_date"],
                "running",
                self.env.uid,
                now,
                self.env.uid,
                now,
            )
            for row in values
        ]
        inserted = dict(
            self.env.execute_query(
                SQL(
                    """
                    INSERT INTO crm_vn_care_enrollment (
                        plan_id, partner_id, company_id, res_model, res_id,
                        source_name, base_date, state,
                        create_uid, create_date, write_uid, write_date)
                    VALUES %s
                    ON CONFLICT (plan_id, res_model, res_id) DO NOTHING
                    RETURNING res_id, id
                    """,
                    SQL(", ").join(SQL("%s", row) for row in rows),
                )
            )
        )
        values = [row for row in values if row["record"].id in inserted]
        self.invalidate_recordset(["vn_enrollment_ids"])
        return Enrollment.browse([inserted[row["record"].id] for row in values]), values

    def _vn_create_lines(self, enrollments, planned, company):
        """Write down what was planned."""
        lines = self.env["crm.vn.care.line"]._vn_as_engine()
        lines = lines.create(
            [
                {
                    "name": line["template"].summary
                    or line["template"].activity_type_id.name,
                    "enrollment_id": enrollments[line["source"]].id,
                    "template_id": line["template"].id,
                    "partner_id": line["partner"].id,
                    "company_id": company.id,
                    "activity_type_id": line["template"].activity_type_id.id,
                    "wished_date": line["wished"],
                    "date": line["date"],
                    "move_reason": line["move_reason"],
                    "user_id": line["user"].id,
                    "user_step": line["user_step"],
                    "state": line["state"],
                }
                for line in planned
            ]
        )
        return lines.with_env(self.env)
