{
    "name": "Vietnam CRM: Places",
    "summary": "Wards of today, old addresses converted without a guess, sales areas",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["base_address_extended", "crm_vn_customer"],
    "data": [
        # security
        "security/ir.model.access.csv",
        "security/crm_vn_location_security.xml",
        # data
        "data/res_city_data.xml",
        "data/ir_cron_data.xml",
        # views
        "wizards/crm_vn_address_conversion_views.xml",
        "views/res_city_views.xml",
        "views/crm_vn_area_views.xml",
        "views/crm_vn_address_change_views.xml",
        "views/res_partner_views.xml",
        "views/crm_lead_views.xml",
        "views/menus.xml",
    ],
    "demo": ["demo/crm_vn_area_demo.xml", "demo/res_partner_demo.xml"],
    "assets": {
        "web.assets_tests": [
            "crm_vn_location/static/tests/tours/*.js",
        ],
    },
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
