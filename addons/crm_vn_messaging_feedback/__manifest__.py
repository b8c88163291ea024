{
    "name": "Vietnam CRM: Feedback by SMS",
    "summary": "Customers without an e-mail address get the link by SMS",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_feedback", "crm_vn_zalo"],
    "auto_install": True,
    "data": [
        "views/crm_vn_feedback_views.xml",
        "views/res_config_settings_views.xml",
    ],
}
