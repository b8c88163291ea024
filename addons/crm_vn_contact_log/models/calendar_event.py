from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# the hourly look at meetings goes back so far; the nightly one over everything
LOOK_BACK = timedelta(days=3)


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model
    def _vn_contact_facts(self):
        """Return the SELECTs of meetings held, see ``res.partner`` of this name.

        A meeting is held when its end has passed and it was not cancelled; it is
        a contact with those invited who did not decline, with the customer it is
        about, and with the customer of its opportunity.
        """
        day = self.env.company._vn_day_sql(SQL("e.start"))
        now = fields.Datetime.now()
        held = SQL("e.active IS TRUE AND e.stop <= %s", now)
        return [
            SQL(
                """
                SELECT r.partner_id, %s, 'meeting', NULL::int, e.user_id,
                       'calendar.event', e.id
                  FROM calendar_event e
                  JOIN calendar_attendee r ON r.event_id = e.id
                 WHERE %s AND r.state IS DISTINCT FROM 'declined'
                """,
                day,
                held,
            ),
            SQL(
                """
                SELECT e.res_id, %s, 'meeting', NULL::int, e.user_id,
                       'calendar.event', e.id
                  FROM calendar_event e
                 WHERE %s AND e.res_model = 'res.partner' AND e.res_id > 0
                """,
                day,
                held,
            ),
            SQL(
                """
                SELECT l.partner_id, %s, 'meeting', NULL::int, e.user_id,
                       'calendar.event', e.id
                  FROM calendar_event e
                  JOIN crm_lead l ON l.id = e.opportunity_id
                 WHERE %s AND l.partner_id IS NOT NULL
                """,
                day,
                held,
            ),
        ]

    @api.model
    def _cron_vn_meetings_held(self):
        """Record the meetings that ended lately as contacts.

        Strategy: those of the last days each time, as recording one twice changes
        nothing; what a longer pause missed comes with the nightly repair.
        """
        now = fields.Datetime.now()
        events = self.search(
            [("stop", "<=", now), ("stop", ">", now - LOOK_BACK)], order="stop, id"
        )
        self.env["res.partner"]._vn_touch_all(
            [
                (
                    event._vn_customers_met(),
                    "meeting",
                    event.start,
                    event.user_id,
                    event,
                )
                for event in events
            ]
        )

    def _vn_customers_met(self):
        self.ensure_one()
        attendees = self.attendee_ids.filtered(lambda a: a.state != "declined")
        partners = attendees.partner_id | self.opportunity_id.partner_id
        if self.res_model == "res.partner" and self.res_id:
            partners |= self.env["res.partner"].browse(self.res_id).exists()
        return partners
