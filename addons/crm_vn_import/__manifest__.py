{
    "name": "Vietnam CRM: Import",
    "summary": "Messy Excel files become customers",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["base_import", "crm_vn_duplicate"],
    "auto_install": True,
    "data": [
        "views/res_partner_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_import/static/src/import/*",
        ],
        "web.assets_tests": [
            "crm_vn_import/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_import/static/tests/unit/*.js",
        ],
    },
}
