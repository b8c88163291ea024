"""What every chapter of the year needs: the company, its people, its days."""

import random
from bisect import bisect_right
from datetime import timedelta
from functools import cached_property

from odoo import SUPERUSER_ID, api
from odoo.tools import SQL

from odoo.addons.crm_vn_base.tools.day import VIETNAM

from ..tools import lives

PEOPLE = ("huong", "hung", "ha", "bao", "anh", "tuan", "minh")
SLIPPING_TEAM = "crm_vn_demo.crm_team_south"
CONTEXT = {
    "lang": "vi_VN",
    "tz": VIETNAM,
    # nobody is told of what happened long ago
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "mail_activity_quick_update": True,
    "mail_auto_subscribe_no_notify": True,
    "no_mail_to_attendees": True,
    "dont_notify": True,
    "vn_no_contact": True,
}


class Stage:
    """The demo company on the day on which its year is loaded.

    :param env: any environment; the stage has one of the superuser's, in Vietnamese
    """

    def __init__(self, env):
        self.env = api.Environment(env.cr, SUPERUSER_ID, CONTEXT)
        self.rng = random.Random(lives.SEED)
        self.company = self.env.ref("base.main_company")

    def work_in(self, company):
        """Go on in *company*."""
        self.company = company.with_env(self.env)
        self.env = self.env(
            context={**self.env.context, "allowed_company_ids": company.ids}
        )
        self.company = self.company.with_env(self.env)

    # === Who ===
    def user(self, login):
        return self.env.ref(f"crm_vn_customer.res_users_demo_{login}")

    @cached_property
    def users(self):
        """Return the people of the company by their login."""
        return {login: self.user(login) for login in PEOPLE}

    @cached_property
    def teams(self):
        """Return the team of each salesperson."""
        teams = self.env.ref("crm_vn_demo.crm_team_north")
        teams += self.env.ref(SLIPPING_TEAM)
        return {user: team for team in teams for user in team.member_ids}

    def is_slipping(self, user):
        return self.teams.get(user) == self.env.ref(SLIPPING_TEAM)

    @cached_property
    def customers(self):
        """Return the customers of the demo company, in their order."""
        data = self.env["ir.model.data"].search(
            [
                ("module", "=", "crm_vn_customer"),
                ("model", "=", "res.partner"),
                ("name", "=like", "res_partner_demo_%"),
            ],
            order="name",
        )
        return self.env["res.partner"].browse(data.mapped("res_id")).exists()

    @cached_property
    def relationships(self):
        """Return the last word of the XML id of each customer's relationship."""
        names = self.customers.vn_relationship_id.get_external_id()
        return {
            partner: names[partner.vn_relationship_id.id].rpartition("_")[2]
            for partner in self.customers
        }

    @cached_property
    def lives(self):
        """Return ``{customer: Life}``."""
        return {
            partner: lives.life(
                random.Random(lives.SEED + number),
                self.relationships[partner],
                self.is_slipping(partner.user_id),
            )
            for number, partner in enumerate(self.customers)
        }

    # === When ===
    @cached_property
    def today(self):
        return self.company._vn_today()

    @cached_property
    def working_days(self):
        """Return the working days of two years before and half a year after today."""
        return self.company._vn_working_days(
            self.today - timedelta(days=730), self.today + timedelta(days=180)
        )

    def day(self, days_ago):
        """Return the working day on or just before so many days ago."""
        wanted = self.today - timedelta(days=days_ago)
        return self.working_days[bisect_right(self.working_days, wanted) - 1]

    def moment(self, days_ago, rng=None):
        """Return a moment of the working hours of that day, never one ahead."""
        hour = (rng or self.rng).choice((8, 9, 10, 11, 13, 14, 15, 16))
        minute = (rng or self.rng).randrange(0, 60, 5)
        found = self.company._vn_moment(self.day(days_ago), hour + minute / 60)
        if days_ago >= 0:
            now = self.env.cr.now().replace(microsecond=0)
            found = min(found, now - timedelta(minutes=5))
        return found

    # === How ===
    def put_back(self, records, values, **types):
        """Set columns that the ORM fills by itself.

        :param records: of one model
        :param values: ``{id: (value of each column, …)}``
        :param types: the columns in their order, with their SQL types
        """
        if not values:
            return
        self.env.flush_all()
        rows = SQL(", ").join(
            SQL("%s", (record_id, *row)) for record_id, row in values.items()
        )
        columns = list(types)
        self.env.execute_query(
            SQL(
                "UPDATE %s t SET %s FROM (VALUES %s) v (id, %s) "
                "WHERE t.id = v.id RETURNING 1",
                SQL.identifier(records._table),
                SQL(", ").join(
                    SQL(
                        "%s = v.%s::%s",
                        SQL.identifier(column),
                        SQL.identifier(column),
                        SQL(types[column]),
                    )
                    for column in columns
                ),
                rows,
                SQL(", ").join(map(SQL.identifier, columns)),
            )
        )
        records.invalidate_model(flush=False)

    def made_at(self, records, moments):
        """Tell when *records* were made, and by whom where they have an owner.

        :param moments: one for each record
        """
        owners = "user_id" in records._fields and records._fields["user_id"].store
        self.put_back(
            records,
            {
                record.id: (
                    moment,
                    moment,
                    (record.user_id.id if owners else False) or SUPERUSER_ID,
                )
                for record, moment in zip(records, moments, strict=True)
            },
            create_date="timestamp",
            write_date="timestamp",
            create_uid="integer",
        )
