from odoo.tests import freeze_time, tagged

from .common import FEBRUARY, JANUARY, VnKpiCommon


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestNewCustomers(VnKpiCommon):
    """New customers count on the day they became customers."""

    def _values(self, period=FEBRUARY):
        self.env.flush_all()
        return self._metric("customers_new")._vn_values(*period)

    def _contact(self, user=None):
        """Return somebody known since January who is no customer."""
        contact = self._customer("Ngô Văn Tám", user, vn_relationship_id=False)
        self.env.invalidate_all()
        return contact

    def _become(self, contact):
        contact.vn_relationship_id = self.hoa.vn_relationship_id

    def test_counts_on_the_day_and_for_the_owner_then(self):
        contact = self._contact(self.lan)
        contact.user_id = self.minh
        self._become(contact)
        contact.user_id = self.lan
        self.assertEqual(self._values(), {self.minh.id: 1})
        self.assertEqual(self._values(JANUARY), {self.lan.id: 2, self.minh.id: 1})
        self.assertEqual(str(contact.vn_customer_since), "2027-02-15 03:00:00")

    def test_from_the_start(self):
        self.env.invalidate_all()
        self.assertEqual(str(self.hoa.vn_customer_since), "2027-01-10 03:00:00")
        self.assertIn(
            self.hoa,
            self.env["res.partner"].search([("vn_customer_since", "<", "2027-01-11")]),
        )

    def test_first_owner_of_the_day(self):
        contact = self._contact()
        self._become(contact)
        contact.user_id = self.minh
        contact.user_id = self.lan
        self.assertEqual(self._values(), {self.minh.id: 1})
        late = self._contact()
        self._become(late)
        with freeze_time("2027-02-16 03:00:00"):
            late.user_id = self.lan
        self.assertEqual(self._values(), {self.minh.id: 1, False: 1})

    def test_who_comes_back_is_not_new(self):
        self.hoa.vn_relationship_id = False
        self.assertEqual(self._values(JANUARY), {self.lan.id: 1, self.minh.id: 1})
        self.hoa.vn_relationship_id = self.mai.vn_relationship_id
        self.assertEqual(self._values(JANUARY), {self.lan.id: 2, self.minh.id: 1})
        self.assertEqual(self._values(), {})

    def test_merged_count_once_and_the_first_time(self):
        contact = self._contact(self.minh)
        self._become(contact)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (contact | self.hoa).ids, contact
        )
        self.assertEqual(self._values(), {})
        self.assertEqual(self._values(JANUARY), {self.lan.id: 2, self.minh.id: 1})
        other = self._contact(self.minh)
        self.env["base.partner.merge.automatic.wizard"]._merge(
            (other | self.son).ids, other
        )
        self.assertTrue(other.vn_relationship_id)
        self.assertEqual(self._values(), {})
        self.assertEqual(self._values(JANUARY), {self.lan.id: 2, self.minh.id: 1})


@tagged("post_install", "-at_install")
@freeze_time("2027-02-15 03:00:00")
class TestTeamMembership(VnKpiCommon):
    """A team's numbers are those of its members of the day."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.north = cls.team
        cls.south = cls.env["crm.team"].create(
            {"name": "Đội Nam", "company_id": cls.company.id}
        )

    def _spans(self, user):
        spans = self.env["crm.vn.team.membership"].with_user(self.huong)
        spans = spans.search([("user_id", "=", user.id)], order="date_to, id")
        return [
            (s.crm_team_id, str(s.date_from or ""), str(s.date_to or "")) for s in spans
        ]

    def _count(self, team, period):
        self.env.flush_all()
        metric = self._metric("orders").with_context(vn_kpi_team_id=team.id)
        users = (self.lan | self.minh).ids
        number = metric._vn_total(*period, users)
        opened = self.env["sale.order"].search_count(
            list(metric._vn_domain(*period, users))
        )
        self.assertEqual(opened, number)
        return number

    def test_changing_teams_changes_no_past_number(self):
        self._order(self.hoa, self.lan)
        self._order(self.hoa, self.lan, "2027-02-14 03:00:00")
        self._order(self.hoa, self.minh, "2027-02-15 02:00:00")
        self.assertEqual(self._count(self.north, JANUARY), 1)
        self.south.member_ids = self.lan
        self.assertEqual(
            self._spans(self.lan),
            [
                (self.north, "", "2027-02-14"),
                (self.south, "2027-02-15", ""),
            ],
        )
        self._order(self.hoa, self.lan, "2027-02-15 02:30:00")
        self.assertEqual(self._count(self.north, JANUARY), 1)
        self.assertEqual(self._count(self.south, JANUARY), 0)
        self.assertEqual(self._count(self.north, FEBRUARY), 2)
        self.assertEqual(self._count(self.south, FEBRUARY), 1)

    def test_there_and_back(self):
        before = self._spans(self.lan)
        self.north.member_ids -= self.lan
        self.north.member_ids += self.lan
        self.assertEqual(self._spans(self.lan), before)
        self.south.member_ids = self.lan
        self.north.member_ids += self.lan
        self.assertEqual(self._spans(self.lan), before)

    def test_who_left_the_company_counts_in_the_past(self):
        self._order(self.hoa, self.lan)
        self.lan.active = False
        self.assertEqual(self._count(self.north, JANUARY), 1)

    def test_team_knows_who_is_back(self):
        """Also when the day of the membership was taken back meanwhile."""
        self.env["ir.config_parameter"].set_param("sales_team.membership_multi", True)
        self.north.member_ids = [(4, self.huong.id)]
        team = self.env["crm.team"].create({"name": "Mới"})
        team.member_ids = [(4, self.minh.id)]
        team.member_ids = [(4, self.huong.id)]
        both = team.crm_team_member_ids
        self.assertEqual(len(both), 2)
        member = both.filtered(lambda one: one.user_id == self.huong)
        member.active = False
        self.assertEqual(team.crm_team_member_ids, both - member)
        member.active = True
        self.assertEqual(team.crm_team_member_ids, both)
        self.assertEqual(team.member_ids, self.minh | self.huong)

    def test_deleted_memberships_keep_their_days(self):
        self.north.crm_team_member_ids.unlink()
        self.assertEqual(self._spans(self.minh), [(self.north, "", "2027-02-14")])
