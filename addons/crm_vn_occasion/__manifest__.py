{
    "name": "Vietnam CRM: Occasions",
    "summary": "Birthdays, lunar ones too, founding days and contract anniversaries",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_care_schedule", "crm_vn_desk"],
    "auto_install": True,
    "data": [
        # security
        "security/crm_vn_occasion_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "views/crm_vn_occasion_views.xml",
        "views/res_partner_views.xml",
        "views/mail_activity_plan_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "demo": ["demo/occasion_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "crm_vn_occasion/static/src/date_number/*",
            "crm_vn_occasion/static/src/occasions/*",
        ],
        "web.assets_unit_tests": ["crm_vn_occasion/static/tests/unit/*.test.js"],
    },
}
