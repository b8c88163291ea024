{
    "name": "Vietnam CRM: Rights of people",
    "summary": "Requests of people about their data, answered in the terms of the law",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_consent"],
    "auto_install": True,
    "data": [
        # security
        "security/crm_vn_privacy_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/crm_vn_privacy_term_data.xml",
        "data/ir_sequence_data.xml",
        "data/ir_cron_data.xml",
        # views
        "views/crm_vn_privacy_request_views.xml",
        "views/crm_vn_privacy_term_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_tests": ["crm_vn_privacy/static/tests/tours/*.js"],
    },
}
