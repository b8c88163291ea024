{
    "name": "Vietnam CRM: Visits on the desk",
    "summary": "Today's route on the customer desk, with the next stop",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_desk", "crm_vn_visit"],
    "auto_install": True,
    "assets": {
        "web.assets_backend": [
            "crm_vn_visit_desk/static/src/route_today/*",
        ],
        "web.assets_tests": [
            "crm_vn_visit_desk/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_visit_desk/static/tests/unit/*.test.js",
        ],
    },
}
