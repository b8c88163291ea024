{
    "name": "Vietnam CRM: Sales",
    "summary": "Purchase facts of customers, quotations and orders for many at once",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_contact_log", "sale_crm"],
    "data": [
        # security
        "security/ir.model.access.csv",
        # data
        "data/ir_cron_data.xml",
        # views
        "views/res_partner_views.xml",
        "wizards/crm_vn_document_generate_views.xml",
    ],
    "demo": [
        "demo/sale_order_demo.xml",
    ],
    "assets": {
        "web.assets_tests": [
            "crm_vn_sale/static/tests/tours/*.js",
        ],
    },
    "post_init_hook": "post_init_hook",
}
