"""Which screens are pictured, as whom, and which of them the README shows."""

import dataclasses

SALES, PERSON, MANAGER, ADMIN = "hung", "bao", "huong", "admin"
#: the one record of which a form is pictured: of the salesperson, with much in it
RECORDS = {
    "customer": """
SELECT p.id FROM res_partner p JOIN res_users u ON u.id = p.user_id
 WHERE u.login = 'hung' AND p.is_company
 ORDER BY p.vn_star DESC NULLS LAST, p.vn_score DESC, p.id LIMIT 1
""",
    "person": """
SELECT p.id FROM res_partner p JOIN res_users u ON u.id = p.user_id
 WHERE u.login = 'hung' AND NOT p.is_company
 ORDER BY p.vn_score DESC, p.id LIMIT 1
""",
    "lead": """
SELECT l.id FROM crm_lead l JOIN res_users u ON u.id = l.user_id
 WHERE u.login = 'hung' AND l.active AND l.partner_id IS NOT NULL
 ORDER BY l.vn_handling_deadline, l.id LIMIT 1
""",
    "order": """
SELECT o.id FROM sale_order o JOIN res_users u ON u.id = o.user_id
 WHERE u.login = 'hung' ORDER BY o.date_order DESC, o.id LIMIT 1
""",
    "contract": """
SELECT c.id FROM crm_vn_contract c JOIN res_users u ON u.id = c.user_id
  JOIN crm_vn_contract_status s ON s.id = c.status_id
 WHERE u.login = 'hung' AND s.meaning = 'active' ORDER BY c.end_date, c.id LIMIT 1
""",
    "campaign": """
SELECT campaign_id FROM crm_vn_campaign_member
 GROUP BY campaign_id ORDER BY count(*) DESC, campaign_id DESC LIMIT 1
""",
    "sheet": """
SELECT s.id FROM crm_vn_kpi_sheet s JOIN res_users u ON u.id = s.user_id
 WHERE u.login = 'hung' ORDER BY s.date_from DESC, s.id LIMIT 1
""",
    "enrollment": "SELECT id FROM crm_vn_care_enrollment ORDER BY id DESC LIMIT 1",
    "handover": "SELECT id FROM crm_vn_handover ORDER BY id LIMIT 1",
    "tier": "SELECT id FROM crm_vn_tier ORDER BY sequence DESC, id LIMIT 1",
    "schedule": """
SELECT id FROM mail_activity_plan WHERE vn_is_care_schedule ORDER BY id LIMIT 1
""",
    "route": "SELECT id FROM crm_vn_visit_route ORDER BY id LIMIT 1",
    "visit": "SELECT id FROM crm_vn_visit ORDER BY date DESC, id LIMIT 1",
}


@dataclasses.dataclass(frozen=True)
class Screen:
    """One screen.

    :param name: of the file
    :param login: as whom, "" for nobody
    :param path: below the address of the server; ``{customer}`` is the id of one of
        ``RECORDS``
    :param press: selectors of what is pressed before, one after the other
    """

    name: str
    login: str
    path: str
    press: tuple[str, ...] = ()


def action(name, login, xmlid):
    return Screen(name, login, f"/odoo/action-{xmlid}")


def form(name, login, xmlid):
    """Return the form of that one of ``RECORDS`` which has the screen's name."""
    return Screen(name, login, f"/odoo/action-{xmlid}/{{{name}}}")


