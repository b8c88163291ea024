{
    "name": "Vietnam CRM: Opportunities",
    "summary": "The right person at once, with a deadline in working time",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_customer"],
    "data": [
        # security
        "security/crm_vn_opportunity_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/crm_vn_need_data.xml",
        "data/crm_vn_situation_data.xml",
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_assignment_preview_views.xml",
        "wizards/crm_lead_lost_views.xml",
        "views/crm_vn_need_views.xml",
        "views/crm_vn_situation_views.xml",
        "views/crm_vn_assignment_rule_views.xml",
        "views/crm_vn_lead_notice_views.xml",
        "views/crm_lead_views.xml",
        "views/crm_team_views.xml",
        "views/res_users_views.xml",
        "views/res_config_settings_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "demo": [
        "demo/crm_team_demo.xml",
        "demo/crm_vn_assignment_rule_demo.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "crm_vn_opportunity/static/tests/tours/*.js",
        ],
    },
}
