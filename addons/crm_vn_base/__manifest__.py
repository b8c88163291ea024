{
    "name": "Vietnam CRM: Foundations",
    "summary": "The company's day, public holidays, protected columns, conditions",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm"],
    "data": [
        # security
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "views/crm_vn_cron_failure_views.xml",
        "wizards/crm_vn_holiday_proposal_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_base/static/src/dialogs/*",
            "crm_vn_base/static/src/list/*",
            "crm_vn_base/static/src/open_records/*",
            "crm_vn_base/static/src/percent/*",
            "crm_vn_base/static/src/period_table/*",
            "crm_vn_base/static/src/view_button/*",
        ],
        "web.assets_unit_tests": [
            "crm_vn_base/static/tests/unit/*.js",
        ],
    },
    "oca_data_manual": ["data/search.sql", "data/vn_holidays.csv"],
}
