"""Which screens are pictured, as whom, and which of them the README shows."""

import dataclasses

SALES, LEADER, MANAGER, ADMIN = "hung", "anh", "huong", "admin"
#: whose form is pictured: a customer of the salesperson with most of everything
CUSTOMER = """
SELECT p.id FROM res_partner p JOIN res_users u ON u.id = p.user_id
 WHERE u.login = 'hung' AND p.is_company
 ORDER BY p.vn_star DESC NULLS LAST, p.vn_score DESC, p.id LIMIT 1
"""


@dataclasses.dataclass(frozen=True)
class Screen:
    """One screen.

    :param name: of the file
    :param login: as whom, "" for nobody
    :param path: below the address of the server; ``{customer}`` is an id
    """

    name: str
    login: str
    path: str


def action(name, login, xmlid):
    return Screen(name, login, f"/odoo/action-{xmlid}")


SCREENS = (
    Screen("login", "", "/web/login"),
    action("desk", SALES, "crm_vn_desk.crm_vn_desk_action"),
    action("customers", SALES, "crm_vn_customer.res_partner_action"),
    Screen(
        "customer", SALES, "/odoo/action-crm_vn_customer.res_partner_action/{customer}"
    ),
    action("pipeline", SALES, "crm.crm_lead_action_pipeline"),
    action("orders", SALES, "sale.action_orders"),
    action("products", SALES, "sale.product_template_action"),
    action("contracts", SALES, "crm_vn_contract.crm_vn_contract_action"),
    action("visits", SALES, "crm_vn_visit.crm_vn_visit_action_today"),
    action("kpi-mine", SALES, "crm_vn_kpi_sheet.crm_vn_kpi_sheet_action_mine"),
    action("campaign-members", SALES, "crm_vn_campaign.crm_vn_campaign_member_action"),
    action("first-steps", MANAGER, "crm_vn_first_steps.crm_vn_first_steps_action"),
    action("manager-desk", MANAGER, "crm_vn_desk.crm_vn_desk_action"),
    action(
        "relationships",
        MANAGER,
        "crm_vn_customer.res_partner_relationship_report_action",
    ),
    action("forgotten", MANAGER, "crm_vn_contact_log.res_partner_action_forgotten"),
    action("opportunities", MANAGER, "crm.crm_opportunity_report_action"),
    action(
        "contract-analysis", MANAGER, "crm_vn_contract.crm_vn_contract_action_analysis"
    ),
    action("renewals", MANAGER, "crm_vn_contract.crm_vn_contract_action_renewal"),
    action("care", MANAGER, "crm_vn_care_schedule.crm_vn_care_enrollment_action"),
    action("care-report", MANAGER, "crm_vn_care_schedule.crm_vn_care_report_action"),
    action("kpi-report", MANAGER, "crm_vn_kpi_report.crm_vn_kpi_report_action"),
    action("kpi-sheets", MANAGER, "crm_vn_kpi_sheet.crm_vn_kpi_sheet_action"),
    action("leaderboard", MANAGER, "crm_vn_kpi_sheet.crm_vn_kpi_leaderboard_action"),
    action("thresholds", MANAGER, "crm_vn_scoring.crm_vn_score_threshold_action"),
    action("tiers", MANAGER, "crm_vn_tier.crm_vn_tier_action"),
    action("tier-moves", MANAGER, "crm_vn_tier.crm_vn_tier_move_action"),
    action("campaigns", MANAGER, "crm_vn_campaign.utm_campaign_action"),
    action("feedback", MANAGER, "crm_vn_feedback.crm_vn_feedback_answer_action"),
    action("pool", MANAGER, "crm_vn_pool.res_partner_action_pool"),
    action("handover", MANAGER, "crm_vn_handover.crm_vn_handover_action"),
    action("routes", MANAGER, "crm_vn_visit.crm_vn_visit_route_action"),
    action("areas", MANAGER, "crm_vn_location.crm_vn_area_action"),
    action("consents", MANAGER, "crm_vn_consent.crm_vn_consent_action"),
    action("duplicates", MANAGER, "crm_vn_duplicate.crm_vn_duplicate_action"),
    Screen("settings", ADMIN, "/odoo/settings#crm"),
    action(
        "assignment-rules", ADMIN, "crm_vn_opportunity.crm_vn_assignment_rule_action"
    ),
    action("metrics", ADMIN, "crm_vn_kpi.crm_vn_kpi_metric_action"),
    action("care-schedules", ADMIN, "crm_vn_care_schedule.mail_activity_plan_action"),
)
#: file in docs: screen on a desktop, screen on a phone
README = {"desk.png": ("desk", "customer")}
#: page of the user guide: the screen that it shows
GUIDE = {
    "first-steps": "first-steps",
    "your-day": "desk",
    "new-customer": "customer",
    "forgotten-customers": "forgotten",
    "opportunity": "pipeline",
    "quotation": "orders",
    "contract": "contracts",
    "care": "care",
    "visits": "visits",
    "team-day": "manager-desk",
    "assignment": "assignment-rules",
    "stars": "thresholds",
    "tiers": "tiers",
    "care-schedules": "care-schedules",
    "campaigns": "campaigns",
    "kpi": "kpi-sheets",
    "kpi-report": "kpi-report",
    "handover": "pool",
    "feedback": "feedback",
    "duplicates": "duplicates",
    "rights": "settings",
    "addresses": "areas",
    "personal-data": "consents",
}
