from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import tagged
from odoo.tools import SQL

from .common import VnConsentCommon

CHANNELS = st.sampled_from(("call", "sms", "zalo", "email", "visit"))
PURPOSES = st.sampled_from(("care", "advert", "transaction", "survey"))
WHO = st.integers(0, 5)
EVENTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(("given", "withdrawn")),
            *(WHO, CHANNELS, PURPOSES, st.integers(0, 60)),
        ),
        st.tuples(st.just("contact"), WHO, CHANNELS, PURPOSES, st.integers(0, 40)),
        st.tuples(st.sampled_from(("refuse", "archive", "restrict", "black")), WHO),
    ),
    max_size=25,
)


@tagged("post_install", "-at_install")
class TestVerdictProperty(VnConsentCommon):
    """Whatever happened: the answer for many, for each, and in SQL is the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = cls.at(2026, 7, 1, 12)
        cls.people = cls.Partner.create(
            [
                # two of them share a number and an address, one has neither
                {
                    "name": f"Người {number}",
                    "phone": number < 5 and f"0912 888 00{number // 2}",
                    "email": number < 5 and f"{number // 2}@example.com",
                    "parent_id": cls.customer_company.id if number == 4 else False,
                }
                for number in range(6)
            ]
        )

    def happen(self, event):
        kind, who, *more = event
        person = self.people[who]
        if kind in ("given", "withdrawn"):
            channel, purpose, hours = more
            date = self.now - timedelta(hours=hours)
            person._vn_record_consent(channel, purpose, kind, "form", date)
        elif kind == "contact":
            channel, purpose, hours = more
            person._vn_register_contact(
                channel, purpose, self.now - timedelta(hours=hours)
            )
        elif kind == "refuse":
            person.vn_do_not_contact = True
        elif kind == "archive":
            person.active = False
        elif kind == "restrict":
            person.vn_processing_restricted = True
        elif person.vn_contact_number:
            numbers = self.env["phone.blacklist"].sudo()
            numbers.create([{"number": person.vn_contact_number}])

    @given(events=EVENTS, channel=CHANNELS, purpose=PURPOSES, hour=st.integers(-20, 60))
    @settings(max_examples=12, deadline=None, database=None, derandomize=True)
    def test_many_is_each(self, events, channel, purpose, hour):
        savepoint = self.env.cr.savepoint()
        try:
            for event in events:
                self.happen(event)
            moment = self.now + timedelta(hours=hour)
            many = self.people._vn_contact_verdicts(channel, purpose, moment)
            self.assertEqual(set(many), set(self.people.ids))
            engine = self.env["crm.vn.contact.verdict"]
            reasons = engine._get_reasons()
            codes = dict(
                self.env.execute_query(
                    engine._get_code_sql(
                        SQL("p.id = ANY(%s)", self.people.ids), channel, purpose, moment
                    )
                )
            )
            self.assertEqual(codes, {id_: one[1] for id_, one in many.items()})
            counts = engine._get_counts(self.people, channel, purpose, moment)
            self.assertEqual(counts, dict(Counter(codes.values())))
            for person in self.people:
                each = person._vn_contact_verdicts(channel, purpose, moment)
                self.assertEqual(each[person.id], many[person.id])
                allowed, code, not_before = many[person.id]
                self.assertEqual(allowed, code == "ok")
                self.assertIn(code, reasons)
                if not_before:
                    self.assertGreater(not_before, moment)
                    later = person._vn_contact_verdicts(channel, purpose, not_before)
                    self.assertTrue(later[person.id][0], "what waiting cures is cured")
        finally:
            savepoint.rollback()
            savepoint.close(rollback=False)
            self.env.invalidate_all(flush=False)
            self.env.registry.clear_cache()
