"""A customer's life at random: what people do, step by step.

Each rule is one thing that somebody does. What the suite refuses with a sentence for
people changes nothing; after each step `machine_check` compares what is stored.
"""

from datetime import datetime, timedelta

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from odoo.exceptions import UserError

from odoo.addons.crm_vn_contract.models.crm_vn_contract_status import RUNNING

from .machine_check import Check

PICK = st.integers(0, 59)
MORNING = datetime(2026, 12, 1, 2)
SPANS = (timedelta(hours=9), timedelta(days=1), timedelta(days=8), timedelta(days=40))


def where_there_is(name):
    """Let a rule wait until there is one of its records."""
    return precondition(lambda life: bool(getattr(life, name)))


class Life(RuleBasedStateMachine):
    """What may happen to the customers of a company.

    :cvar case: the test case, an instance of ``MachineCommon``
    """

    case = None

    def __init__(self):
        super().__init__()
        case = self.case
        self.savepoint = case.env.cr.savepoint()
        self.now = MORNING
        self.clock = case._at(self.now)
        self.clock.start()
        self.people = case.people
        self.users = case.lan | case.minh
        self.orders = case.env["sale.order"]
        self.leads = case.env["crm.lead"]
        self.contracts = case.env["crm.vn.contract"]
        self.activities = case.env["mail.activity"]
        self.messages = case.env["mail.message"]
        self.check = Check(self)

    def teardown(self):
        try:
            self.check.repairs_change_nothing()
        finally:
            self.clock.stop()
            env = self.case.env
            env.transaction.clear()
            self.savepoint.close(rollback=True)
            env.transaction.clear()
            env.registry.clear_all_caches()
            env.cr._now = None

    @invariant()
    def what_is_stored_is_true(self):
        self.check.everything()

    # === Help ===
    def one(self, records, pick):
        """Return one of those *records* that are still there, or none."""
        found = records.exists().sorted("id")
        return found[pick % len(found)] if found else found

    def act(self, text, action, *arguments):
        """Let somebody do something; a refusal leaves everything as it was.

        :return: what *action* gives, None when it was refused
        """
        case = self.case
        savepoint = case.env.cr.savepoint()
        try:
            result = action(*arguments)
            case.env.flush_all()
        except UserError as refusal:
            note(f"{text}: refused ({str(refusal).splitlines()[0]})")
            case.env.transaction.clear()
            savepoint.close(rollback=True)
            return None
        savepoint.close(rollback=False)
        note(f"{self.now:%Y-%m-%d %H:%M} {text}")
        return result if result is not None else True

    def as_user(self, records, user):
        return records.with_user(user).with_context(
            allowed_company_ids=self.case.company.ids
        )

    def manager(self, records):
        return self.as_user(records, self.case.huong)

    # === Time ===
    @rule(pick=PICK)
    def time_passes(self, pick):
        """It gets later; what the scheduler does each night is done."""
        self.clock.stop()
        self.now += SPANS[pick % len(SPANS)]
        self.clock = self.case._at(self.now)
        self.clock.start()
        self.act(f"it is {self.now}", self._night)
        self.check.reviewed()

    def _night(self):
        env = self.case.env
        env.invalidate_all()
        env["calendar.event"]._cron_vn_meetings_held()
        # the hourly look goes back three days, the nightly one over everything
        env["res.partner"]._cron_contact_refresh()
        ended = (
            self.contracts.exists()
            .sudo()
            .filtered(
                lambda contract: contract.meaning in RUNNING and contract._is_past_end()
            )
        )
        if ended:
            ended._expire()
        env["res.partner"]._vn_tier_run_everyone(self.case.company, "review")

    # === Orders ===
    @rule(who=PICK, user=PICK, millions=st.integers(1, 6))
    def quote(self, who, user, millions):
        partner = self.one(self.people, who)
        orders = self.as_user(self.orders, self.one(self.users, user))
        values = self.case._order_values(partner, millions)
        made = self.act(f"quotation for {partner.name}", orders.create, values)
        if made:
            self.orders |= made.with_env(self.case.env)

    @where_there_is("orders")
    @rule(pick=PICK)
    def confirm(self, pick):
        order = self.one(self.orders, pick)
        if order and self.act(
            f"confirm {order.name}", self.manager(order).action_confirm
        ):
            self.check.confirmed(order)

    @where_there_is("orders")
    @rule(pick=PICK)
    def cancel(self, pick):
        order = self.one(self.orders, pick)
        if order and self.act(
            f"cancel {order.name}", self.manager(order)._action_cancel
        ):
            self.check.taken_back(order)

    @where_there_is("orders")
    @rule(pick=PICK)
    def quote_again(self, pick):
        order = self.one(
            self.orders.exists().filtered(lambda order: order.state == "cancel"), pick
        )
        if order:
            self.act(f"{order.name} again", self.manager(order).action_draft)

    @where_there_is("orders")
    @rule(pick=PICK, days=st.integers(0, 70))
    def date_order(self, pick, days):
        order = self.one(self.orders, pick)
        if order:
            values = {"date_order": self.now - timedelta(days=days)}
            self.act(
                f"{order.name} is {days} days old", self.manager(order).write, values
            )

    @where_there_is("orders")
    @rule(pick=PICK, who=PICK)
    def other_buyer(self, pick, who):
        order, partner = self.one(self.orders, pick), self.one(self.people, who)
        if order:
            values = {"partner_id": partner.id}
            self.act(
                f"{order.name} is {partner.name}'s", self.manager(order).write, values
            )

    @where_there_is("orders")
    @rule(pick=PICK)
    def delete_order(self, pick):
        order = self.one(self.orders, pick)
        if order:
            self.act(f"delete {order.name}", self.manager(order).unlink)

    # === Opportunities ===
    @rule(who=PICK, user=PICK)
    def lead(self, who, user):
        partner, user = self.one(self.people, who), self.one(self.users, user)
        values = {
            "name": "Máy mới",
            "type": "opportunity",
            "partner_id": partner.id,
            "user_id": user.id,
            "company_id": self.case.company.id,
        }
        leads = self.as_user(self.leads, user)
        made = self.act(f"opportunity of {partner.name}", leads.create, values)
        if made:
            self.leads |= made.with_env(self.case.env)

    @where_there_is("leads")
    @rule(pick=PICK, who=PICK)
    def other_customer_of_lead(self, pick, who):
        lead, partner = self.one(self.leads, pick), self.one(self.people, who)
        if lead:
            values = {"partner_id": partner.id}
            self.act(f"lead is {partner.name}'s", self.manager(lead).write, values)

    @where_there_is("leads")
    @rule(pick=PICK, won=st.booleans())
    def close_lead(self, pick, won):
        lead = self.one(self.leads, pick)
        if lead:
            lead = self.manager(lead)
            action = lead.action_set_won if won else lead.action_set_lost
            self.act(f"lead {'won' if won else 'lost'}", action)

    # === Activities ===
    def document(self, pick):
        """Return a document of a customer: each kind as often as the others."""
        pools = (self.people, self.orders, self.leads, self.contracts)
        pools = [pool for pool in pools if pool.exists()]
        return self.one(pools[pick % len(pools)], pick // len(pools))

    @rule(pick=PICK, kind=PICK, user=PICK)
    def plan(self, pick, kind, user):
        record = self.document(pick)
        values = {
            "activity_type_id": self.one(self.case.kinds, kind).id,
            "user_id": self.one(self.users, user).id,
            "date_deadline": self.case._today(self.now),
        }
        made = self.act(
            f"plan on {record}",
            lambda: self.manager(record).activity_schedule(**values),
        )
        if made:
            self.activities |= made.with_env(self.case.env)

    def _activity(self, pick, done=None):
        found = self.activities.exists()
        if done is not None:
            found = found.filtered(lambda activity: activity.active != done)
        return self.one(found, pick)

    @where_there_is("activities")
    @rule(pick=PICK)
    def do(self, pick):
        activity = self._activity(pick, done=False)
        if activity:
            self.act(f"do {activity}", self._do, activity)

    def _do(self, activity):
        self.as_user(activity, activity.user_id or self.case.huong).action_feedback()
        self.check.done(activity)

    @where_there_is("activities")
    @rule(pick=PICK)
    def reopen(self, pick):
        activity = self._activity(pick, done=True)
        if activity and self.act(
            f"reopen {activity}", self.manager(activity).write, {"active": True}
        ):
            self.check.reopened(activity)

    @where_there_is("activities")
    @rule(pick=PICK, days=st.integers(0, 30))
    def done_on_another_day(self, pick, days):
        activity = self._activity(pick, done=True)
        if activity:
            day = self.case._today(self.now) - timedelta(days=days)
            self.act(
                f"{activity} was on {day}",
                self.manager(activity).write,
                {"date_done": day},
            )

    @where_there_is("activities")
    @rule(pick=PICK, kind=PICK)
    def other_kind(self, pick, kind):
        activity = self._activity(pick)
        if activity:
            kind = self.one(self.case.kinds, kind)
            values = {"activity_type_id": kind.id}
            self.act(f"{activity}: {kind.name}", self.manager(activity).write, values)

    @where_there_is("activities")
    @rule(pick=PICK)
    def delete_activity(self, pick):
        activity = self._activity(pick)
        if activity:
            self.act(f"delete {activity}", self.manager(activity).unlink)

    # === Comments ===
    @rule(pick=PICK)
    def comment(self, pick):
        record = self.document(pick)

        def post():
            message = self.manager(record).message_post(
                body="Đã nói chuyện",
                message_type="comment",
                subtype_xmlid="mail.mt_note",
            )
            message.action_vn_toggle_contact()
            return message

        message = self.act(f"contact on {record}", post)
        if message:
            self.messages |= message.with_env(self.case.env)

    @where_there_is("messages")
    @rule(pick=PICK)
    def no_contact_after_all(self, pick):
        message = self.one(self.messages, pick)
        if message:
            message = self.manager(message)
            self.act(f"{message} says nothing", message.action_vn_toggle_contact)
