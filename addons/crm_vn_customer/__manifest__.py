{
    "name": "Vietnam CRM: Customers",
    "summary": "Catalogs, codes, relationships and referrers of customers",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "author": "CRM VN contributors",
    "website": "https://github.com/crm-vn/crm-vn",
    "license": "LGPL-3",
    "depends": ["contacts", "crm_vn_base"],
    "data": [
        # security
        "security/crm_vn_customer_security.xml",
        "security/ir.model.access.csv",
        # data
        "data/crm_vn_customer_type_data.xml",
        "data/crm_vn_customer_group_data.xml",
        "data/crm_vn_channel_data.xml",
        "data/crm_vn_customer_size_data.xml",
        "data/crm_vn_relationship_data.xml",
        "data/crm_vn_collaborator_group_data.xml",
        "data/utm_source_data.xml",
        "data/ir_actions_server_data.xml",
        # views
        "views/crm_vn_catalog_views.xml",
        "views/crm_vn_customer_group_views.xml",
        "views/crm_vn_relationship_views.xml",
        "views/utm_source_views.xml",
        "views/res_partner_industry_views.xml",
        "views/res_partner_views.xml",
        "views/res_partner_customer_views.xml",
        "views/res_partner_report_views.xml",
        "views/crm_lead_views.xml",
        "views/res_config_settings_views.xml",
        # menus, last
        "views/menus.xml",
    ],
    "demo": [
        "demo/res_users_demo.xml",
        "demo/res.partner.csv",
        "demo/crm.lead.csv",
        "demo/mail_activity_demo.xml",
    ],
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
    "assets": {
        "web.assets_backend_lazy": [
            "crm_vn_customer/static/src/share_graph/**/*",
        ],
        "web.assets_tests": [
            "crm_vn_customer/static/tests/tours/*.js",
        ],
        "web.assets_unit_tests": [
            "crm_vn_customer/static/tests/unit/*.test.js",
        ],
    },
}
