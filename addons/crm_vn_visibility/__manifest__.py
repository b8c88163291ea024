{
    "name": "Vietnam CRM: Who sees whom",
    "summary": "Own customers only, and who can see a customer and why",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_customer"],
    "auto_install": True,
    "data": [
        "security/crm_vn_visibility_security.xml",
        "security/ir.model.access.csv",
        "wizards/crm_vn_viewer_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
    ],
}
