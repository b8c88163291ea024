import random

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class UtmCampaign(models.Model):
    """Putting customers and leads into a campaign."""

    _inherit = "utm.campaign"

    def _vn_add_members(self, records):
        """Put customers or leads into this campaign, each once.

        A contact stands for its customer, a lead for its customer where it has one.

        :param records: partners or leads; only those that the user may read count
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
        if records._name == "crm.lead":
            leads = allowed.filtered(lambda lead: not lead.partner_id)
            partners = (allowed - leads).partner_id.commercial_partner_id
            refused += [
                (lead, self.env._("The lead is lost or archived."))
                for lead in leads.filtered(lambda lead: not lead.active)
            ]
            leads = leads.filtered("active")
        else:
            leads = self.env["crm.lead"]
            partners = self._vn_get_customers(allowed)
        obstacles = self._vn_get_refusals(partners)
        refused += [
            (partner, obstacles[partner.id])
            for partner in partners.filtered(lambda partner: partner.id in obstacles)
        ]
        partners = partners.filtered(lambda partner: partner.id not in obstacles)
        added = self._vn_insert("partner_id", partners)
        added |= self._vn_insert("lead_id", leads)
        added._vn_share_out()
        return {
            "added": len(added),
            "already": len(partners) + len(leads) - len(added),
            "refused": refused,
        }

    def _vn_get_customers(self, partners):
        """Return the customers that these partners are or stand for."""
        own = partners.filtered("vn_relationship_id")
        return own | (partners - own).commercial_partner_id

    def _vn_get_refusals(self, partners):
        """Return ``{partner id: reason}`` of those who can't be in this campaign.

        Extended where consent is kept. Called once for all.
        """
        reasons = {}
        for partner in partners:
            if not partner.active:
                reasons[partner.id] = self.env._("The customer is archived.")
            elif (
                partner.vn_do_not_contact
                or partner.commercial_partner_id.vn_do_not_contact
            ):
                reasons[partner.id] = self.env._(
                    "The customer does not want to be contacted."
                )
        return reasons

    def _vn_insert(self, name, records):
        """Insert members in one statement; who is there already is passed over.

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
                    create_uid, create_date, write_uid, write_date)
                SELECT %(campaign)s, r.id, COALESCE(r.company_id, %(company)s),
                       %(state)s, 'waiting', r.id = ANY(%(held)s), %(uid)s,
                       now() AT TIME ZONE 'UTC', %(uid)s, now() AT TIME ZONE 'UTC'
                  FROM %(table)s r WHERE r.id = ANY(%(ids)s) ORDER BY r.id
                ON CONFLICT DO NOTHING RETURNING id
                """,
                name=SQL.identifier(name),
                campaign=self.id,
                company=self.env.company.id,
                state=state.id,
                held=list(held),
                uid=self.env.uid,
                table=SQL.identifier(records._table),
                ids=records.ids,
            )
        )
        self.invalidate_recordset(["vn_member_ids"])
        records.invalidate_recordset(
            ["vn_campaign_ids", "vn_campaign_count"]
            if records._name == "res.partner"
            else []
        )
        return members.browse(row[0] for row in rows)

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
