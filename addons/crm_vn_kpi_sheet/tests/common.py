from datetime import date

from odoo import Command

from odoo.addons.crm_vn_kpi.tests.common import VnKpiCommon

#: Monday, ten o'clock in Vietnam
NOW = "2027-02-15 03:00:00"


class VnKpiSheetCommon(VnKpiCommon):
    """Plans and sheets in the test company; Tết 2027 is off there.

    January: hoa has 1 order and mai 2 (of lan), son has 4 (of minh). Every order is
    1,000,000 ₫.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["resource.calendar.leaves"].create(
            {
                "name": "Tết Đinh Mùi",
                "calendar_id": cls.company.resource_calendar_id.id,
                "date_from": "2027-02-03 17:00:00",
                "date_to": "2027-02-10 16:59:59",
            }
        )
        for customer, user, count in (
            (cls.hoa, cls.lan, 1),
            (cls.mai, cls.lan, 2),
            (cls.son, cls.minh, 4),
        ):
            for _number in range(count):
                cls._order(customer, user)

    @classmethod
    def _as(cls, records, user):
        """Return *records* as *user* sees them, read anew."""
        cls.env.invalidate_all()
        return records.with_user(user).with_context(
            allowed_company_ids=user.company_id.ids, tz="Asia/Ho_Chi_Minh"
        )

    @classmethod
    def _plans(cls, user=None):
        return cls._as(cls.env["crm.vn.kpi.plan"], user or cls.huong)

    @classmethod
    def _plan(cls, lines=None, users=None, user=None, **values):
        """Make a plan as *user* (huong).

        :param lines: list of (code, target, weight) or with a cap as fourth
        """
        lines = lines or [("orders", 4, 60), ("revenue", 4_000_000, 40)]
        users = cls.lan | cls.minh if users is None else users
        return cls._plans(user).create(
            {
                "name": "Kinh doanh 2027",
                "company_id": cls.company.id,
                "date_start": date(2027, 1, 1),
                "user_ids": [Command.set(users.ids)],
                "line_ids": [
                    Command.create(
                        {
                            "metric_id": cls._metric(code).id,
                            "target": target,
                            "weight": weight,
                            "cap": cap[0] if cap else 120,
                        }
                    )
                    for code, target, weight, *cap in lines
                ],
                **values,
            }
        )

    @classmethod
    def _sheet(cls, plan, user, month=1):
        """Return *user*'s sheet of a month of 2027, as huong sees it."""
        cls.env.invalidate_all()
        return plan.sheet_ids.filtered(
            lambda s: s.user_id == user and s.date_from == date(2027, month, 1)
        )

    @classmethod
    def _line(cls, sheet, code):
        return sheet.line_ids.filtered(lambda line: line.metric_id.code == code)

    def _run_cron(self, name):
        with self.enter_registry_test_mode():
            self.env.ref(f"crm_vn_kpi_sheet.{name}").method_direct_trigger()
