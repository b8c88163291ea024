{
    "name": "Vietnam CRM: First steps",
    "summary": "What to set up first, ticked off by what is there already",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_desk", "crm_vn_import"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "wizards/crm_vn_catalog_set_views.xml",
        "views/crm_vn_first_steps_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_first_steps/static/src/steps/*",
        ],
        "web.assets_tests": [
            "crm_vn_first_steps/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_first_steps/static/tests/unit/*.test.js",
        ],
    },
    "oca_data_manual": ["data/trades.csv"],
}
