from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import SQL

from .common import VnVisitCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-01-15 03:00:00")
class TestPlanMany(VnVisitCommon):
    """Visits are planned for many routes at once, in one statement."""

    def test_routes_of_a_person_fill_the_same_days(self):
        """Planned at once or one after the other: the same visits on the same days."""
        other = self.route.copy({"name": "Tuyến 2", "max_per_day": 3})
        self.route.max_per_day = 2
        self.add(*self.shops[:2])
        self.add(*self.shops[2:5], route=other)
        routes = self.route | other
        period = date(2027, 2, 1), date(2027, 2, 7)
        at_once = routes._vn_generate_visits(*period)

        def days(visits):
            return sorted((one.route_id.id, one.date.day) for one in visits)

        self.assertEqual(
            days(at_once),
            [(self.route.id, 1)] * 2 + [(other.id, 1)] + [(other.id, 2)] * 2,
        )
        found = days(at_once)
        at_once.unlink()
        one_by_one = self.route._vn_generate_visits(*period)
        one_by_one |= other._vn_generate_visits(*period)
        self.assertEqual(days(one_by_one), found)
        self.assertFalse(routes._vn_generate_visits(*period))
        self.assertFalse(self.env["crm.vn.visit.route"]._vn_generate_visits(*period))

    def test_planned_as_the_orm_would(self):
        """Every column has what it has in a visit that is made one by one."""
        self.add(self.shops[0])
        planned = self.route._vn_generate_visits(date(2027, 2, 1), date(2027, 2, 7))
        names = ("partner_id", "user_id", "company_id", "route_id", "date", "sequence")
        values = planned.read([*names, "plan_date"], load=None)[0]
        values.pop("id")
        made = self.Visit._vn_as_engine().create({**values, "is_planned": True})
        self.env.flush_all()
        other = {"id", "line_id", "create_date", "write_date"}
        columns = [
            SQL.identifier(name)
            for name, field in self.Visit._fields.items()
            if field.store and field.column_type and name not in other
        ]
        first, second = self.env.execute_query(
            SQL(
                "SELECT %s FROM crm_vn_visit WHERE id = ANY(%s)",
                SQL(", ").join(columns),
                (planned | made).ids,
            )
        )
        self.assertEqual(first, second)
        self.assertFalse(planned.message_ids)
