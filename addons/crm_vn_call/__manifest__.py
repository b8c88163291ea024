{
    "name": "Vietnam CRM: Calls",
    "summary": "Every call on the customer, once and right; one tap to call",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_consent", "crm_vn_contact_log", "crm_vn_call_provider", "bus"],
    "data": [
        # security
        "security/crm_vn_call_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/mail_activity_type_data.xml",
        "data/crm_vn_call_result_data.xml",
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_call_log_views.xml",
        "views/crm_vn_call_views.xml",
        "views/crm_vn_call_back_views.xml",
        "views/crm_vn_call_duty_views.xml",
        "views/crm_vn_call_listen_views.xml",
        "views/crm_vn_call_result_views.xml",
        "views/res_config_settings_views.xml",
        "views/res_partner_views.xml",
        "views/menus.xml",
    ],
    "demo": ["demo/crm_vn_call_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "crm_vn_call/static/src/activity/*",
            "crm_vn_call/static/src/call_service/*",
            "crm_vn_call/static/src/phone_field/*",
        ],
        "web.assets_tests": ["crm_vn_call/static/tests/tours/*.js"],
        "web.assets_unit_tests": ["crm_vn_call/static/tests/unit/*.test.js"],
    },
}