SCREENS = (
    Screen("login", "", "/web/login"),
    action("desk", SALES, "crm_vn_desk.crm_vn_desk_action"),
    action("my-desk", PERSON, "crm_vn_desk.crm_vn_desk_action"),
    action("customers", SALES, "crm_vn_customer.res_partner_action"),
    form("customer", SALES, "crm_vn_customer.res_partner_action"),
    form("person", SALES, "crm_vn_customer.res_partner_action"),
    Screen(
        "log-dialog",
        SALES,
        "/odoo/action-crm_vn_desk.crm_vn_desk_action",
        (".o_vn_bar_log", ".modal .o_vn_pick"),
    ),
    Screen(
        "new-customer",
        SALES,
        "/odoo/action-crm_vn_customer.res_partner_action",
        (".o_list_button_add, .o-kanban-button-new",),
    ),
    action("pipeline", SALES, "crm.crm_lead_action_pipeline"),
    form("lead", SALES, "crm.crm_lead_action_pipeline"),
    action("orders", SALES, "sale.action_orders"),
    form("order", SALES, "sale.action_orders"),
    action("products", SALES, "sale.product_template_action"),
    action("contracts", SALES, "crm_vn_contract.crm_vn_contract_action"),
    form("contract", SALES, "crm_vn_contract.crm_vn_contract_action"),
    action("care-to-give", SALES, "crm_vn_care_schedule.crm_vn_care_line_action"),
    action("calls", SALES, "crm_vn_call.crm_vn_call_action"),
    action("call-back", SALES, "crm_vn_call.crm_vn_call_back_action"),
    action("messages", SALES, "crm_vn_messaging.crm_vn_message_action"),
    action("visits", SALES, "crm_vn_visit.crm_vn_visit_today_action"),
    action("kpi-mine", SALES, "crm_vn_kpi_sheet.crm_vn_kpi_sheet_action_mine"),
    form("sheet", SALES, "crm_vn_kpi_sheet.crm_vn_kpi_sheet_action_mine"),
    action("campaign-members", SALES, "crm_vn_campaign.crm_vn_campaign_member_action"),
    action("offers", SALES, "crm_vn_campaign.crm_vn_offer_action"),
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
    form("enrollment", MANAGER, "crm_vn_care_schedule.crm_vn_care_enrollment_action"),
    action("care-report", MANAGER, "crm_vn_care_schedule.crm_vn_care_report_action"),
    action("kpi-report", MANAGER, "crm_vn_kpi_report.crm_vn_kpi_report_action"),
    action("kpi-sheets", MANAGER, "crm_vn_kpi_sheet.crm_vn_kpi_sheet_action"),
    action("kpi-plans", MANAGER, "crm_vn_kpi_sheet.crm_vn_kpi_plan_action"),
    action("leaderboard", MANAGER, "crm_vn_kpi_sheet.crm_vn_kpi_leaderboard_action"),
    action("thresholds", MANAGER, "crm_vn_scoring.crm_vn_score_threshold_action"),
    action("backtest", MANAGER, "crm_vn_scoring.crm_vn_score_backtest_action"),
    action("tiers", MANAGER, "crm_vn_tier.crm_vn_tier_action"),
    form("tier", MANAGER, "crm_vn_tier.crm_vn_tier_action"),
    action("tier-moves", MANAGER, "crm_vn_tier.crm_vn_tier_move_action"),
    action("campaigns", MANAGER, "crm_vn_campaign.utm_campaign_action"),
    form("campaign", MANAGER, "crm_vn_campaign.utm_campaign_action"),
    action("feedback", MANAGER, "crm_vn_feedback.crm_vn_feedback_answer_action"),
    action("feedback-cases", MANAGER, "crm_vn_feedback.crm_vn_feedback_case_action"),
    action("pool", MANAGER, "crm_vn_pool.res_partner_action_pool"),
    action("left-behind", MANAGER, "crm_vn_handover.res_partner_action_left_behind"),
    action("handovers", MANAGER, "crm_vn_handover.crm_vn_handover_action"),
    form("handover", MANAGER, "crm_vn_handover.crm_vn_handover_action"),
    action("all-visits", MANAGER, "crm_vn_visit.crm_vn_visit_action"),
    form("visit", MANAGER, "crm_vn_visit.crm_vn_visit_action"),
    action("routes", MANAGER, "crm_vn_visit.crm_vn_visit_route_action"),
    form("route", MANAGER, "crm_vn_visit.crm_vn_visit_route_action"),
    action("occasions", MANAGER, "crm_vn_occasion.crm_vn_occasion_action"),
    action("kpi-place", MANAGER, "crm_vn_kpi_location.crm_vn_kpi_place_action"),
    action("visit-coverage", MANAGER, "crm_vn_visit_report.crm_vn_visit_report_action"),
    action("visit-need", MANAGER, "crm_vn_visit_need.crm_vn_visit_need_action"),
    action("map", MANAGER, "crm_vn_location_map.res_country_state_map_action"),
    action(
        "area-report", MANAGER, "crm_vn_location_map.res_partner_area_report_action"
    ),
    action("areas", MANAGER, "crm_vn_location.crm_vn_area_action"),
    action("consents", MANAGER, "crm_vn_consent.crm_vn_consent_action"),
    action("contacts-made", MANAGER, "crm_vn_consent.crm_vn_contact_log_action"),
    action("duplicates", MANAGER, "crm_vn_duplicate.crm_vn_duplicate_action"),
    action("message-costs", MANAGER, "crm_vn_messaging.crm_vn_message_report_action"),
    Screen("guide", MANAGER, "/vn/guide"),
    Screen("guide-page", MANAGER, "/vn/guide/your-day"),
    Screen("settings", ADMIN, "/odoo/settings#crm"),
    action("admin-first-steps", ADMIN, "crm_vn_first_steps.crm_vn_first_steps_action"),
    action("admin-desk", ADMIN, "crm_vn_desk.crm_vn_desk_action"),
    action("health", ADMIN, "crm_vn_health.crm_vn_health_action"),
    action(
        "assignment-rules", ADMIN, "crm_vn_opportunity.crm_vn_assignment_rule_action"
    ),
    action("metrics", ADMIN, "crm_vn_kpi.crm_vn_kpi_metric_action"),
    action("care-schedules", ADMIN, "crm_vn_care_schedule.mail_activity_plan_action"),
    form("schedule", ADMIN, "crm_vn_care_schedule.mail_activity_plan_action"),
    action("care-ready", ADMIN, "crm_vn.crm_vn_care_ready_action"),
    action("catalog-sets", ADMIN, "crm_vn_first_steps.crm_vn_catalog_set_action"),
    action("groups", ADMIN, "crm_vn_customer.crm_vn_customer_group_action"),
    action("holidays", ADMIN, "crm_vn_base.crm_vn_holiday_proposal_action"),
    action("score-rules", ADMIN, "crm_vn_scoring.crm_vn_score_rule_action"),
    action("pool-rules", ADMIN, "crm_vn_pool.crm_vn_pool_rule_action"),
    action("privacy", ADMIN, "crm_vn_privacy.crm_vn_privacy_request_action"),
    action("contact-rules", ADMIN, "crm_vn_consent.crm_vn_contact_rule_action"),
    action("sms-gateways", ADMIN, "crm_vn_messaging.crm_vn_sms_provider_action"),
    action("zalo", ADMIN, "crm_vn_zalo.crm_vn_zalo_account_action"),
    action("switchboards", ADMIN, "crm_vn_call_provider.crm_vn_call_provider_action"),
    action("wards", ADMIN, "crm_vn_location.res_city_action"),
    action("addresses", ADMIN, "crm_vn_location.crm_vn_address_change_action"),
    action("imports", ADMIN, "crm_vn_import_undo.crm_vn_import_action"),
)
#: file in docs: screen on a desktop, screen on a phone
README = {"desk.png": ("desk", "customer")}
#: page of the user guide: the screen that it shows
GUIDE = {
    "first-steps": "first-steps",
    "your-day": "desk",
    "log-a-contact": "log-dialog",
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
    "import": "imports",
    "catalogs": "groups",
    "company": "holidays",
    "messages": "messages",
    "sms-zalo": "sms-gateways",
    "switchboard": "switchboards",
    "what-failed": "health",
}
#: addon: the screen on its page in the list of apps, where no page of the guide shows
#: one of its screens; what only connects others shows theirs
APPS = {
    "crm_vn_base": "holidays",
    "crm_vn_call": "calls",
    "crm_vn_call_provider": "switchboards",
    "crm_vn_campaign_mailing": "campaign-members",
    "crm_vn_campaign_sale": "offers",
    "crm_vn_consent_campaign": "campaign-members",
    "crm_vn_consent_care": "enrollment",
    "crm_vn_contract_print": "contract",
    "crm_vn_demo": "manager-desk",
    "crm_vn_desk_sale": "desk",
    "crm_vn_discussion": "customer",
    "crm_vn_feedback_campaign": "feedback",
    "crm_vn_feedback_care": "feedback",
    "crm_vn_feedback_contract": "feedback",
    "crm_vn_feedback_visit": "feedback",
    "crm_vn_handover": "handover",
    "crm_vn_handover_location": "left-behind",
    "crm_vn_health": "health",
    "crm_vn_help": "guide",
    "crm_vn_import": "imports",
    "crm_vn_import_consent": "imports",
    "crm_vn_import_location": "addresses",
    "crm_vn_import_queue": "imports",
    "crm_vn_import_undo": "imports",
    "crm_vn_kpi": "metrics",
    "crm_vn_kpi_call": "kpi-report",
    "crm_vn_kpi_campaign": "kpi-report",
    "crm_vn_kpi_feedback": "kpi-report",
    "crm_vn_kpi_location": "kpi-place",
    "crm_vn_kpi_mailing": "kpi-report",
    "crm_vn_kpi_messaging": "kpi-report",
    "crm_vn_kpi_project": "kpi-report",
    "crm_vn_kpi_sms": "kpi-report",
    "crm_vn_kpi_spreadsheet": "kpi-report",
    "crm_vn_kpi_stock": "kpi-report",
    "crm_vn_kpi_visit": "kpi-report",
    "crm_vn_location_map": "map",
    "crm_vn_location_sale": "area-report",
    "crm_vn_messaging": "messages",
    "crm_vn_messaging_campaign": "messages",
    "crm_vn_messaging_care": "messages",
    "crm_vn_messaging_contract": "messages",
    "crm_vn_messaging_feedback": "messages",
    "crm_vn_occasion": "occasions",
    "crm_vn_privacy": "privacy",
    "crm_vn_sale": "orders",
    "crm_vn_vcard": "imports",
    "crm_vn_visibility": "customers",
    "crm_vn_visit_appointment": "visits",
    "crm_vn_visit_desk": "desk",
    "crm_vn_visit_need": "visit-need",
    "crm_vn_visit_report": "visit-coverage",
    "crm_vn_visit_sale": "visits",
    "crm_vn_webhook": "health",
    "crm_vn_zalo": "zalo",
}
