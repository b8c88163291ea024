{
    "name": "Vietnam CRM: KPI dashboard",
    "summary": "The customer KPI as a spreadsheet dashboard",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi_report", "spreadsheet_dashboard"],
    "auto_install": True,
    "data": [
        "data/spreadsheet_dashboard_data.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "crm_vn_kpi_spreadsheet/static/tests/tours/*.js",
        ],
    },
}
