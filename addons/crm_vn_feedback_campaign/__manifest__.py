{
    "name": "Vietnam CRM: Feedback and campaigns",
    "summary": "Campaigns pass over customers with an open complaint",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_campaign", "crm_vn_feedback"],
    "auto_install": True,
}
