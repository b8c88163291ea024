import os
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.crm_vn_scoring.tools.score import star

from .common import THRESHOLDS, VnScoreCommon

ACTIVITIES = 8
#: other ones each time; ``make test-history`` takes many more
EXAMPLES = int(os.environ.get("CRM_VN_FUZZ") or 150)
SLOTS = st.dictionaries(
    st.integers(0, ACTIVITIES - 1),
    # done so many days ago, or not done
    st.one_of(st.none(), st.integers(0, 60)),
    max_size=ACTIVITIES,
)
HISTORY = st.fixed_dictionaries(
    {
        "done": SLOTS,
        "groups": st.sets(st.integers(0, 2)),
        "parent": st.sampled_from((None, "customer", "person")),
        "lead": st.sampled_from((None, "contact", "person")),
        "points": st.dictionaries(st.integers(0, 1), st.integers(-20, 40), max_size=2),
    }
)
PROPERTY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@tagged("post_install", "-at_install")
class TestHistory(VnScoreCommon):
    """Random histories; each is undone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.customer_person
        cls.person.vn_group_ids = False
        cls.lead.vn_group_ids = False
        records = (cls.customer, cls.contact, cls.lead, cls.lone_lead)
        cls.activities = cls.env["mail.activity"].concat(
            *(
                cls.plan(records[number // 2], kind, user_id=cls.env.uid)
                for number, kind in enumerate(
                    (cls.meeting, cls.call, cls.no_show, cls.meeting) * 2
                )
            )
        )
        cls.groups = cls.group | cls.group_best | cls.group_retail
        cls.kinds = cls.meeting | cls.call
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.today = self.env.company._vn_today()

    def events(self, history):
        """Return the writes that make *history*, each able to come at any time."""
        yield from (
            lambda activity=self.activities[number], age=age: self.set_done(
                activity, age
            )
            for number, age in history["done"].items()
        )
        commands = [
            Command.set([self.groups[number].id for number in history["groups"]])
        ]
        yield lambda: self.customer.write({"vn_group_ids": commands})
        parent = {"customer": self.customer, "person": self.person}.get(
            history["parent"]
        )
        yield lambda: self.contact.write({"parent_id": parent and parent.id})
        target = {"contact": self.contact, "person": self.person}.get(history["lead"])
        yield lambda: self.lead.write({"partner_id": target and target.id})
        yield from (
            lambda kind=self.kinds[number], points=points: kind.write(
                {"vn_result_points": points}
            )
            for number, points in history["points"].items()
        )

    def set_done(self, activity, age):
        activity.write({"active": age is None})
        if age is not None:
            activity.write({"date_done": self.today - timedelta(days=age)})

    def undo(self, savepoint):
        savepoint.rollback()
        self.env.invalidate_all()

    def expected(self):
        """Return {record: score}, the plain formula in Python."""
        scores = dict.fromkeys((self.customer, self.contact, self.person), 0)
        scores[self.lead] = scores[self.lone_lead] = 0
        for activity in self.activities.filtered(lambda activity: not activity.active):
            record = self.env[activity.res_model].browse(activity.res_id)
            if record._name == "crm.lead":
                record = record.partner_id or record
            owner = (
                record if record._name == "crm.lead" else record.commercial_partner_id
            )
            scores[owner] += activity.activity_type_id.vn_result_points
        for partner in (self.customer, self.contact, self.person):
            if partner.commercial_partner_id == partner:
                points = partner.vn_group_ids.mapped("score_points")
                scores[partner] += max(points, default=0)
        if self.contact.commercial_partner_id != self.contact:
            scores[self.contact] = scores[self.contact.commercial_partner_id]
        if self.lead.partner_id:
            scores[self.lead] = scores[self.lead.partner_id]
        else:
            scores[self.lead] += max(
                self.lead.vn_group_ids.mapped("score_points"), default=0
            )
        return scores

    @PROPERTY
    @given(HISTORY, st.randoms(use_true_random=False), st.booleans())
    def test_histories(self, history, random, twice):
        """The sum of the lines is the score, whatever the order, however often."""
        savepoint = self.env.cr.savepoint()
        try:
            events = list(self.events(history))
            for event in events:
                event()
                if random.random() < 0.3:
                    self.env.flush_all()
            self.env.flush_all()
            for record, score in self.expected().items():
                self.assertScore(record, score, star(score, THRESHOLDS))
            ledger = self.ledger()
            self.assertFalse(any(self.env["res.partner"]._vn_score_rebuild().values()))
            self.assertEqual(self.ledger(), ledger)
        finally:
            self.undo(savepoint)
            savepoint.close(rollback=True)
        savepoint = self.env.cr.savepoint()
        try:
            events = list(self.events(history)) * (2 if twice else 1)
            random.shuffle(events)
            for event in events:
                event()
            self.assertEqual(self.ledger(), ledger)
        finally:
            self.undo(savepoint)
            savepoint.close(rollback=True)

    @PROPERTY
    @given(HISTORY, HISTORY, st.integers(1, 60))
    def test_the_future_changes_no_past_score(self, history, future, age):
        savepoint = self.env.cr.savepoint()
        try:
            day = self.today - timedelta(days=age)
            for event in self.events(history):
                event()
            self.env.flush_all()
            records = (self.customer, self.person, self.lone_lead)
            before = [record._vn_score_lines(as_of=day) for record in records]
            for number, later in future["done"].items():
                activity = self.activities[number]
                if activity.active and later is not None and later < age:
                    self.set_done(activity, later)
            groups = [self.groups[number].id for number in future["groups"]]
            self.customer.vn_group_ids = [Command.set(groups)]
            self.env.flush_all()
            after = [record._vn_score_lines(as_of=day) for record in records]
            self.assertEqual(before, after)
        finally:
            self.undo(savepoint)
            savepoint.close(rollback=True)
