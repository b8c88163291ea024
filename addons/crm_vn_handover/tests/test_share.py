import doctest
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import share

ITEMS = st.lists(
    st.tuples(
        st.sampled_from([None, *"ABCDEFG"]), st.lists(st.sampled_from(["HN", "DN"]))
    ),
    max_size=30,
)
PEOPLE = st.lists(
    st.tuples(st.sampled_from("xyz"), st.sets(st.sampled_from(["HN", "DN"]))),
    unique_by=lambda person: person[0],
    max_size=3,
)


@tagged("post_install", "-at_install")
class TestShare(BaseCase):
    def test_examples(self):
        self.assertFalse(doctest.testmod(share).failed)

    @settings(max_examples=200, deadline=None)
    @given(ITEMS, PEOPLE, st.sampled_from(["person", "area", "turns"]))
    def test_shares(self, drawn, people, method):
        items = [(key, customer, area) for key, (customer, area) in enumerate(drawn)]
        result = share.share(items, people, method)
        owners = {}
        for key, customer, _area in items:
            if customer is not None:
                owners.setdefault(customer, set()).add(result.get(key))
        self.assertTrue(all(len(found) == 1 for found in owners.values()))
        if method == "turns" and people:
            self.assertEqual(len(result), len(items))
            customers = {customer or key: result[key] for key, customer, _a in items}
            counts = Counter(customers.values())
            numbers = [counts[person] for person, _areas in people]
            self.assertLessEqual(max(numbers) - min(numbers), 1)
        if method == "person" and people:
            self.assertEqual(set(result.values()) - {people[0][0]}, set())
