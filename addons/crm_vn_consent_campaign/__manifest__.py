{
    "name": "Vietnam CRM: Consent in campaigns",
    "summary": "Only who may be contacted becomes and stays next in a campaign",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_campaign", "crm_vn_consent"],
    "auto_install": True,
    "data": [
        "views/utm_campaign_views.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_vn_consent_campaign/static/tests/tours/*.js"],
    },
}
