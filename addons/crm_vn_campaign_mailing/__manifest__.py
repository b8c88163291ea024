{
    "name": "Vietnam CRM: Mailings of campaigns",
    "summary": "Mailings to the members of a campaign who agreed to e-mails",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_consent_campaign", "mass_mailing"],
    "auto_install": True,
    "data": ["views/mailing_mailing_views.xml", "views/utm_campaign_views.xml"],
}
