from odoo.tests import TransactionCase, new_test_user


class VnBaseCommon(TransactionCase):
    """A company in Vietnam whose working hours are still in UTC, and an employee."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create(
            {"name": "Công ty Một", "country_id": cls.env.ref("base.vn").id}
        )
        cls.company.resource_calendar_id.tz = "UTC"
        cls.employee = new_test_user(
            cls.env,
            login="vn_base_employee",
            groups="base.group_user",
            lang="en_US",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
