import random
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class UtmCampaign(models.Model):
    """Putting customers and leads into a campaign."""

    _inherit = "utm.campaign"

    def _vn_add_members(self, records, condition=None):
        """Put customers or leads into this campaign, each once.

        A contact stands for its customer, a lead for its customer where it has one.

        :param records: partners or leads; only those that the user may read count
        :param condition: the ``crm.vn.campaign.condition`` that they met
        :return: ``{"added": n, "already": n, "refused": [(record, reason), …]}``;
            *added* and *already* count customers and leads without one
        :raise UserError: for records of another kind
        """
        self.ensure_one()
        if records._name not in ("res.partner", "crm.lead"):
            raise UserError(self.env._("Only customers and leads can be members."))
        self.check_access("read")
        records = records.exists()
        allowed = records._filtered_access("read")
        refused = [
            (record, self.env._("You may not see this record."))
            for record in records - allowed
        ]
        leads = self.env["crm.lead"]
        if records._name == "crm.lead":
            leads = allowed.filtered(lambda lead: not lead.partner_id)
            # sudo: whose leads they are, to leave out whom the user may not see
            whose = {
                lead: lead.sudo().partner_id.commercial_partner_id.sudo(False)
                for lead in allowed - leads
            }
            customers = self.env["res.partner"].union(*whose.values())
            partners = customers._filtered_access("read")
            refused += [
                (lead, self.env._("You may not see this record."))
                for lead, customer in whose.items()
                if customer not in partners
            ]
        else:
            partners = self._vn_get_customers(allowed)
        added, welcome = 0, 0
        for name, candidates in (("partner_id", partners), ("lead_id", leads)):
            reasons = self._vn_get_refusals(candidates) if candidates else {}
            refused += [(candidates.browse(id_), why) for id_, why in reasons.items()]
            candidates = candidates.browse(
                id_ for id_ in candidates.ids if id_ not in reasons
            )
            welcome += len(candidates)
            added += len(self._vn_insert(name, candidates, condition))
        return {"added": added, "already": welcome - added, "refused": refused}

    def _vn_get_customers(self, partners):
        """Return the customers that these partners are or stand for."""
        own = partners.filtered("vn_relationship_id")
        return own | (partners - own).commercial_partner_id

    def _vn_get_refusals(self, records):
        """Return ``{id: reason}`` of the customers or leads who can't be members.

        Extended where consent is kept. Called once for all customers, and once for all
        leads without one.
        """
        if records._name == "crm.lead":
            lost = self.env._("The lead is lost or archived.")
            return {lead.id: lost for lead in records if not lead.active}
        records.flush_recordset(["active", "commercial_partner_id"])
        records.flush_recordset(["vn_do_not_contact"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT p.id, p.active
                  FROM res_partner p
                  LEFT JOIN res_partner c ON c.id = p.commercial_partner_id
                 WHERE p.id = ANY(%s) AND (p.active IS NOT TRUE
                       OR p.vn_do_not_contact OR c.vn_do_not_contact)
                """,
                records.ids,
            )
        )
        archived = self.env._("The customer is archived.")
        unwilling = self.env._("The customer does not want to be contacted.")
        return {id_: unwilling if active else archived for id_, active in rows}

    def _vn_insert(self, name, records, condition=None):
        """Insert members in one statement; who is there already is passed over.

        They are given to people as the campaign says.

        :param str name: ``partner_id`` or ``lead_id``
        :return: the new members
        """
        members = self.env["crm.vn.campaign.member"]
        members.check_access("create")
        if not records:
            return members
        self.env.flush_all()
        state = self.env["crm.vn.campaign.state"]._get_state(
            "waiting", self.env.company
        )
        held = set()
        if self.vn_hold_back_percent:
            number = round(len(records) * self.vn_hold_back_percent / 100)
            held = set(random.sample(records.ids, number))
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_campaign_member (
                    campaign_id, %(name)s, company_id, state_id, meaning, is_held_back,
                    user_id, condition_id,
                    create_uid, create_date, write_uid, write_date)
                SELECT %(campaign)s, r.id, COALESCE(r.company_id, %(company)s),
                       %(state)s, 'waiting', r.id = ANY(%(held)s),
                       CASE WHEN r.user_id = ANY(%(owners)s)
                             AND r.id <> ALL(%(held)s) THEN r.user_id END,
                       %(condition)s::int, %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM %(table)s r WHERE r.id = ANY(%(ids)s) ORDER BY r.id
                ON CONFLICT DO NOTHING RETURNING id
                """,
                name=SQL.identifier(name),
                campaign=self.id,
                company=self.env.company.id,
                state=state.id,
                held=list(held),
                owners=self._vn_get_owners(records).ids,
                condition=condition.id if condition else None,
                uid=self.env.uid,
                now=fields.Datetime.now(),
                table=SQL.identifier(records._table),
                ids=records.ids,
            )
        )
        self.invalidate_recordset(["vn_member_ids"])
        counted = ["vn_campaign_ids", "vn_campaign_count"]
        records.invalidate_recordset(
            ["vn_campaign_member_ids", *(counted if name == "partner_id" else [])]
        )
        added = members.browse(row[0] for row in rows)
        if self.vn_share_mode == "round_robin":
            added._vn_share_out()
        return added

    def _vn_get_owners(self, records):
        """Return who of the owners of *records* gets them here."""
        users = self.env["res.users"]
        if self.vn_share_mode != "owner":
            return users
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT user_id FROM %s"
                " WHERE id = ANY(%s) AND user_id IS NOT NULL",
                SQL.identifier(records._table),
                records.ids,
            )
        )
        return users.browse(row[0] for row in rows)._vn_at_work()

    @api.model
    def _vn_describe_result(self, result):
        """Return the sentence that tells what came of adding members."""
        text = self.env._(
            "%(added)s added, %(already)s already there, %(refused)s refused.",
            added=result["added"],
            already=result["already"],
            refused=len(result["refused"]),
        )
        reasons = Counter(reason for _record, reason in result["refused"])
        lines = [f"{count} × {reason}" for reason, count in reasons.most_common()]
        return "\n".join([text, *lines])

    @api.model
    def _make_demo(self):
        """Fill the demo campaign: customers in every status, and an offer."""
        campaign = self.env.ref("crm_vn_campaign.utm_campaign_tet")
        customers = self.env["res.partner"].search(
            [("vn_relationship_id", "!=", False), ("user_id", "!=", False)],
            order="id",
            limit=24,
        )
        campaign._vn_add_members(customers)
        self.env["crm.vn.campaign.condition"].create(
            {
                "campaign_id": campaign.id,
                "name": "Khách có số điện thoại",
                "condition": "[('phone', '!=', False)]",
            }
        )
        states = self.env["crm.vn.campaign.state"].search([])
        for number, member in enumerate(campaign.vn_member_ids):
            member.state_id = states[number % len(states)]
        campaign.vn_member_ids.filtered(
            lambda member: member.meaning == "won"
        ).action_make_opportunity()
        offer = self.env["crm.vn.offer"].create(
            {
                "name": "Sofa vải, giảm 10 %",
                "campaign_id": campaign.id,
                "discount": 10,
                "price": 18900000,
                "user_id": campaign.user_id.id,
            }
        )
        lines = offer._vn_add_customers(customers[:12])
        answers = ("waiting", "interested", "refused", "ordered")
        for number, line in enumerate(lines):
            line.answer = answers[number % 4]
