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
        cls.company, cls.other_company = cls._make_companies(
            "Công ty Sao Mai", "Công ty Hải Âu", **company_values
        )
        salesman, manager = (
            f"sales_team.group_sale_{group}" for group in ("salesman", "manager")
        )
        cls.huong, cls.lan, cls.minh, cls.nam = cls._make_users(
            (f"{prefix}_huong", manager),
            (f"{prefix}_lan", salesman),
            (f"{prefix}_minh", salesman),
            (f"{prefix}_nam", manager, cls.other_company),
        )

    @classmethod
    def _make_company(cls, name, **values):
        """Make a company whose every zone is Vietnam's."""
        return cls._make_companies(name, **values)

    @classmethod
    def _make_companies(cls, *names, **values):
        """Make several at once, in less time."""
        companies = cls.env["res.company"].create(
            [{"name": name, **values} for name in names]
        )
        companies.partner_id.tz = companies.resource_calendar_id.tz = VIETNAM
        return companies

    @classmethod
    def _make_user(cls, login, groups="", company=None):
        """Make an employee of *company* (the first one), who may make contacts."""
        return cls._make_users((login, groups, company))

    @classmethod
    def _make_users(cls, *wanted):
        """Make several at once, in a third of the time.

        :param wanted: what :meth:`_make_user` takes
        """
        # the letter that invites a user takes longer than making him
        users = cls.env["res.users"].with_context(no_reset_password=True)
        return users.create([cls._get_user_values(*values) for values in wanted])

    @classmethod
    def _get_user_values(cls, login, groups="", company=None):
        company = company or cls.company
        groups = ",".join(filter(None, ["base.group_partner_manager", groups]))
        ids = [cls.env.ref(group.strip()).id for group in groups.split(",")]
        return {
            "login": login,
            "password": login.ljust(8, "x"),
            "name": f"{login} ({groups})",
            "email": f"{login[0]}.{login[0]}@example.com",
            "group_ids": [Command.set(ids)],
            "lang": "en_US",
            "tz": VIETNAM,
            "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
        }

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
