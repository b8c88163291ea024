{
    "name": "Vietnam CRM: Employee KPI",
    "summary": "Plans with targets become sheets: result, pace, forecast, adjustments",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_kpi"],
    "auto_install": True,
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_kpi_sheet_security.xml",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_kpi_try_views.xml",
        "views/crm_vn_kpi_plan_views.xml",
        "views/crm_vn_kpi_sheet_form_views.xml",
        "views/crm_vn_kpi_sheet_views.xml",
        "views/crm_vn_kpi_adjustment_views.xml",
        "views/crm_vn_kpi_leaderboard_views.xml",
        "views/res_config_settings_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "demo": [
        "demo/crm_vn_kpi_plan_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_kpi_sheet/static/src/kpi_sheet/*",
            "crm_vn_kpi_sheet/static/src/kpi_leaderboard/*",
        ],
        "web.assets_tests": [
            "crm_vn_kpi_sheet/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_kpi_sheet/static/tests/unit/*.test.js",
        ],
    },
}
