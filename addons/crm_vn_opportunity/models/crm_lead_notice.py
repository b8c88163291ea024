from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

BATCH = 1000


class CrmLeadNotice(models.Model):
    """What people are told about opportunities, each of it once."""

    _inherit = "crm.lead"

    vn_notice_ids = fields.One2many("crm.vn.lead.notice", "lead_id", string="Notices")

    # === New opportunities ===
    def _vn_notify_new(self):
        """Tell the recipients of the teams about new leads.

        Whoever made a lead, or got it, knows already.
        """
        rows = [
            (lead.id, user.id, "new", None)
            for lead in self
            for user in lead.team_id.vn_notify_user_ids
            if user.active and user != self.env.user and user != lead.user_id
        ]
        self._vn_give_notices(rows)

    # === Overdue ones ===
    @api.model
    def _cron_overdue_notices(self):
        """Tell salespeople, then team leaders, what is overdue.

        Strategy: leads whose next notice is due are found by an index; a unique key
        is claimed before anything is said, so that a second run, a late one or one
        at the same time says nothing again. At night and on days off nothing is
        said: it waits for the next run at a time of work. A batch is committed as a
        whole; a lead that fails stands in the list of what could not be done, and is
        tried again by the next run.
        """
        # one run at a time; another one has nothing to add to it
        [[is_free]] = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(hashtext('crm_vn_lead_notice'))")
        )
        if not is_free:
            return
        now = fields.Datetime.now()
        companies = self.env["res.company"].search_fetch(
            [], ["resource_calendar_id", "vn_notice_from", "vn_notice_to"]
        )
        awake = companies.filtered(lambda company: company._vn_is_notice_time(now))
        if not awake:
            return
        failed = []
        while lead_ids := self._vn_due_leads(now, awake, BATCH, companies[:1], failed):
            leads = self.browse(lead_ids)
            done = self.env["crm.vn.cron.failure"]._vn_each(
                "crm_vn_opportunity.ir_cron_overdue_notices",
                leads,
                lambda leads: leads._vn_tell_overdue(now),
                together=True,
            )
            failed += (leads - done).ids
            left = self.env["ir.cron"]._commit_progress(len(lead_ids))
            if not left or len(lead_ids) < BATCH:
                break

    def _vn_tell_overdue(self, now):
        """Tell whom it concerns that these leads are late, and plan the next notice."""
        rows = self._vn_late_rows(self.ids, now)
        self._vn_plan_next_notice(self.ids, now)
        self._vn_give_notices(rows)

    @api.model
    def _vn_due_leads(self, now, companies, limit, first, left_out=()):
        """Return the ids of leads whose next notice is due, locked.

        Leads that somebody is changing wait for the next run.

        :param companies: those whose leads are looked at
        :param first: the company at whose hours leads without a company are told
        :param left_out: ids of leads that are not looked at
        """
        self.env["crm.lead"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id
                  FROM crm_lead
                 WHERE active IS TRUE
                   AND vn_handled_date IS NULL
                   AND vn_paused_date IS NULL
                   AND vn_notice_date IS NOT NULL
                   AND vn_notice_date < %(now)s
                   AND won_status = 'pending'
                   AND user_id IS NOT NULL
                   AND COALESCE(company_id, %(first)s) IN %(companies)s
                   AND id != ALL(%(left_out)s)
              ORDER BY vn_notice_date, id
                 LIMIT %(limit)s
            FOR NO KEY UPDATE SKIP LOCKED
                """,
                now=now,
                first=first.id,
                companies=tuple(companies.ids),
                left_out=list(left_out),
                limit=limit,
            )
        )
        return [lead_id for [lead_id] in rows]

    @api.model
    def _vn_plan_next_notice(self, lead_ids, now):
        """Say when leads are looked at again: at their escalation, or never."""
        self.env.execute_query(
            SQL(
                """
                UPDATE crm_lead
                   SET vn_notice_date = CASE WHEN vn_escalation_date >= %s
                                        THEN vn_escalation_date END
                 WHERE id = ANY(%s)
                """,
                now,
                lead_ids,
            )
        )
        self.browse(lead_ids).invalidate_recordset(["vn_notice_date"])

    @api.model
    def _vn_late_rows(self, lead_ids, now):
        """Return the notices to give: ``(lead_id, user_id, kind, dispatch_date)``."""
        self.env["crm.lead"].flush_model()
        self.env["crm.team"].flush_model()
        return self.env.execute_query(
            SQL(
                """
                SELECT lead.id, due.user_id, due.kind, lead.vn_dispatch_date
                  FROM crm_lead lead
             LEFT JOIN crm_team team ON team.id = lead.team_id
            CROSS JOIN LATERAL (
                       VALUES ('owner', lead.user_id, lead.vn_handling_deadline),
                              ('leader', NULLIF(team.user_id, lead.user_id),
                               lead.vn_escalation_date),
                              ('pool', CASE WHEN team.vn_escalation_mode = 'pool'
                               THEN lead.user_id END, lead.vn_escalation_date)
                       ) AS due (kind, user_id, moment)
                 WHERE lead.id = ANY(%(leads)s)
                   AND lead.active IS TRUE
                   AND lead.vn_handled_date IS NULL
                   AND lead.vn_paused_date IS NULL
                   AND lead.vn_handling_deadline IS NOT NULL
                   AND lead.vn_handling_deadline < %(now)s
                   AND lead.won_status = 'pending'
                   AND lead.user_id IS NOT NULL
                   AND due.user_id IS NOT NULL
                   AND due.moment < %(now)s
                   AND NOT EXISTS (
                       SELECT FROM crm_vn_lead_notice notice
                        WHERE notice.lead_id = lead.id
                          AND notice.kind = due.kind
                          AND notice.dispatch_date = lead.vn_dispatch_date
                       )
              ORDER BY lead.vn_handling_deadline, lead.id
                """,
                now=now,
                leads=lead_ids,
            )
        )

    # === Telling ===
    @api.model
    def _vn_give_notices(self, rows):
        """Record and give notices; those given before are left out.

        :param rows: list of ``(lead_id, user_id, kind, dispatch_date)``
        """
        # sudo: the record of notices is nobody's to write
        rows = self.env["crm.vn.lead.notice"].sudo()._claim(rows)
        by_user = {}
        for lead_id, user_id, kind, _date in sorted(rows, key=lambda row: row[0]):
            by_user.setdefault((kind, user_id), []).append(lead_id)
        for (kind, user_id), lead_ids in by_user.items():
            user = self.env["res.users"].browse(user_id)
            leads = self.browse(lead_ids)
            if kind == "pool":
                leads._vn_back_to_pool()
            else:
                leads._vn_tell(user, kind)

    def _vn_back_to_pool(self):
        """Take leads from people who were late with them."""
        excluded = {lead.id: lead.user_id.id for lead in self}
        bodies = {
            lead.id: self.env._(
                "Not handled in time by %(user)s: back to the pool.",
                user=lead.user_id.display_name,
            )
            for lead in self
        }
        self.write({"user_id": False})
        self._message_log_batch(bodies=bodies)
        self._vn_assign_by_rules(excluded=excluded)

    def _vn_tell(self, user, kind):
        """Send *user* a message about each of these leads, or one about them all.

        :param kind: ``new``, ``assigned``, ``owner`` or ``leader``
        """
        # sudo: read to word a message for people of the company
        user = user.sudo()
        company = self[:1].company_id or self.env.company
        leads = self.with_context(lang=user.lang)
        if len(self) < company.sudo().vn_notice_digest_from:
            for lead in leads:
                subject = lead._vn_notice_subjects(lead)[kind]
                lead._vn_send(user, subject, leads._vn_notice_body(lead, subject))
            return
        subject = leads._vn_notice_subjects(leads)[kind]
        body = leads._vn_notice_body(leads, subject)
        leads[:1]._vn_send(user, subject, body, thread=self.env["mail.thread"])

    def _vn_send(self, user, subject, body, thread=None):
        sender = (thread if thread is not None else self).with_context(lang=user.lang)
        # sudo: the cron tells the lead's owner or the team's people of their lead
        sender.sudo().message_notify(
            partner_ids=user.partner_id.ids,
            subject=subject,
            body=body,
            author_id=self.env.ref("base.partner_root").id,
            model_description=self.env["ir.model"]._get(self._name).display_name,
        )

    def _vn_notice_subjects(self, leads):
        """Return the first line of every kind of message about *leads*."""
        if len(leads) == 1:
            name = leads.name
            return {
                "new": self.env._("New opportunity: %(name)s", name=name),
                "assigned": self.env._("Assigned to you: %(name)s", name=name),
                "owner": self.env._("Overdue: %(name)s", name=name),
                "leader": self.env._(
                    "Overdue in your team: %(name)s (%(user)s)",
                    name=name,
                    user=leads.user_id.name or "",
                ),
            }
        count = len(leads)
        return {
            "new": self.env._("%(count)s new opportunities", count=count),
            "assigned": self.env._(
                "%(count)s opportunities assigned to you", count=count
            ),
            "owner": self.env._("%(count)s overdue opportunities", count=count),
            "leader": self.env._(
                "%(count)s overdue opportunities in your team", count=count
            ),
        }

    def _vn_notice_body(self, leads, title):
        base = leads[:1].get_base_url()
        items = Markup().join(
            Markup(
                '<li><a href="%s/mail/view?model=crm.lead&amp;res_id=%s">%s</a>%s</li>'
            )
            % (
                base,
                lead.id,
                lead.name,
                lead._vn_notice_details(),
            )
            for lead in leads
        )
        return Markup("<p>%s</p><ul>%s</ul>") % (title, items)

    def _vn_notice_details(self):
        self.ensure_one()
        words = [
            self.user_id.name or "",
            self.partner_id.name or self.contact_name or "",
        ]
        if self.vn_handling_deadline:
            company = self.company_id or self.env.company
            moment = company._vn_local(self.vn_handling_deadline)
            words.append(
                self.env._(
                    "handle before %(moment)s", moment=moment.strftime("%d/%m/%Y %H:%M")
                )
            )
        text = ", ".join(word for word in words if word)
        return f" ({text})" if text else ""
