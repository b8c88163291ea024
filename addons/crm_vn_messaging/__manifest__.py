{
    "name": "Vietnam CRM: SMS",
    "summary": "SMS through Vietnamese gateways: checked, counted, sent once",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_consent", "crm_vn_webhook", "sms"],
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_messaging_security.xml",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_sms_try_views.xml",
        "wizards/sms_composer_views.xml",
        "views/crm_vn_message_views.xml",
        "views/crm_vn_message_report_views.xml",
        "views/crm_vn_sms_provider_views.xml",
        "views/res_partner_views.xml",
        "views/sms_template_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_vn_messaging/static/tests/tours/*.js"],
    },
    "demo": ["demo/crm_vn_messaging_demo.xml"],
}
