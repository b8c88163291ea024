{
    "name": "Vietnam CRM: Language, guide and help",
    "summary": "Language on the login page and in the user menu, and a form for help",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_customer"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "security/crm_vn_help_security.xml",
        "views/crm_vn_help_request_views.xml",
        "views/guide_templates.xml",
        "views/web_login_templates.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/crm_vn_help_request_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "crm_vn_help/static/src/help/*",
            "crm_vn_help/static/src/words/*",
        ],
        "web.assets_tests": [
            "crm_vn_help/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_help/static/tests/unit/*.test.js",
        ],
    },
}
