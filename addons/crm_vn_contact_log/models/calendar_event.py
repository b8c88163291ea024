from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# the hourly look at meetings goes back so far; the nightly one over everything
LOOK_BACK = timedelta(days=3)
# what says whether and with whom a meeting was held
MEETING_FIELDS = {
    "active",
    "start",
    "stop",
    "partner_ids",
    "attendee_ids",
    "res_model",
    "res_model_id",
    "res_id",
    "opportunity_id",
}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    # meetings ahead are few
    _vn_stop_idx = models.Index("(stop) WHERE active IS TRUE")

    # === CRUD ===
    def write(self, vals):
        if MEETING_FIELDS.isdisjoint(vals):
            return super().write(vals)
        held = self._vn_filter_over()
        result = super().write(vals)
        # cancelled, put off, held with others: what was a contact may be none
        self.env["res.partner"]._vn_untouch(held | self._vn_filter_over())
        return result

    def unlink(self):
        held = self._vn_filter_over()
        result = super().unlink()
        self.env["res.partner"]._vn_untouch(held)
        return result

    def _vn_filter_over(self):
        """Return the meetings whose end has passed: only they can be contacts."""
        now = fields.Datetime.now()
        # sudo: when it ends, also of a private meeting
        over = self.sudo().filtered(lambda event: event.stop and event.stop <= now)
        return over.with_env(self.env)

    # === Whose meeting ===
    @api.model
    def _vn_select_customers(self, condition):
        """Return the SELECT of the customers of meetings ``e`` that meet *condition*.

        A meeting is with those invited who did not decline, with the customer of the
        document that it is about, and with the customer of its opportunity. Columns:
        ``partner_id``, ``id``, ``start`` and ``user_id`` of the meeting.
        """
        partner = self.env["res.partner"]
        columns = SQL("e.id, e.start, e.user_id")
        parts = [
            SQL(
                """
                SELECT r.partner_id, %s FROM calendar_event e
                  JOIN calendar_attendee r ON r.event_id = e.id
                 WHERE %s AND r.state IS DISTINCT FROM 'declined'
                """,
                columns,
                condition,
            )
        ]
        for model in partner._vn_customer_documents():
            joins, customer = partner._vn_link_customer(model, SQL("e.res_id"))
            parts.append(
                SQL(
                    "SELECT %s, %s FROM calendar_event e %s "
                    "WHERE %s AND e.res_model = %s AND e.res_id > 0",
                    customer,
                    columns,
                    joins,
                    condition,
                    model,
                )
            )
        joins, customer = partner._vn_link_customer("crm.lead", SQL("e.opportunity_id"))
        parts.append(
            SQL(
                "SELECT %s, %s FROM calendar_event e %s WHERE %s",
                customer,
                columns,
                joins,
                condition,
            )
        )
        return SQL(" UNION ALL ").join(parts)

    @api.model
    def _vn_flush_meetings(self):
        """Write what is pending to the columns that `_vn_select_customers` reads."""
        self.flush_model([name for name in MEETING_FIELDS if self._fields[name].store])
        self.env["calendar.attendee"].flush_model(["event_id", "partner_id", "state"])

    @api.model
    def _vn_contact_facts(self):
        """Return the SELECTs of meetings held, see ``res.partner`` of this name.

        A meeting is held when its end has passed and it was not cancelled.
        """
        held = SQL("e.active IS TRUE AND e.stop <= %s", fields.Datetime.now())
        return [
            SQL(
                """
                SELECT met.partner_id, %s AS day, 'meeting'::varchar AS kind,
                       NULL::int AS type_id, met.user_id,
                       'calendar.event'::varchar AS model, met.id AS res_id
                  FROM (%s) met
                """,
                self.env.company._vn_day_sql(SQL("met.start")),
                self._vn_select_customers(held),
            )
        ]

    @api.model
    def _vn_select_ahead(self):
        """Return the SELECT of who has a meeting ahead, contacts and companies."""
        ahead = SQL("e.active IS TRUE AND e.stop > %s", fields.Datetime.now())
        return SQL(
            """
            SELECT target.id AS partner_id
              FROM (%s) met
              JOIN res_partner c ON c.id = met.partner_id
        CROSS JOIN LATERAL (SELECT c.id UNION ALL
                            SELECT c.commercial_partner_id) target (id)
            """,
            self._vn_select_customers(ahead),
        )

    # === Meetings held ===
    @api.model
    def _cron_vn_meetings_held(self):
        """Record the meetings that ended lately as contacts.

        Strategy: those of the last days each time, as recording one twice changes
        nothing; what a longer pause missed comes with the nightly repair. A meeting
        that fails stands in the list of what could not be done.
        """
        now = fields.Datetime.now()
        events = self.search(
            [("stop", "<=", now), ("stop", ">", now - LOOK_BACK)], order="stop, id"
        )
        self.env["crm.vn.cron.failure"]._vn_each(
            "crm_vn_contact_log.ir_cron_record_meetings_held",
            events,
            lambda events: events._vn_record_held(),
            together=True,
        )

    def _vn_record_held(self):
        """Record these meetings, which are over, as contacts."""
        self.env["res.partner"]._vn_touch_all(
            [
                (
                    event._vn_customers_met(),
                    "meeting",
                    event.start,
                    event.user_id,
                    event,
                )
                for event in self
            ]
        )

    def _vn_customers_met(self):
        self.ensure_one()
        attendees = self.attendee_ids.filtered(lambda a: a.state != "declined")
        partners = attendees.partner_id | self.opportunity_id.partner_id
        if self.res_id and self.res_model in partners._vn_customer_documents():
            found = partners._vn_get_customers(self.res_model, [self.res_id])
            partners = partners.union(*found.values()).exists()
        return partners
