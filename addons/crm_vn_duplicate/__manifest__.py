{
    "name": "Vietnam CRM: Duplicates",
    "summary": "Customers entered twice, found by phone, tax code, e-mail and name",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_customer"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "security/crm_vn_duplicate_security.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
        "report/crm_vn_duplicate_views.xml",
    ],
    "post_init_hook": "post_init_hook",
    "demo": ["demo/res_partner_demo.xml"],
    "assets": {
        "web.assets_tests": [
            "crm_vn_duplicate/static/tests/tours/*.js",
        ],
    },
}
