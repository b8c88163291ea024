{
    "name": "Vietnam CRM: Import in the background",
    "summary": "Long lists of customers are imported while people go on working",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_import_undo"],
    "auto_install": True,
    "data": [
        "security/ir.model.access.csv",
        "data/ir_cron_data.xml",
        "views/crm_vn_import_views.xml",
        "views/res_config_settings_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_import_queue/static/src/queue/*",
        ],
        "web.assets_tests": [
            "crm_vn_import_queue/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_import_queue/static/tests/unit/*.test.js",
        ],
    },
}
