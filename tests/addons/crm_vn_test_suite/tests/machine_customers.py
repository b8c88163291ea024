"""The rest of a customer's life: merged, moved, signed, cared for, handed over."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from odoo import Command

from .machine import PICK, Life, where_there_is

STATUSES = ("active", "suspended", "active", "closed", "cancelled")


class WholeLife(Life):
    # === Customers ===
    @rule(keep=PICK, other=PICK)
    def merge(self, keep, other):
        """One customer twice: of two of the same kind one stays."""
        kept = self.one(self.people, keep)
        others = self.people.exists().filtered(
            lambda partner: (
                partner != kept
                and partner.is_company == kept.is_company
                and partner not in kept.commercial_partner_id
                and kept not in partner.commercial_partner_id
            )
        )
        gone = self.one(others, other)
        # the machine needs two companies to move people between
        if not gone or len(self.people.exists()) <= 4:
            return
        wizard = self.case.env["base.partner.merge.automatic.wizard"]
        text = f"{gone.name} is {kept.name}"
        if self.act(text, wizard._merge, (kept | gone).ids, kept):
            self.people = self.people.exists()
            self.check.merged()

    @rule(who=PICK, where=PICK)
    def move(self, who, where):
        """A person goes to another company, or is on his own."""
        person = self.one(
            self.people.exists().filtered(lambda p: not p.is_company), who
        )
        companies = self.people.exists().filtered("is_company")
        places = [False, *companies.sorted("id").ids]
        place = places[where % len(places)]
        self.act(
            f"{person.name} goes to {place}",
            self.manager(person).write,
            {"parent_id": place},
        )

    @rule(who=PICK, pick=PICK, joins=st.booleans())
    def group(self, who, pick, joins):
        partner, group = self.one(self.people, who), self.one(self.case.groups, pick)
        command = Command.link(group.id) if joins else Command.unlink(group.id)
        self.act(
            f"{partner.name} {'in' if joins else 'not in'} {group.name}",
            self.manager(partner).write,
            {"vn_group_ids": [command]},
        )

    @rule(who=PICK, refuses=st.booleans())
    def do_not_contact(self, who, refuses):
        partner = self.one(self.people, who)
        self.act(
            f"{partner.name} {'wants no' if refuses else 'wants'} contact",
            self.manager(partner).write,
            {"vn_do_not_contact": refuses},
        )

    @rule(who=PICK, days=st.integers(0, 20), held=st.booleans())
    def meet(self, who, days, held):
        """A meeting that was, or will be."""
        partner = self.one(self.people, who)
        start = self.now - timedelta(days=days, hours=2)
        if not held:
            start = self.now + timedelta(days=days + 1)
        events = self.manager(self.case.env["calendar.event"])

        def hold():
            events.create(
                {
                    "name": "Gặp khách",
                    "start": start,
                    "stop": start + timedelta(hours=1),
                    "partner_ids": [Command.set(partner.ids)],
                }
            )
            # the hourly look at the meetings that are over
            self.case.env["calendar.event"]._cron_vn_meetings_held()
            if days >= 3:
                self.case.env["res.partner"]._cron_contact_refresh()

        self.act(f"meeting with {partner.name} at {start}", hold)

    # === Contracts ===
    @rule(who=PICK, user=PICK)
    def contract(self, who, user):
        partner = self.one(self.people, who)
        contracts = self.as_user(self.contracts, self.one(self.users, user))
        values = self.case._contract_values(partner, self.case._today(self.now))
        made = self.act(f"contract with {partner.name}", contracts.create, values)
        if made:
            self.contracts |= made.with_env(self.case.env)

    @where_there_is("contracts")
    @rule(pick=PICK)
    def sign(self, pick):
        contract = self.one(self.contracts, pick)
        if contract:
            owner = contract.user_id
            signed = self.manager(contract).action_sign
            if self.act(f"sign {contract.name}", signed):
                self.check.signed(contract, owner)

    @where_there_is("contracts")
    @rule(pick=PICK, status=st.sampled_from(STATUSES))
    def change_status(self, pick, status):
        contract = self.one(self.contracts.exists().filtered("is_signed"), pick)
        if contract:
            values = {"status_id": self.case._status(status).id}
            self.act(f"{contract.name}: {status}", self.manager(contract).write, values)

    @where_there_is("contracts")
    @rule(pick=PICK)
    def renew(self, pick):
        contract = self.one(self.contracts, pick)
        if contract:
            made = self.act(
                f"renew {contract.name}", self.manager(contract).action_renew
            )
            if made:
                self.contracts |= made.with_env(self.case.env)

    # === Care ===
    @where_there_is("contracts")
    @rule(pick=PICK, action=st.sampled_from(("stop", "pause", "resume")))
    def care(self, pick, action):
        enrollment = self.one(self.check.enrollments(), pick)
        if enrollment:
            method = getattr(self.manager(enrollment), f"action_{action}")
            self.act(f"{action} {enrollment}", method)

    @where_there_is("contracts")
    @rule(pick=PICK)
    def give_care(self, pick):
        planned = self.check.enrollments().line_ids.activity_id.filtered("active")
        activity = self.one(planned, pick)
        if activity:
            self.activities |= activity
            self.act(f"care {activity}", self._do, activity)

    # === Hand-over ===
    @rule(back=st.booleans())
    def hand_over(self, back):
        giver, taker = self.case.lan, self.case.minh
        if back:
            giver, taker = taker, giver
        handovers = self.manager(self.case.env["crm.vn.handover"])

        def give():
            handover = handovers.create(
                {
                    "user_id": giver.id,
                    "method": "person",
                    "target_ids": [Command.create({"user_id": taker.id})],
                }
            )
            handover.action_start()
            return handover

        made = self.act(f"{giver.name} hands over to {taker.name}", give)
        if made:
            self.check.handed_over(made, giver)
