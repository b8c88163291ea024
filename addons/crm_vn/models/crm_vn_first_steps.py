"""What comes after the customers: the steps of the addons of the suite."""

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.crm_vn_scoring.models.res_company import THRESHOLDS
from odoo.addons.crm_vn_scoring.tools.score import ENOUGH

#: customers with so many different numbers of stars are told apart by them
SPREAD = 4


class CrmVnFirstSteps(models.AbstractModel):
    _inherit = "crm.vn.first.steps"

    @api.model
    def _get_steps(self):
        return [
            *super()._get_steps(),
            self._get_star_step(),
            self._get_tier_step(),
            self._get_care_step(),
            self._get_kpi_step(),
            self._get_call_step(),
            self._get_message_step(),
        ]

    @api.model
    def _get_company_domain(self):
        return Domain("company_id", "in", [False, self.env.company.id])

    # === Stars ===
    @api.model
    def _get_star_step(self):
        missing = []
        if not self._has_own_thresholds():
            partners = self.env["res.partner"]
            scored = partners.search_count(
                partners._vn_is_customer_domain() & Domain("vn_score", ">", 0),
                limit=ENOUGH,
            )
            missing.append(
                self.env._("The minimum scores are those that came with the program")
                if scored >= ENOUGH
                else self.env._(
                    "%(number)s customers have points; from %(enough)s on, thresholds "
                    "can be proposed",
                    number=scored,
                    enough=ENOUGH,
                )
            )
        return self._step(
            "stars",
            60,
            self.env._("Star thresholds"),
            self.env._("From which points a customer has one to five stars"),
            missing=missing,
            action="crm_vn_scoring.crm_vn_score_threshold_action",
            label=self.env._("Open the thresholds"),
        )

    @api.model
    def _has_own_thresholds(self):
        """Tell whether somebody set them, or those that came tell customers apart."""
        company = self.env.company
        came = self.env["res.company"].default_get(list(THRESHOLDS))
        if any(company[name] != came[name] for name in THRESHOLDS):
            return True
        partners = self.env["res.partner"]
        stars = partners._read_group(partners._vn_is_customer_domain(), ["vn_star"])
        return len(stars) >= SPREAD

    # === Tiers ===
    @api.model
    def _get_tier_step(self):
        missing = []
        if not self.env["crm.vn.tier"].search_count(
            self._get_company_domain(), limit=1
        ):
            missing.append(self.env._("No tier yet"))
        return self._step(
            "tiers",
            70,
            self.env._("Customer tiers"),
            self.env._("Who buys more gets a better price, by a rule that all can see"),
            missing=missing,
            action="crm_vn_tier.crm_vn_tier_action",
            label=self.env._("Open the tiers"),
        )

    # === Care ===
    @api.model
    def _get_care_step(self):
        plans = self.env["mail.activity.plan"]
        domain = self._get_company_domain() & Domain("vn_is_care_schedule", "=", True)
        missing = []
        if not plans.search_count(
            domain & Domain("template_ids", "!=", False), limit=1
        ):
            missing.append(self.env._("No care schedule yet"))
        return self._step(
            "care",
            80,
            self.env._("Care schedules"),
            self.env._("Calls and visits after an order or a contract plan themselves"),
            missing=missing,
            action="crm_vn.crm_vn_care_ready_action",
            label=self.env._("Choose ready schedules"),
        )

    # === KPI ===
    @api.model
    def _get_kpi_step(self):
        plans = self.env["crm.vn.kpi.plan"]
        domain = Domain("company_id", "=", self.env.company.id)
        missing = []
        if not plans.search_count(domain & Domain("state", "!=", "draft"), limit=1):
            missing.append(
                self.env._("The plan is a draft: issue it")
                if plans.search_count(domain, limit=1)
                else self.env._("No KPI plan yet")
            )
        return self._step(
            "kpi",
            90,
            self.env._("Targets"),
            self.env._("Everyone sees on the desk how far the month has come"),
            missing=missing,
            action="crm_vn_kpi_sheet.crm_vn_kpi_plan_action",
            label=self.env._("Open the KPI plans"),
        )

    # === Channels ===
    @api.model
    def _get_call_step(self):
        providers = self.env["crm.vn.call.provider"]
        missing = []
        if not providers.search_count(self._get_company_domain(), limit=1):
            missing.append(self.env._("No switchboard is connected"))
        return self._step(
            "calls",
            100,
            self.env._("Calls"),
            self.env._("One tap to call; every call stands on its customer"),
            missing=missing,
            action="crm_vn_call_provider.crm_vn_call_provider_action",
            label=self.env._("Open the switchboards"),
            may=providers.has_access("create"),
        )

    @api.model
    def _get_message_step(self):
        gateways = self.env["crm.vn.sms.provider"]
        accounts = self.env["crm.vn.zalo.account"]
        missing = []
        if not gateways.search_count(
            self._get_company_domain(), limit=1
        ) and not accounts.search_count(
            self._get_company_domain() & Domain("state", "!=", "new"), limit=1
        ):
            missing.append(
                self.env._("No SMS gateway and no Zalo account is connected")
            )
        return self._step(
            "messages",
            110,
            self.env._("SMS and Zalo"),
            self.env._("Messages are checked against consent before they go"),
            missing=missing,
            action="crm_vn_messaging.crm_vn_sms_provider_action",
            label=self.env._("Open the gateways"),
            may=gateways.has_access("create"),
        )
