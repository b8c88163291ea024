{
    "name": "Vietnam CRM: Import, undone",
    "summary": "What an import made and changed, undone within 30 days",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_import"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "security/crm_vn_import_security.xml",
        "views/crm_vn_import_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_import_undo/static/src/import/*",
        ],
        "web.assets_tests": [
            "crm_vn_import_undo/static/tests/tours/*",
        ],
        "web.assets_unit_tests": [
            "crm_vn_import_undo/static/tests/unit/*.test.js",
        ],
    },
}
