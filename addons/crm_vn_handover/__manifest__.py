{
    "name": "Vietnam CRM: Handing over",
    "summary": "A salesperson leaves: customers, care, leads, contracts go to others",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_desk"],
    "auto_install": True,
    "data": [
        # security
        "security/crm_vn_handover_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "views/crm_vn_handover_views.xml",
        "views/crm_vn_handover_row_views.xml",
        "views/res_users_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["crm_vn_handover/static/src/leftovers/*"],
        "web.assets_unit_tests": ["crm_vn_handover/static/tests/unit/*.test.js"],
    },
    "demo": ["demo/handover_demo.xml"],
}
