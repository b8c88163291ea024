from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

POSTPONED = timedelta(hours=4)


class CrmVnCampaignMember(models.Model):
    """Sharing out members, and working them off one after the other."""

    _inherit = "crm.vn.campaign.member"

    # === The call list ===
    @api.model
    def _vn_waiting_domain(self, campaign, user):
        """Return who waits in a campaign for a person: own ones, and free ones."""
        now = fields.Datetime.now()
        domain = Domain("campaign_id", "=", campaign.id)
        domain &= Domain("meaning", "=", "waiting") & Domain("is_held_back", "=", False)
        domain &= Domain("postponed_until", "=", False) | Domain(
            "postponed_until", "<=", now
        )
        mine = Domain("user_id", "=", user.id)
        if campaign.vn_share_mode == "claim":
            mine |= Domain("user_id", "=", False) | Domain("claimed_until", "<", now)
        return domain & mine

    @api.model
    def _vn_next(self, campaign, user=None):
        """Return the next member that a person has to contact, claimed for him or her.

        Two people who ask at once never get the same one: a row that somebody else is
        taking is passed over.

        :param campaign: one campaign
        :param user: the current user by default
        :return: one member or none
        """
        user = user or self.env.user
        domain = self._vn_waiting_domain(campaign, user)
        members = self.search(domain, order="postponed_until, id", limit=20)
        for member in members.try_lock_for_update():
            if member.user_id != user:
                if campaign.vn_share_mode != "claim":
                    continue
                member._vn_as_engine().write(
                    {
                        "user_id": user.id,
                        "claimed_until": fields.Datetime.now()
                        + timedelta(minutes=campaign.vn_claim_minutes),
                    }
                )
            if reason := member._get_obstacle():
                member._leave_out(reason)
                continue
            return member
        return self.browse()

    def _get_obstacle(self):
        """Return why this member must not be contacted now, False when nothing is.

        Extended where consent is kept. Called for each member before it is shown.
        """
        self.ensure_one()
        partner = self.partner_id
        if not partner:
            return False
        if not partner.active:
            return self.env._("The customer is archived.")
        if partner.vn_do_not_contact or partner.commercial_partner_id.vn_do_not_contact:
            return self.env._("The customer does not want to be contacted.")
        return False

    def _leave_out(self, reason):
        """Take a member out of today's list and say why in its note."""
        self.write(
            {
                "postponed_until": fields.Datetime.now() + timedelta(days=1),
                "note": "\n".join(filter(None, [self.note, reason])),
            }
        )

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
            if member.partner_id:
                member.partner_id._vn_touch(
                    "activity", fields.Datetime.now(), self.env.user, member
                )
        return self[:1].campaign_id.action_vn_work_off()

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

    # === Sharing out ===
    def _vn_share_out(self):
        """Give these members to people, as their campaigns say.

        ``owner``: the customer's owner; ``round_robin``: the people of the campaign in
        turn, the one with the fewest waiting members first, archived ones skipped;
        ``claim``: nobody, who takes it first has it.
        """
        for campaign, members in self.grouped("campaign_id").items():
            free = members.filtered(lambda member: not member.user_id)
            if campaign.vn_share_mode == "owner":
                for owner, part in free.grouped(
                    lambda member: (member.partner_id or member.lead_id).user_id
                ).items():
                    if owner.active and owner._is_internal():
                        part.user_id = owner
            elif campaign.vn_share_mode == "round_robin":
                free._vn_deal(campaign.vn_user_ids.filtered("active"))

    def _vn_deal(self, people):
        """Deal these members to *people* so that their loads differ by one at most."""
        if not people:
            return
        counts = dict(
            self.env["crm.vn.campaign.member"]._read_group(
                [
                    ("campaign_id", "in", self.campaign_id.ids),
                    ("user_id", "in", people.ids),
                    ("meaning", "=", "waiting"),
                ],
                ["user_id"],
                ["__count"],
            )
        )
        loads = {user: counts.get(user, 0) for user in people}
        hands = {user: [] for user in people}
        for member in self:
            user = min(people, key=lambda one: (loads[one], one.id))
            loads[user] += 1
            hands[user].append(member.id)
        for user, ids in hands.items():
            self.browse(ids).user_id = user

    # === Merging customers ===
    @api.model
    def _vn_merge_members(self, source_ids, target_id):
        """Leave one member a campaign, with the furthest status, before a merge.

        :param source_ids: ids of the partners that go
        :param target_id: id of the partner that stays
        """
        self.flush_model()
        self.env.execute_query(
            SQL(
                """
                DELETE FROM crm_vn_campaign_member m USING (
                    SELECT id, row_number() OVER (
                               PARTITION BY campaign_id ORDER BY CASE meaning
                                   WHEN 'won' THEN 4 WHEN 'interested' THEN 3
                                   WHEN 'refused' THEN 2 WHEN 'contacted' THEN 1
                                   ELSE 0 END DESC, id) AS place
                      FROM crm_vn_campaign_member
                     WHERE partner_id = ANY(%s)
                ) ranked WHERE ranked.id = m.id AND ranked.place > 1 RETURNING m.id
                """,
                [*source_ids, target_id],
            )
        )
        self.invalidate_model()
