{
    "name": "Vietnam CRM: Map",
    "summary": "Customers and revenue by province, on a map that opens its lists",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_location"],
    "auto_install": True,
    "data": [
        # views
        "views/crm_vn_area_views.xml",
        "views/res_country_state_views.xml",
        "views/res_partner_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_location_map/static/src/province_map/*",
        ],
        "web.assets_tests": [
            "crm_vn_location_map/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_location_map/static/tests/unit/*.test.js",
        ],
    },
}
