from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.tests import tagged
from odoo.tools import SQL

from ..tools.units import atlas
from .common import VnLocationCommon

PLACE = ("street", "street2", "city", "zip", "state_id", "country_id", "city_id")
#: how people write an address of three levels: into which fields
FORMS = (
    ("street", "{s}, {w}, {d}, {p}"),
    ("city", "{w}, {d}, {p}"),
    ("street2", "{w} - {d} - {p}"),
    ("street", "{p}, {d}, {w}, {s}"),
    ("street", "{s}, {w}, {p}"),
    ("city", "{d}, {p}"),
)
ADDRESS = st.tuples(
    st.integers(0, 10_034),
    st.sampled_from(FORMS),
    st.sampled_from(("12 Lý Thái Tổ", "Thôn 3", False)),
    st.sampled_from((False, "700000")),
    st.booleans(),
)


@tagged("post_install", "-at_install")
class TestConversionProperty(VnLocationCommon):
    """Whatever the address: the table decides, and each way leads back."""

    def _make(self, rows):
        """Make customers by SQL, thousands at once.

        :param rows: list of (street, city, state id or None, ward id or None)
        """
        first = self.Partner.create({"name": "Khách", "country_id": self.vietnam.id})
        self.env.flush_all()
        own = ("street", "city", "state_id", "city_id")
        others = [
            SQL.identifier(name)
            for name, field in self.Partner._fields.items()
            if field.store and field.column_type and name not in ("id", *own)
        ]
        self.env.cr.execute(
            SQL(
                """INSERT INTO res_partner (street, city, state_id, city_id, %(others)s)
                   SELECT a.street, a.city, a.state_id, a.city_id, %(values)s
                     FROM res_partner p,
                          (SELECT unnest(%(streets)s::text[]) AS street,
                                  unnest(%(cities)s::text[]) AS city,
                                  unnest(%(states)s::int[]) AS state_id,
                                  unnest(%(wards)s::int[]) AS city_id) a
                    WHERE p.id = %(first)s
                RETURNING id""",
                others=SQL(", ").join(others),
                values=SQL(", ").join(SQL("p.%s", name) for name in others),
                **dict(
                    zip(
                        ("streets", "cities", "states", "wards"),
                        map(list, zip(*rows, strict=True)),
                        strict=True,
                    )
                ),
                first=first.id,
            )
        )
        return self.Partner.browse(sorted(id_ for (id_,) in self.env.cr.fetchall()))

    def _snapshot(self, partners):
        self.env.invalidate_all()
        return partners.read([*PLACE, "vn_old_address", "vn_area_id"])

    def test_every_old_commune(self):
        """10,035 addresses: the one successor, or all of them to choose from."""
        units = list(atlas().old_wards.values())
        partners = self._make(
            [
                (
                    "12 Lê Lợi",
                    f"{unit.full_name}, {unit.parent.full_name}, {unit.province.name}",
                    None,
                    None,
                )
                for unit in units
            ]
        )
        ids = self.City._vn_unit_ids()[0]
        places = partners._vn_address_conversion()
        self.assertEqual([place["partner_id"] for place in places], partners.ids)
        for unit, place in zip(units, places, strict=True):
            wards = [ids[code] for code in unit.to]
            if len(wards) == 1:
                found = (place["certainty"], place["city_id"], place["street"])
                self.assertEqual(found, ("exact", wards[0], "12 Lê Lợi"), unit.code)
            else:
                self.assertEqual(place["certainty"], "choice", unit.code)
                self.assertFalse(place["city_id"])
                self.assertLessEqual({*wards}, {*place["candidates"]}, unit.code)
        # ... and what is proposed is what is written, and goes back
        some = partners[::60]
        before = self._snapshot(some)
        changes = some._vn_convert_addresses()
        for partner, unit in zip(some, units[::60], strict=True):
            wards = [ids[code] for code in unit.to]
            new = wards if len(wards) == 1 else []
            self.assertEqual(partner.city_id.ids, new, unit.code)
        changes.action_undo()
        self.assertEqual(self._snapshot(some), before)

    def test_every_ward_of_today(self):
        """An address of today is none to convert, however it is kept."""
        wards = self.City.search([("vn_code", "!=", False)])
        self.assertEqual(len(wards), 3321)
        rows = []
        for ward in wards:
            rows += [
                ("1 Lê Lợi", ward.name, ward.state_id.id, None),
                (f"1 Lê Lợi, {ward.display_name}", None, None, None),
                ("1 Lê Lợi", ward.name, ward.state_id.id, ward.id),
            ]
        partners = self._make(rows)
        self.assertEqual(partners._vn_address_conversion(), [])
        self.assertFalse(partners._vn_convert_addresses())
        # their ward can be set on wish: the one that is written, no other
        places = partners._vn_address_conversion(("old", "new"))
        found = {place["partner_id"]: place["city_id"] for place in places}
        self.assertEqual(len(found), 2 * 3321)
        for number, partner_id in enumerate(partners.ids):
            if number % 3 < 2:
                self.assertEqual(found[partner_id], wards[number // 3].id)

    @settings(
        max_examples=25,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(ADDRESS, min_size=1, max_size=5), st.booleans(), st.booleans())
    def test_there_and_back(self, addresses, with_new, backwards):
        units = list(atlas().old_wards.values())
        values = []
        for number, (name, form), street, code, with_state in addresses:
            unit = units[number]
            text = form.format(
                s=street or "",
                w=unit.full_name,
                d=unit.parent.full_name,
                p=unit.province.name,
            ).strip(", ")
            values.append(
                {
                    "name": unit.name,
                    "country_id": self.vietnam.id,
                    "street": street,
                    name: text,
                    "zip": code,
                    "state_id": with_state and self.hanoi.id,
                }
            )
        partners = self.Partner.create(values)
        eras = ("old", "new") if with_new else ("old",)
        before = self._snapshot(partners)
        places = partners._vn_address_conversion(eras)
        self.assertEqual(self._snapshot(partners), before, "a preview writes nothing")
        changes = partners._vn_convert_addresses(eras)
        exact = [p["partner_id"] for p in places if p["certainty"] == "exact"]
        self.assertEqual(changes.partner_id.ids, exact)
        after = self._snapshot(partners)
        self.assertFalse(partners._vn_convert_addresses(eras), "twice is nothing")
        self.assertEqual(self._snapshot(partners), after)
        for change in changes[:: -1 if backwards else 1]:
            change.action_undo()
        self.assertEqual(self._snapshot(partners), before)
