{
    "name": "Vietnam CRM: Messages of campaigns",
    "summary": "SMS and Zalo messages to the members of a campaign",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_campaign", "crm_vn_zalo"],
    "auto_install": True,
    "data": [
        "views/crm_vn_offer_views.xml",
        "views/utm_campaign_views.xml",
    ],
}
