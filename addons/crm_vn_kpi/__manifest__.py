{
    "name": "KPI for Vietnam CRM",
    "summary": "Numbers that open exactly the records they count: customers and people",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contract", "crm_vn_desk"],
    "data": [
        # security
        "security/crm_vn_kpi_security.xml",
        "security/crm_vn_kpi_report_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/crm_vn_kpi_metric_data.xml",
        # views
        "views/crm_vn_kpi_metric_views.xml",
        "views/crm_vn_kpi_activity_views.xml",
        "views/crm_vn_kpi_comment_views.xml",
        "views/crm_vn_kpi_report_views.xml",
        "report/crm_vn_kpi_analysis_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_kpi/static/src/customer_kpi/*",
        ],
        "web.assets_tests": [
            "crm_vn_kpi/static/tests/tours/customer_kpi_tour.js",
        ],
    },
    "pre_init_hook": "pre_init_hook",
}
