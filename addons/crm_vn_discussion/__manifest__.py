{
    "name": "Vietnam CRM: Discussion",
    "summary": "Unread comments, who may comment, and how long comments can be changed",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contact_log"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "security/crm_vn_discussion_security.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/mail_message_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "crm_vn_discussion/static/src/discussion/*",
            "crm_vn_discussion/static/src/unread/*",
        ],
        "web.assets_tests": [
            "crm_vn_discussion/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_discussion/static/tests/unit/*.test.js",
        ],
    },
}
