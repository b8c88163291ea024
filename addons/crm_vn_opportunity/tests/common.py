from datetime import datetime, timedelta

from odoo.fields import Command

from odoo.addons.crm_vn_customer.tests.common import VnCustomerCommon


class VnOpportunityCommon(VnCustomerCommon):
    """The test organisation, with a sales team that has to hurry.

    ::

        team "Kinh doanh Hà Nội"          leader: manager
        ├── handled within 4 working hours, leader told 4 hours later
        ├── members   hoa, minh, lan      Sales / Own documents
        └── calendar  Monday to Friday, 8-12 and 13-17, Asia/Ho_Chi_Minh
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["crm.vn.assignment.rule"].search([]).active = False
        # what these tests lose, they lose without a reason
        cls.company.vn_lost_reason_required = False
        cls._create_calendar()
        cls.hoa = cls._create_salesperson("vn_hoa", "Lê Thị Hoa")
        cls.minh = cls._create_salesperson("vn_minh", "Phạm Quang Minh")
        cls.lan = cls._create_salesperson("vn_lan", "Vũ Ngọc Lan")
        cls.team = cls.env["crm.team"].create(
            {
                "name": "Kinh doanh Hà Nội",
                "user_id": cls.manager.id,
                "company_id": cls.company.id,
                "member_ids": [Command.set((cls.hoa + cls.minh + cls.lan).ids)],
                "vn_handling_hours": 4,
                "vn_escalation_hours": 4,
            }
        )
        cls.need = cls.env.ref("crm_vn_opportunity.crm_vn_need_quote")
        cls.need_other = cls.env.ref("crm_vn_opportunity.crm_vn_need_service")
        cls.situation = cls.env.ref("crm_vn_opportunity.crm_vn_situation_interested")

    @classmethod
    def _create_calendar(cls):
        cls.calendar = cls.env["resource.calendar"].create(
            {
                "name": "Giờ hành chính",
                "company_id": cls.company.id,
                "tz": "Asia/Ho_Chi_Minh",
                "attendance_ids": [Command.clear()]
                + [
                    Command.create(
                        {
                            "name": f"{day} {begin}",
                            "dayofweek": str(day),
                            "hour_from": begin,
                            "hour_to": end,
                            "day_period": period,
                        }
                    )
                    for day in range(5)
                    for begin, end, period in (
                        (8, 12, "morning"),
                        (13, 17, "afternoon"),
                    )
                ],
            }
        )
        cls.company.resource_calendar_id = cls.calendar

    @classmethod
    def _create_salesperson(cls, login, name):
        user = cls._make_user(login, "sales_team.group_sale_salesman")
        user.name = name
        return user

    @classmethod
    def _create_rule(cls, name, users, condition="[]", **values):
        """Create a rule as the manager; *users* may be ``(user, values)`` pairs."""
        members = []
        for place, user in enumerate(users):
            user, more = user if isinstance(user, tuple) else (user, {})
            members.append(
                Command.create({"user_id": user.id, "sequence": place, **more})
            )
        return (
            cls.env["crm.vn.assignment.rule"]
            .with_user(cls.manager)
            .create(
                {
                    "name": name,
                    "condition": condition,
                    "member_ids": members,
                    **values,
                }
            )
        )

    @classmethod
    def _create_leads(cls, n, user=None, **values):
        """Create *n* leads as *user* (the manager), of nobody."""
        return (
            cls.env["crm.lead"]
            .with_user(user or cls.manager)
            .create(
                [
                    {
                        "name": f"Cơ hội {number}",
                        "type": "opportunity",
                        "user_id": False,
                        "team_id": cls.team.id,
                        **values,
                    }
                    for number in range(n)
                ]
            )
        )

    @classmethod
    def _add_holiday(cls, first, last, name="Nghỉ lễ"):
        """Add a holiday of the company: whole days, in Vietnam."""
        return cls.env["resource.calendar.leaves"].create(
            {
                "name": name,
                "company_id": cls.company.id,
                "calendar_id": cls.calendar.id,
                "resource_id": False,
                "date_from": utc(f"{first} 00:00"),
                "date_to": utc(f"{last} 23:59"),
            }
        )


def utc(text):
    """Return the naive UTC moment of a time in Vietnam, ``YYYY-MM-DD HH:MM``."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M") - timedelta(hours=7)


def local(moment):
    """Return the text of a naive UTC moment in Vietnam."""
    return (moment + timedelta(hours=7)).strftime("%Y-%m-%d %H:%M")
