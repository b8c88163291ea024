{
    "name": "Vietnam CRM: Customer tiers",
    "summary": "Discount by rank, with the reason and the price of every change",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["crm_vn_sale"],
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_tier_security.xml",
        # data
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_tier_preview_views.xml",
        "views/crm_vn_tier_move_views.xml",
        "views/res_partner_views.xml",
        "views/crm_vn_tier_views.xml",
        "views/crm_lead_views.xml",
        "views/menus.xml",
    ],
    "demo": ["demo/crm_vn_tier_demo.xml"],
    "assets": {
        "web.assets_tests": [
            "crm_vn_tier/static/tests/tours/*.js",
        ],
    },
    "post_init_hook": "post_init_hook",
}
