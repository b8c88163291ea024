"""A company in which things happen at random, and what is known of them apart."""

import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from odoo import Command
from odoo.tests import freeze_time, new_test_user
from odoo.tools import SQL

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
UTC = ZoneInfo("UTC")
BEGIN = datetime(2027, 11, 20, 3)
PEOPLE = ("America/Los_Angeles", "Asia/Tokyo", "Europe/Brussels")
GROUP_POINTS = (7, 3)
ACTIVITY_POINTS = {"call": 5, "meeting": 10, "todo": -2}
#: how often each kind of event happens
WEIGHTS = {
    "new_customer": 9,
    "new_contact": 5,
    "become_customer": 4,
    "new_order": 14,
    "confirm_again": 5,
    "cancel_order": 6,
    "plan": 14,
    "finish": 14,
    "reopen": 4,
    "remove_activity": 3,
    "new_lead": 8,
    "win": 4,
    "lose": 3,
    "comment": 9,
    "mark_contact": 4,
    "read": 3,
    "new_contract": 5,
    "status": 4,
    "hand_over": 6,
    "group": 5,
    "snooze": 3,
    "merge": 3,
    "archive": 1,
    "change_team": 2,
    "review": 2,
    "crons": 1,
}


class History:
    """Lets events happen, one after the other, as the people of one company.

    :param env: of the superuser
    :param seed: of the random numbers; the same one gives the same history

    What the code under test is not asked for stands in ``truth``: who earned what on
    which day, by code of metric and person, as it happened.
    """

    def __init__(self, env, seed):
        self.random = random.Random(seed)
        self.seed = seed
        self.now = BEGIN
        self.make_company(env)
        self.customers, self.contacts, self.leads = [], [], []
        self.orders, self.activities, self.contracts = [], [], []
        self.comments = []
        #: {code: {id of the record: (day, id of the person)}}
        self.truth = defaultdict(dict)
        #: {id of the customer: the moment of becoming one}
        self.since = {}
        #: {(id of the user, id of the message)} of unread comments
        self.unread = set()
        #: {(team, user): [[first day, last day]]}
        self.spans = {
            (self.teams[0].id, user.id): [[None, None]] for user in self.people
        }
        self.happened = Counter()

    # === The company ===
    def make_company(self, env):
        calendar = env["resource.calendar"].create(
            {"name": "Giờ làm việc", "tz": ZONE.key}
        )
        self.company = env["res.company"].create(
            {
                "name": f"Công ty lịch sử {self.seed}",
                "country_id": env.ref("base.vn").id,
                "resource_calendar_id": calendar.id,
            }
        )
        # three zones: the working hours', the address's, those of its people
        self.company.partner_id.tz = "Europe/Brussels"
        self.company.vn_comment_restricted = False
        calendar.company_id = self.company
        self.people = [
            new_test_user(
                env,
                f"vn_history_{self.seed}_{number}",
                groups="sales_team.group_sale_salesman_all_leads,"
                "base.group_partner_manager",
                company_id=self.company.id,
                company_ids=[Command.set(self.company.ids)],
                tz=zone,
                lang="en_US",
            )
            for number, zone in enumerate(PEOPLE)
        ]
        self.manager = new_test_user(
            env,
            f"vn_history_{self.seed}_manager",
            groups="sales_team.group_sale_manager,base.group_partner_manager",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
            tz="UTC",
            lang="en_US",
        )
        self.env = env(
            user=self.manager,
            context={
                "allowed_company_ids": self.company.ids,
                "mail_notrack": True,
                "lang": "en_US",
            },
        )
        self.root = self.env(su=True)
        members = [Command.set([user.id for user in self.people])]
        self.teams = self.root["crm.team"].create(
            [
                {"name": "Một", "company_id": self.company.id, "member_ids": members},
                {"name": "Hai", "company_id": self.company.id},
            ]
        )
        self.relationship = self.root["crm.vn.relationship"].create(
            {"name": f"Khách lịch sử {self.seed}", "contact_limit_days": 20}
        )
        kind = self.root["crm.vn.customer.type"].create({"name": f"Loại {self.seed}"})
        self.groups = self.root["crm.vn.customer.group"].create(
            [
                {
                    "name": f"Nhóm {self.seed}/{points}",
                    "type_id": kind.id,
                    "score_points": points,
                }
                for points in GROUP_POINTS
            ]
        )
        self.kinds = {
            name: self.root.ref(f"mail.mail_activity_data_{name}")
            for name in ACTIVITY_POINTS
        }
        for name, points in ACTIVITY_POINTS.items():
            self.kinds[name].vn_result_points = points
        # no others: those of all companies
        self.root["crm.vn.tier"].search([("company_id", "=", False)]).active = False
        self.tiers = self.root["crm.vn.tier"].create(
            [
                {
                    "name": f"Hạng {amount}",
                    "company_id": self.company.id,
                    "sequence": number,
                    "window_months": 3,
                    "entry_threshold": amount,
                    "keep_threshold": amount,
                }
                for number, amount in enumerate((2_000, 6_000))
            ]
        )
        self.product = self.root["product.product"].create(
            {"name": "Ghế lịch sử", "type": "service", "taxes_id": False}
        )
        self.active = self.root["crm.vn.contract.status"].search(
            [("meaning", "=", "active")], limit=1
        )
        self.suspended = self.root["crm.vn.contract.status"].search(
            [("meaning", "=", "suspended")], limit=1
        )

    # === Time ===
    def today(self):
        return self.now.replace(tzinfo=UTC).astimezone(ZONE).date()

    def days_ago(self, days):
        return self.today() - timedelta(days=days)

    # === Choosing ===
    def some(self, records):
        return self.random.choice(records) if records else None

    def person(self):
        return self.random.choice(self.people)

    def owner(self):
        """Return somebody, or nobody."""
        return self.random.choice([*self.people, self.root["res.users"]])

    def document(self):
        pool = self.random.choice(
            [self.customers, self.contacts, self.leads, self.orders, self.contracts]
        )
        return self.some(pool)

    # === What happens ===
    def run(self, number, check=None, every=0):
        """Let *number* events happen; call *check* now and then and at the end."""
        kinds, weights = zip(*WEIGHTS.items(), strict=True)
        # entered once, then moved on: entering looks through all modules of Odoo
        with freeze_time(self.now) as clock:
            for step in range(1, number + 1):
                # a few hours on: the days of all zones are met at every hour
                self.now += timedelta(minutes=self.random.randint(5, 1300))
                clock.move_to(self.now)
                kind = self.random.choices(kinds, weights)[0]
                if getattr(self, f"do_{kind}")() is not False:
                    self.happened[kind] += 1
                if check and every and step % every == 0 and step < number:
                    self.settle()
                    check(step)
            self.settle()
            if check:
                check(number)

    def settle(self):
        self.root.flush_all()
        self.root.invalidate_all()

    def backdate(self, record):
        """Odoo takes the time of a creation from the database."""
        self.root.flush_all()
        self.root.cr.execute(
            SQL(
                "UPDATE %s SET create_date = %s WHERE id = %s",
                SQL.identifier(record._table),
                self.now,
                record.id,
            )
        )
        if record._name in ("res.partner", "crm.vn.contract"):
            partners = record if record._name == "res.partner" else record.partner_id
            if record._name == "res.partner":
                self.root.cr.execute(
                    "UPDATE res_partner SET vn_contact_base_date = %s WHERE id = %s"
                    " AND vn_last_contact_date IS NULL",
                    [self.today(), record.id],
                )
            partners.invalidate_recordset()
        record.invalidate_recordset()

    def partner(self, **values):
        number = len(self.customers) + len(self.contacts)
        partner = self.root["res.partner"].create(
            {"name": f"Khách {number}", "company_id": self.company.id, **values}
        )
        self.backdate(partner)
        return partner

    def do_new_customer(self):
        owner = self.owner()
        partner = self.partner(
            is_company=self.random.random() < 0.6,
            user_id=owner.id,
            vn_relationship_id=self.relationship.id,
        )
        self.customers.append(partner)
        self.truth["customers_new"][partner.id] = (self.today(), owner.id)
        self.since[partner.id] = self.now

    def do_new_contact(self):
        companies = [customer for customer in self.customers if customer.is_company]
        parent = self.some(companies) if self.random.random() < 0.7 else None
        self.contacts.append(self.partner(parent_id=parent.id if parent else False))

    def do_become_customer(self):
        alone = [contact for contact in self.contacts if not contact.parent_id]
        contact = self.some(alone)
        if not contact:
            return False
        contact.vn_relationship_id = self.relationship
        self.contacts.remove(contact)
        self.customers.append(contact)
        self.truth["customers_new"][contact.id] = (self.today(), contact.user_id.id)
        self.since[contact.id] = self.now
        return True

    def do_new_order(self):
        partner = self.some(self.customers + self.contacts)
        if not partner:
            return False
        owner = self.person()
        order = self.root["sale.order"].create(
            {
                "partner_id": partner.id,
                "company_id": self.company.id,
                "user_id": owner.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": self.random.randint(1, 40) * 100,
                            "tax_ids": False,
                        }
                    )
                ],
            }
        )
        self.backdate(order)
        self.orders.append(order)
        self.truth["quotations"][order.id] = (self.today(), owner.id)
        if self.random.random() < 0.7:
            self.confirm(order)
        return True

    def confirm(self, order):
        order.action_confirm()
        for code in ("orders", "revenue"):
            self.truth[code][order.id] = (self.today(), order.user_id.id)

    def do_confirm_again(self):
        order = self.some([o for o in self.orders if o.state in ("draft", "cancel")])
        if not order:
            return False
        if order.state == "cancel":
            order.action_draft()
            self.truth["quotations"][order.id] = self.truth["was"][order.id]
        self.confirm(order)
        return True

    def do_cancel_order(self):
        order = self.some([o for o in self.orders if o.state != "cancel"])
        if not order:
            return False
        order._action_cancel()
        self.truth["was"][order.id] = self.truth["quotations"].pop(order.id)
        for code in ("orders", "revenue"):
            self.truth[code].pop(order.id, None)
        return True

    def do_plan(self):
        document = self.document()
        if not document:
            return False
        activity = self.root["mail.activity"].create(
            {
                "res_model_id": self.root["ir.model"]._get_id(document._name),
                "res_id": document.id,
                "activity_type_id": self.some(list(self.kinds.values())).id,
                "user_id": self.person().id,
                "date_deadline": self.days_ago(self.random.randint(-25, 10)),
            }
        )
        self.activities.append(activity)
        return True

    def do_finish(self):
        activity = self.some([a for a in self.activities if a.exists() and a.active])
        if not activity:
            return False
        activity.with_user(activity.user_id).sudo().action_feedback(feedback="Xong")
        self.truth["activities_done"][activity.id] = (
            self.today(),
            activity.user_id.id,
        )
        return True

    def do_reopen(self):
        done = [a for a in self.activities if a.exists() and not a.active]
        activity = self.some(done)
        if not activity:
            return False
        activity.action_unarchive()
        self.truth["activities_done"].pop(activity.id, None)
        return True

    def do_remove_activity(self):
        activity = self.some([a for a in self.activities if a.exists()])
        if not activity:
            return False
        self.truth["activities_done"].pop(activity.id, None)
        self.activities.remove(activity)
        activity.unlink()
        return True
