{
    "name": "Vietnam CRM: Customer desk",
    "summary": "The salesperson's day on one screen, and quick actions on the phone",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contact_log", "crm_vn_discussion"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "data/mail_activity_type_data.xml",
        "views/crm_vn_desk_views.xml",
        "wizards/crm_vn_customer_change_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "uninstall_hook": "uninstall_hook",
    "assets": {
        "web.assets_backend": [
            "crm_vn_desk/static/src/desk/*",
            "crm_vn_desk/static/src/quick_actions/*",
            "crm_vn_desk/static/src/customer_page/*",
        ],
        "web.assets_tests": [
            "crm_vn_desk/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_desk/static/tests/unit/*.test.js",
        ],
    },
}
