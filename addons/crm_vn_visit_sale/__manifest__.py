{
    "name": "Vietnam CRM: Quotations of visits",
    "summary": "A quotation from the visit, on the phone, too; it keeps the visit",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_visit", "crm_vn_sale"],
    "auto_install": True,
    "data": [
        "views/crm_vn_visit_views.xml",
        "views/sale_order_views.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "crm_vn_visit_sale/static/src/today/*",
        ],
        "web.assets_unit_tests": [
            "crm_vn_visit_sale/static/tests/unit/*.test.js",
        ],
    },
}
