{
    "name": "Vietnam CRM: Contacts of phones",
    "summary": "The contacts of a phone become customers",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_import"],
    "auto_install": True,
    "assets": {
        "web.assets_backend": [
            "crm_vn_vcard/static/src/vcard/*",
        ],
        "web.assets_tests": [
            "crm_vn_vcard/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_vcard/static/tests/unit/*.test.js",
        ],
    },
}
