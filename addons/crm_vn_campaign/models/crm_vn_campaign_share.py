import heapq

from odoo import api, fields, models
from odoo.tools import SQL

#: of two members that become one, the furthest stays
FURTHER = ("waiting", "contacted", "refused", "interested", "won")


class CrmVnCampaignMember(models.Model):
    """Sharing out members, and what is left of two that become one."""

    _inherit = "crm.vn.campaign.member"

    # === Sharing out ===
    def _vn_share_out(self):
        """Give these members to people, as their campaigns say; held-back ones to none.

        ``owner``: the customer's owner; ``round_robin``: the people of the campaign in
        turn, the one with the fewest waiting members first, each up to the campaign's
        capacity; ``claim``: nobody, who takes it first has it. Who does not sell here
        gets nothing, who is away for now nothing in turn.
        """
        for campaign, members in self.grouped("campaign_id").items():
            free = members.filtered(
                lambda member: not (member.user_id or member.is_held_back)
            )
            if campaign.vn_share_mode == "owner":
                hands = {}
                for owner, part in free.grouped(
                    lambda member: (member.partner_id or member.lead_id).user_id
                ).items():
                    if owner._vn_at_work():
                        hands[owner] = part.ids
                free._vn_give(hands)
            elif campaign.vn_share_mode == "round_robin":
                people = campaign.vn_user_ids._vn_at_work()._vn_present()
                free._vn_deal(people, campaign.vn_capacity)

    def _vn_deal(self, people, capacity=0):
        """Deal these members to *people* so that their loads differ by one at most.

        :param int capacity: as many may wait for one person; 0 for no limit
        """
        if not people or not self:
            return
        # sudo: what waits for colleagues enters only as their turn
        counts = dict(
            self.env["crm.vn.campaign.member"]
            .sudo()
            ._read_group(
                [
                    ("campaign_id", "in", self.campaign_id.ids),
                    ("user_id", "in", people.ids),
                    ("meaning", "=", "waiting"),
                    ("is_held_back", "=", False),
                ],
                ["user_id"],
                ["__count"],
            )
        )
        loads = [(counts.get(user.sudo(), 0), user.id) for user in people]
        hands = {user.id: [] for user in people}
        heapq.heapify(loads)
        for member_id in self.ids:
            load, user_id = loads[0]
            if capacity and load >= capacity:
                break
            heapq.heapreplace(loads, (load + 1, user_id))
            hands[user_id].append(member_id)
        users = self.env["res.users"]
        self._vn_give({users.browse(user_id): ids for user_id, ids in hands.items()})

    def _vn_give(self, hands):
        """Give members to people in one statement, without a mail for each.

        :param dict hands: ``{user: ids of members}``
        """
        rows = [
            (user.id, list(ids), self.env.uid, fields.Datetime.now())
            for user, ids in hands.items()
            if user and ids
        ]
        if not rows:
            return
        self.check_access("write")
        self.flush_recordset()
        for user_id, ids, uid, now in rows:
            self.env.cr.execute(
                SQL(
                    """UPDATE crm_vn_campaign_member
                          SET user_id = %s, write_uid = %s, write_date = %s
                        WHERE id = ANY(%s)""",
                    *(user_id, uid, now, ids),
                )
            )
        self.invalidate_recordset(["user_id", "write_uid", "write_date"])

    # === Merging leads and customers ===
    def _vn_become(self, record):
        """Make a member the one of this customer or lead; the furthest one stays.

        :param record: a customer or a lead
        :return: the member that stays
        """
        self.ensure_one()
        name = "partner_id" if record._name == "res.partner" else "lead_id"
        other = self.search(
            [
                ("campaign_id", "=", self.campaign_id.id),
                (name, "=", record.id),
                ("id", "!=", self.id),
            ]
        )
        ranked = (self | other).sorted(
            lambda one: (-FURTHER.index(one.meaning), one.id)
        )
        stays = ranked[:1]
        opportunity = stays.opportunity_id or ranked.opportunity_id[:1]
        ranked[1:].unlink()
        if stays[name] != record:
            stays.write({"partner_id": False, "lead_id": False, name: record.id})
        if stays.opportunity_id != opportunity:
            stays._vn_as_engine().opportunity_id = opportunity
        return stays

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
