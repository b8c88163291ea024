{
    "name": "Vietnam CRM: Customer KPI",
    "summary": "One period beside another: on the screen, in Excel, as a pivot table",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_desk", "crm_vn_kpi"],
    "auto_install": True,
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_kpi_report_security.xml",
        # views
        "views/crm_vn_kpi_report_views.xml",
        "report/crm_vn_kpi_analysis_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_kpi_report/static/src/customer_kpi/*",
        ],
        "web.assets_tests": [
            "crm_vn_kpi_report/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_kpi_report/static/tests/unit/*.test.js",
        ],
    },
}
