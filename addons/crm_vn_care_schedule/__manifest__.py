{
    "name": "Vietnam CRM: Care schedules",
    "summary": "Calls and visits after a sale, on working days, spread over people",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contract"],
    "data": [
        # security
        "security/crm_vn_care_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_care_set_views.xml",
        "wizards/crm_vn_care_apply_views.xml",
        "views/crm_vn_care_enrollment_views.xml",
        "views/crm_vn_care_line_views.xml",
        "views/mail_activity_plan_views.xml",
        "views/crm_vn_contract_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
        "report/crm_vn_care_report_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "demo": ["demo/care_schedule_demo.xml"],
    "assets": {
        "web.assets_tests": ["crm_vn_care_schedule/static/tests/tours/*.js"],
    },
}
