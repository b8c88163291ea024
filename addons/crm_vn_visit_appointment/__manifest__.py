{
    "name": "Vietnam CRM: Appointments on a route",
    "summary": "Customers who are expected at an hour: the order of stops keeps to it",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_visit"],
    "auto_install": True,
    "data": [
        "views/crm_vn_visit_views.xml",
        "views/crm_vn_visit_route_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_visit_appointment/static/src/hour/*",
            "crm_vn_visit_appointment/static/src/today/*",
        ],
        "web.assets_unit_tests": [
            "crm_vn_visit_appointment/static/tests/unit/*.js",
        ],
    },
}
