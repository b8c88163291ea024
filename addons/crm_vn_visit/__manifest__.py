{
    "name": "Vietnam CRM: Visits",
    "summary": "Routes that plan themselves, check-in that works on a bad line",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contact_log", "crm_vn_consent", "crm_vn_location"],
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_visit_security.xml",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_visit_skip_views.xml",
        "wizards/crm_vn_visit_generate_views.xml",
        "wizards/crm_vn_visit_add_views.xml",
        "views/crm_vn_visit_route_views.xml",
        "views/crm_vn_visit_views.xml",
        "views/res_config_settings_views.xml",
        "views/res_partner_views.xml",
        "views/menus.xml",
    ],
    "demo": ["demo/crm_vn_visit_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "crm_vn_visit/static/src/check_in/*",
            "crm_vn_visit/static/src/today/*",
        ],
        "web.assets_tests": [
            "crm_vn_visit/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_visit/static/tests/unit/*.js",
        ],
    },
}
