{
    "name": "Vietnam CRM: Zalo",
    "summary": "Official accounts on Zalo: template messages, chat, consent",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_messaging"],
    "auto_install": True,
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_zalo_security.xml",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_zalo_send_views.xml",
        "wizards/crm_vn_zalo_link_set_views.xml",
        "views/crm_vn_zalo_account_views.xml",
        "views/crm_vn_zalo_template_views.xml",
        "views/crm_vn_zalo_user_views.xml",
        "views/zalo_who_templates.xml",
        "views/crm_vn_message_views.xml",
        "views/res_partner_views.xml",
        "views/menus.xml",
    ],
    "demo": ["demo/crm_vn_zalo_demo.xml"],
    "assets": {
        "web.assets_backend": ["crm_vn_zalo/static/src/discuss/**/*"],
        "web.assets_tests": ["crm_vn_zalo/static/tests/tours/*.js"],
        "web.assets_unit_tests": [
            "crm_vn_zalo/static/tests/unit/*.test.js",
        ],
    },
}
