{
    "name": "Vietnam CRM: Campaigns",
    "summary": "Customers in campaigns, worked off as a call list, offers with answers",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contact_log"],
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_campaign_security.xml",
        # data
        "data/crm_vn_campaign_state_data.xml",
        "data/ir_cron_data.xml",
        "data/mail_template_data.xml",
        # reports
        "report/crm_vn_offer_templates.xml",
        # views
        "wizards/crm_vn_campaign_add_views.xml",
        "views/crm_vn_campaign_member_views.xml",
        "views/crm_vn_campaign_member_work_views.xml",
        "views/crm_vn_campaign_state_views.xml",
        "views/crm_vn_campaign_condition_views.xml",
        "views/crm_vn_offer_views.xml",
        "views/utm_campaign_views.xml",
        "views/res_partner_views.xml",
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["crm_vn_campaign/static/src/funnel/*"],
        "web.assets_tests": ["crm_vn_campaign/static/tests/tours/*.js"],
        "web.assets_unit_tests": [
            "crm_vn_campaign/static/tests/unit/*.test.js",
        ],
    },
    "demo": ["demo/crm_vn_campaign_demo.xml"],
}
