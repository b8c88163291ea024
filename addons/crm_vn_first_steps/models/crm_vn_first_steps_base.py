"""The steps of a company that has nothing but customers."""

from datetime import date

from odoo import SUPERUSER_ID, api, models
from odoo.fields import Domain

from odoo.addons.crm_vn_base.tools.day import VIETNAM
from odoo.addons.crm_vn_base.tools.holidays import proposal

from ..tools import trades

COUNTRY = "VN"
CURRENCY = "VND"
#: with so many customers, somebody entered a list
FEW = 5
#: catalogs of customers beside those that a ready set fills
CATALOGS = ("crm.vn.customer.type",)


class CrmVnFirstSteps(models.AbstractModel):
    _inherit = "crm.vn.first.steps"

    @api.model
    def _get_steps(self):
        return [
            *super()._get_steps(),
            self._get_company_step(),
            self._get_calendar_step(),
            self._get_people_step(),
            self._get_catalog_step(),
            self._get_import_step(),
        ]

    # === Company ===
    @api.model
    def _is_vietnamese(self):
        """Tell whether Vietnam's currency, zone and holidays are expected.

        A company of another country keeps what is its own.
        """
        country = self.env.company.country_id
        return not country or country.code == COUNTRY

    @api.model
    def _get_company_step(self):
        company = self.env.company
        missing = []
        if not company.country_id:
            missing.append(self.env._("No country"))
        if not company.street or not (company.state_id or company.city):
            missing.append(self.env._("No address"))
        if self._is_vietnamese() and company.currency_id.name != CURRENCY:
            missing.append(
                self.env._(
                    "The currency is %(currency)s, not VND",
                    currency=company.currency_id.name,
                )
            )
        return self._step(
            "company",
            10,
            self.env._("Your company"),
            self.env._("Quotations, contracts and reports bear its name and currency"),
            missing=missing,
            action=self._form(company),
            label=self.env._("Open the company"),
            may=company.has_access("write"),
        )

    # === Working hours and holidays ===
    @api.model
    def _get_calendar_step(self):
        company = self.env.company
        calendar = company.resource_calendar_id
        zone = company._vn_timezone()
        missing = []
        if not calendar:
            missing.append(self.env._("No working hours"))
        elif self._is_vietnamese() and zone != VIETNAM:
            missing.append(
                self.env._("The working hours are in the zone %(zone)s", zone=zone)
            )
        on_calendar = bool(missing)
        years = self._get_years_without_holidays()
        missing += [
            self.env._("No public holidays of %(year)s", year=str(year))
            for year in years
        ]
        if on_calendar:
            action = self._form(calendar or company)
            label = self.env._("Open the working hours")
            may = (calendar or company).has_access("write")
        else:
            action = {
                "type": "ir.actions.act_window",
                "name": self.env._("Public holidays"),
                "res_model": "crm.vn.holiday.proposal",
                "views": [[False, "form"]],
                "target": "new",
                "context": {"default_year": years[0]} if years else {},
            }
            label, may = self.env._("Confirm holidays"), True
        return self._step(
            "calendar",
            20,
            self.env._("Working hours and public holidays"),
            self.env._("Deadlines and care keep to working days, and stay off Tết"),
            missing=missing,
            action=action,
            label=label,
            may=may,
        )

    @api.model
    def _get_years_without_holidays(self):
        """Return this year and the next, where nothing is off.

        What is left of this year may have no holiday at all: then it is not asked.
        """
        if not self._is_vietnamese():
            return []
        company = self.env.company
        today = company._vn_today()
        years = [today.year + 1]
        if any(day["date"] >= today for day in proposal(today.year)):
            years.insert(0, today.year)
        return [
            year
            for year in years
            if not company._vn_public_holidays(date(year, 1, 1), date(year, 12, 31))
        ]

    # === People ===
    @api.model
    def _get_people_step(self):
        people = self.env["res.users"].search(self._get_people_domain())
        managers = people.filtered(
            lambda user: user.has_group("sales_team.group_sale_manager")
        )
        teams = self.env["crm.team"].search(
            Domain("company_id", "in", [False, self.env.company.id])
        )
        loose = people - managers - teams.member_ids
        headless = teams.filtered(lambda team: team.member_ids and not team.user_id)
        missing = []
        if len(people) < 2:
            missing.append(self.env._("Nobody but you works with customers yet"))
        if loose:
            missing.append(
                self.env._(
                    "In no sales team: %(names)s",
                    names=", ".join(loose[:3].mapped("name")) + "…" * (len(loose) > 3),
                )
            )
        if headless:
            missing.append(
                self.env._(
                    "Without a leader: %(names)s",
                    names=", ".join(headless[:3].mapped("name")),
                )
            )
        alone = len(people) < 2
        return self._step(
            "people",
            30,
            self.env._("People and teams"),
            self.env._("Each customer has somebody in charge, each team a leader"),
            missing=missing,
            action="base.action_res_users"
            if alone
            else "sales_team.crm_team_action_config",
            label=self.env._("Invite people") if alone else self.env._("Open teams"),
            may=not alone or self.env["res.users"].has_access("create"),
        )

    @api.model
    def _get_people_domain(self):
        salesman = self.env["ir.model.data"]._xmlid_to_res_id(
            "sales_team.group_sale_salesman"
        )
        domain = Domain("all_group_ids", "in", [salesman]) & Domain("share", "=", False)
        return domain & Domain("company_ids", "in", self.env.company.ids)

    # === Catalogs ===
    @api.model
    def _get_catalog_step(self):
        missing = []
        if not self._has_own_catalogs():
            missing.append(self.env._("Only the entries that came with the program"))
        return self._step(
            "catalogs",
            40,
            self.env._("Your catalogs"),
            self.env._("Groups, channels and needs in the words of your trade"),
            missing=missing,
            action="crm_vn_first_steps.crm_vn_catalog_set_action",
            label=self.env._("Choose a ready set"),
        )

    @api.model
    def _get_catalogs(self):
        """Return the catalogs whose entries come with the program, or from people.

        Those of a ready set are there when the addon that brings them is installed.
        """
        ready = {row["model"] for row in trades.entries().values()}
        return [self.env[name] for name in {*CATALOGS, *ready} if name in self.env]

    @api.model
    def _has_own_catalogs(self):
        """Tell whether people made entries, or gave groups to customers."""
        own = Domain("create_uid", "!=", SUPERUSER_ID)
        return any(
            catalog.search_count(own, limit=1) for catalog in self._get_catalogs()
        ) or bool(
            self.env["res.partner"].search_count(
                [("vn_group_ids", "!=", False)], limit=1
            )
        )

    # === Import ===
    @api.model
    def _get_import_step(self):
        partners = self.env["res.partner"]
        found = partners.search_count(partners._vn_is_customer_domain(), limit=FEW)
        missing = []
        if found < FEW:
            missing.append(
                self.env._("%(number)s customers so far", number=found)
                if found
                else self.env._("No customers yet")
            )
        return self._step(
            "import",
            50,
            self.env._("Your customers"),
            self.env._("From Excel, or from the contacts of your phone"),
            missing=missing,
            action={
                "type": "ir.actions.client",
                "tag": "import",
                "name": self.env._("Import customers"),
                "params": {
                    "active_model": "res.partner",
                    "context": self._get_import_context(),
                },
            },
            label=self.env._("Import customers"),
        )

    @api.model
    def _get_import_context(self):
        """Return the context of the list of customers, which imports begin from."""
        return {"vn_customer": True, "default_is_company": True}
