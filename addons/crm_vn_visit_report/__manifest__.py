{
    "name": "Vietnam CRM: Coverage of visits",
    "summary": "Planned, done, skipped and why: each number opens its visits",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_visit"],
    "auto_install": True,
    "data": ["views/crm_vn_visit_report_views.xml", "views/menus.xml"],
    "assets": {
        "web.assets_tests": [
            "crm_vn_visit_report/static/tests/tours/*.js",
        ],
    },
    "pre_init_hook": "pre_init_hook",
}
