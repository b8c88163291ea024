{
    "name": "Vietnam CRM: Customer scoring",
    "summary": "Points of activities and groups, and stars that explain themselves",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_desk"],
    "data": [
        # security
        "security/crm_vn_scoring_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_score_threshold_views.xml",
        "wizards/crm_vn_score_rule_preview_views.xml",
        "wizards/crm_vn_score_backtest_views.xml",
        "views/crm_vn_score_rule_views.xml",
        "views/crm_vn_score_line_views.xml",
        "views/crm_vn_score_check_views.xml",
        "views/crm_vn_customer_group_views.xml",
        "views/mail_activity_type_views.xml",
        "views/res_partner_views.xml",
        "views/crm_lead_views.xml",
        "views/res_config_settings_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "demo": ["demo/crm_vn_scoring_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "crm_vn_scoring/static/src/**/*.js",
            "crm_vn_scoring/static/src/**/*.xml",
        ],
        "web.assets_tests": [
            "crm_vn_scoring/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_scoring/static/tests/unit/*.test.js",
        ],
    },
    "post_init_hook": "post_init_hook",
}
