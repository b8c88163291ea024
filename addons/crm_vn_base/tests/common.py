from functools import partial
from unittest.mock import patch

from odoo import Command
from odoo.modules.neutralize import get_neutralization_queries
from odoo.tests import TransactionCase, freeze_time, new_test_user

VIETNAM = "Asia/Ho_Chi_Minh"
#: the letter that invites a user takes longer than making him
quiet_test_user = partial(new_test_user, context={"no_reset_password": True})
#: 00:30 and 06:30 of 1 January 2027 in Vietnam, when it is still 2026 in UTC
NEW_YEAR_MORNINGS = ("2026-12-31 17:30:00", "2026-12-31 23:30:00")


class VnCompanyCase(TransactionCase):
    """Companies and their people: where the tests of every addon begin.

    An addon whose tests want a company of their own calls :meth:`_create_staff`::

        company        huong  Sales / Administrator
                       lan    Sales / Own documents
                       minh   Sales / Own documents
        other_company  nam    Sales / Administrator
    """

    def merge_into(self, kept, *others):
        """Merge *others* into *kept*, as the wizard of Odoo does."""
        merged = kept.union(*others)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge(merged.ids, kept, extra_checks=False)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(merged.exists(), kept)

    @classmethod
    def _create_staff(cls, prefix, **company_values):
        """Make two companies and their salespeople.

        :param prefix: of the logins
        :param company_values: of both companies
        """
        cls.company = cls._make_company("Công ty Sao Mai", **company_values)
        cls.other_company = cls._make_company("Công ty Hải Âu", **company_values)
        salesman, manager = (
            f"sales_team.group_sale_{group}" for group in ("salesman", "manager")
        )
        cls.huong = cls._make_user(f"{prefix}_huong", manager)
        cls.lan = cls._make_user(f"{prefix}_lan", salesman)
        cls.minh = cls._make_user(f"{prefix}_minh", salesman)
        cls.nam = cls._make_user(f"{prefix}_nam", manager, cls.other_company)

    @classmethod
    def _make_company(cls, name, **values):
        """Make a company whose every zone is Vietnam's."""
        company = cls.env["res.company"].create({"name": name, **values})
        company.partner_id.tz = company.resource_calendar_id.tz = VIETNAM
        return company

    @classmethod
    def _make_user(cls, login, groups="", company=None):
        """Make an employee of *company* (the first one), who may make contacts."""
        company = company or cls.company
        return quiet_test_user(
            cls.env,
            login=login,
            groups=",".join(filter(None, ["base.group_partner_manager", groups])),
            lang="en_US",
            tz=VIETNAM,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    def _neutralize(self, *addons):
        """Do to the database what a copy of it for trying goes through."""
        self.env.flush_all()
        for query in get_neutralization_queries(addons):
            self.env.cr.execute(query)
        self.env.invalidate_all(flush=False)

    def _on_new_year_mornings(self, company, check):
        """Call *check* early on 1 January 2027 in a company in Vietnam.

        Its working hours stand where Odoo put them: in UTC, then in Europe/Brussels.

        :param check: function without arguments; what it makes is undone
        """
        company.partner_id.write({"country_id": self.env.ref("base.vn").id, "tz": ""})
        for zone in ("UTC", "Europe/Brussels"):
            company.resource_calendar_id.tz = zone
            for moment in NEW_YEAR_MORNINGS:
                with self.subTest(zone=zone, moment=moment), freeze_time(moment):
                    savepoint = self.env.cr.savepoint()
                    try:
                        check()
                    finally:
                        savepoint.close(rollback=True)
                        self.env.invalidate_all(flush=False)

    def check_cron_failure(self, cron, method, poisoned, others, is_done, run=None):
        """Check that a scheduled action that fails on one record does the others.

        The one stands in the list with the reason, until a run succeeds with it.

        :param str cron: XML id
        :param str method: of the record's model, which fails where it is called with
            *poisoned* among its records
        :param is_done: function of a record, whether the action has worked on it
        :param run: runs the action; without it, it is triggered here
        """

        def trigger():
            with self.enter_registry_test_mode():
                self.env.ref(cron).method_direct_trigger()

        def listed():
            self.env.invalidate_all()
            return self.env["crm.vn.cron.failure"].search(
                [
                    ("cron_id", "=", self.env.ref(cron).id),
                    ("res_model", "=", poisoned._name),
                    ("res_id", "in", (poisoned | others).ids),
                ]
            )

        model = type(poisoned)
        original = getattr(model, method)

        def fail(records, *args, **kwargs):
            if poisoned.id in records.ids:
                raise ValueError("Dữ liệu hỏng")
            return original(records, *args, **kwargs)

        run = run or trigger
        with patch.object(model, method, fail):
            run()
        failure = listed()
        self.assertEqual(failure.mapped("res_id"), poisoned.ids)
        self.assertEqual(failure.reason, "Dữ liệu hỏng")
        self.assertFalse(is_done(poisoned))
        for other in others:
            self.assertTrue(is_done(other))
        run()
        self.assertFalse(listed())
        self.assertTrue(is_done(poisoned))


class VnBaseCommon(VnCompanyCase):
    """A company in Vietnam whose working hours are still in UTC, and an employee."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env["res.company"].create(
            {"name": "Công ty Một", "country_id": cls.env.ref("base.vn").id}
        )
        cls.company.resource_calendar_id.tz = "UTC"
        cls.employee = quiet_test_user(
            cls.env,
            login="vn_base_employee",
            groups="base.group_user",
            lang="en_US",
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
        )
