from datetime import timedelta
from itertools import takewhile

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

POSTPONED = timedelta(hours=4)
#: members that are looked at together, and at most for one answer
BATCH, MOST = 20, 400


class CrmVnCampaignMember(models.Model):
    """The call list: members, one after the other."""

    _inherit = "crm.vn.campaign.member"

    # === What the list shows ===
    last_contact_summary = fields.Char(
        related="partner_id.vn_last_contact_summary",
        string="Last contact",
        related_sudo=False,
    )
    day_progress = fields.Char(string="Today", compute="_compute_day_progress")
    next_step = fields.Char(copy=False, help="What was agreed on to do next")
    next_step_date = fields.Date(
        string="Next step on", copy=False, help="Becomes an activity of this member"
    )

    @api.depends_context("uid")
    def _compute_day_progress(self):
        """How many were contacted by this person today, and how many wait."""
        members = self.env["crm.vn.campaign.member"]
        for campaign, mine in self.grouped("campaign_id").items():
            company = self.env.company
            start = company._vn_moment(company._vn_today())
            done = members.search_count(
                [
                    ("campaign_id", "=", campaign.id),
                    ("user_id", "=", self.env.uid),
                    ("contacted_date", ">=", start),
                ]
            )
            waiting = members.search_count(
                [
                    ("campaign_id", "=", campaign.id),
                    ("user_id", "=", self.env.uid),
                    ("meaning", "=", "waiting"),
                    ("is_held_back", "=", False),
                ]
            )
            mine.day_progress = self.env._(
                "%(done)s contacted today, %(waiting)s waiting",
                done=done,
                waiting=waiting,
            )

    # === Who is next ===
    @api.model
    def _vn_waiting_domains(self, campaign, user):
        """Return the domains of those who wait for a person, in the order of asking.

        Own ones; where who takes first has, then those of nobody, then those that
        somebody took and did not contact in time.
        """
        now = fields.Datetime.now()
        domain = Domain("campaign_id", "=", campaign.id)
        domain &= Domain("meaning", "=", "waiting") & Domain("is_held_back", "=", False)
        domain &= Domain("postponed_until", "=", False) | Domain(
            "postponed_until", "<=", now
        )
        owners = [Domain("user_id", "=", user.id)]
        if campaign.vn_share_mode == "claim":
            owners.append(Domain("user_id", "=", False))
            owners.append(Domain("claimed_until", "<", now))
        return [domain & owner for owner in owners]

    @api.model
    def _vn_next(self, campaign, user=None):
        """Return the next member that a person has to contact, claimed for him or her.

        Two people who ask at once never get the same one: a row that somebody else is
        taking is passed over. Who must not be contacted now is put off.

        :param campaign: one campaign
        :param user: the current user by default
        :return: one member or none
        """
        user = user or self.env.user
        for domain in self._vn_waiting_domains(campaign, user):
            seen = self.browse()
            while len(seen) < MOST:
                members = self.search(
                    domain & Domain("id", "not in", seen.ids) if seen else domain,
                    order="postponed_until, id",
                    limit=BATCH,
                )
                if not members:
                    break
                seen |= members
                if found := members.try_lock_for_update()._get_first_free(user):
                    return found
        return self.browse()

    def _get_first_free(self, user):
        """Return the first of these that may be contacted now, claimed for *user*."""
        obstacles = self._get_obstacles()
        passed = list(takewhile(obstacles.__contains__, self.ids))
        free = self[len(passed) :][:1]
        self.browse(passed)._leave_out(obstacles)
        if free and free.user_id != user:
            minutes = free.campaign_id.vn_claim_minutes
            free._vn_as_engine().write(
                {
                    "user_id": user.id,
                    "claimed_until": fields.Datetime.now() + timedelta(minutes=minutes),
                }
            )
        return free

    def _get_obstacles(self):
        """Say which of these members must not be contacted now.

        Extended where consent or complaints are kept. Called once for those who may be
        next.

        :return: ``{member id: (reason, until)}``; *until* is a moment (naive UTC) from
            which it may be tried again, False when nobody knows: then it is tomorrow,
            and the reason stands in the note
        """
        obstacles = {}
        for member in self.filtered("partner_id"):
            partner = member.partner_id
            company = member.company_id
            if not partner.active:
                obstacles[member.id] = self.env._("The customer is archived."), False
            elif (
                partner.vn_do_not_contact
                or partner.commercial_partner_id.vn_do_not_contact
            ):
                obstacles[member.id] = (
                    self.env._("The customer does not want to be contacted."),
                    False,
                )
            elif member._was_contacted_today():
                tomorrow = company._vn_today() + timedelta(days=1)
                obstacles[member.id] = (
                    self.env._("Contacted today already."),
                    company._vn_moment(tomorrow),
                )
        return obstacles

    def _was_contacted_today(self):
        """Tell whether the customer was contacted today by another way."""
        self.ensure_one()
        # sudo: that there was a contact, not what was said
        last = self.partner_id.sudo().vn_last_contact_date
        return bool(last) and last >= self.company_id._vn_today()

    def _leave_out(self, obstacles):
        """Take members out of the list: until a moment, or a day with the reason."""
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        for until, members in self.grouped(lambda one: obstacles[one.id][1]).items():
            members.write({"postponed_until": until or tomorrow})
            for member in () if until else members:
                reason = obstacles[member.id][0]
                if reason not in (member.note or ""):
                    member.note = "\n".join(filter(None, [member.note, reason]))

    # === Outcomes ===
    def action_set_outcome(self):
        """Note the outcome that the button names, and open the next member."""
        meaning = self.env.context.get("outcome")
        states = self.env["crm.vn.campaign.state"]
        for member in self:
            state = states._get_state(meaning, member.company_id)
            if not state:
                raise UserError(
                    self.env._("There is no status with the meaning %s.", meaning)
                )
            member.state_id = state
            member._vn_on_contacted()
            member._plan_next_step()
        return self[:1].campaign_id.action_vn_work_off()

    def _vn_on_contacted(self):
        """A person contacted these members; called after the outcome was noted."""
        for member in self.filtered("partner_id"):
            member.partner_id._vn_touch(
                "activity", fields.Datetime.now(), self.env.user, member
            )

    def _plan_next_step(self):
        """Turn what was agreed on into an activity."""
        for member in self.filtered("next_step_date"):
            member.activity_schedule(
                "mail.mail_activity_data_call",
                date_deadline=member.next_step_date,
                summary=member.next_step or member.campaign_id.title,
                user_id=(member.user_id or self.env.user).id,
            )
            member.write({"next_step": False, "next_step_date": False})

    def action_not_now(self):
        """Put this member back into the list for some hours, and open the next one."""
        self._vn_as_engine().write(
            {
                "postponed_until": fields.Datetime.now() + POSTPONED,
                "claimed_until": False,
            }
        )
        if self[:1].campaign_id.vn_share_mode == "claim":
            self.user_id = False
        return self[:1].campaign_id.action_vn_work_off()
