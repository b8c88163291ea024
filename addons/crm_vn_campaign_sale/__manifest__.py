{
    "name": "Vietnam CRM: Orders of campaigns",
    "summary": "Quotations, orders and revenue of members, beside the held-back group",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_campaign", "crm_vn_sale"],
    "auto_install": True,
    "assets": {
        "web.assets_tests": ["crm_vn_campaign_sale/static/tests/tours/*.js"],
    },
    "demo": ["demo/crm_vn_campaign_sale_demo.xml"],
    "data": [
        "security/crm_vn_campaign_sale_security.xml",
        "security/ir.model.access.csv",
        "report/crm_vn_offer_templates.xml",
        "views/crm_vn_campaign_member_views.xml",
        "views/crm_vn_offer_views.xml",
        "views/utm_campaign_views.xml",
    ],
}
