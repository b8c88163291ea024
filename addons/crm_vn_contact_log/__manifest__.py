{
    "name": "Vietnam CRM: Contact log",
    "summary": "Last contact of customers, and who must not be forgotten",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_customer"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "wizards/crm_vn_snooze_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "demo": ["demo/mail_activity_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "crm_vn_contact_log/static/src/message_contact/*",
        ],
        "web.assets_unit_tests": [
            "crm_vn_contact_log/static/tests/unit/*.js",
        ],
    },
    "post_init_hook": "post_init_hook",
}
