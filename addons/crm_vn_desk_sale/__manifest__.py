{
    "name": "Vietnam CRM: Sales on the desk",
    "summary": "Leads with the time left, contracts, KPI and revenue on the desk",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_desk", "crm_vn_opportunity", "crm_vn_kpi_sheet"],
    "auto_install": True,
    "data": [
        "data/ir_cron_data.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_desk_sale/static/src/blocks/*",
        ],
        "web.assets_tests": [
            "crm_vn_desk_sale/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_desk_sale/static/tests/unit/*.test.js",
        ],
    },
}
